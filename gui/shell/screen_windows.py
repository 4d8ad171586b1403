"""The screen's lock on Windows: the session's changes, sent to the window."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final, Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow

# Source: Windows' winuser.h and wtsapi32.h.
WM_WTSSESSION_CHANGE: Final = 0x02B1
WTS_SESSION_LOCK: Final = 0x7
WM_POWERBROADCAST: Final = 0x0218
PBT_APMSUSPEND: Final = 0x4
_THIS_SESSION: Final = 0


class SessionLibrary(Protocol):
    """wtsapi32, as far as it is used."""

    def WTSRegisterSessionNotification(self, window: int, flags: int) -> int: ...


def library() -> SessionLibrary:
    loaded: Any = ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined]  # Windows alone has it
    return loaded  # type: ignore[no-any-return]  # ctypes types nothing


class _Message(ctypes.Structure):
    """MSG, up to the field that is read."""

    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wParam", ctypes.c_size_t),
    )


class WindowsScreen(QAbstractNativeEventFilter):
    """Registers the window for its session's changes, and picks them out of the messages."""

    def __init__(self, library: SessionLibrary) -> None:
        super().__init__()
        self._library = library
        self._tell: Callable[[], None] = lambda: None
        self.works = False

    def begin(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        if (app := QCoreApplication.instance()) is not None:
            app.installNativeEventFilter(self)

    def watch(self, window: QObject) -> None:
        if isinstance(window, QWindow):
            register = self._library.WTSRegisterSessionNotification
            self.works = bool(register(int(window.winId()), _THIS_SESSION))

    def end(self) -> None:
        self._tell = lambda: None
        if (app := QCoreApplication.instance()) is not None:
            app.removeNativeEventFilter(self)

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        name = kind.data() if isinstance(kind, QByteArray) else bytes(kind)
        if name == b"windows_generic_MSG":
            self.look_at(_Message.from_address(int(message)))
        return False, 0

    def look_at(self, message: _Message) -> None:
        """Tell, where a message says that the session was locked or the machine suspends."""
        said = (message.message, message.wParam)
        if said in ((WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK), (WM_POWERBROADCAST, PBT_APMSUSPEND)):
            self._tell()
