"""The screen's lock on macOS: its distributed notification, by Core Foundation."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject

NAME: Final = "com.apple.screenIsLocked"
_UTF8: Final = 0x08000100  # kCFStringEncodingUTF8
_AT_ONCE: Final = 4  # CFNotificationSuspensionBehaviorDeliverImmediately
_PATH: Final = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"

# void (*)(center, observer, name, object, userInfo)
_CALLBACK: Final = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5)


def library() -> Any:
    """Core Foundation with the types of what is called. Source: CFNotificationCenter.h."""
    pointer = ctypes.c_void_p
    loaded = ctypes.CDLL(_PATH)
    loaded.CFNotificationCenterGetDistributedCenter.restype = pointer
    loaded.CFStringCreateWithCString.restype = pointer
    loaded.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
    loaded.CFNotificationCenterAddObserver.argtypes = [
        *(pointer, pointer, _CALLBACK, pointer, pointer),
        ctypes.c_long,
    ]
    loaded.CFNotificationCenterRemoveEveryObserver.argtypes = [pointer, pointer]
    return loaded


class MacScreen:
    """The notification comes on the main run loop, which is Qt's own there."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self._tell: Callable[[], None] = lambda: None
        self._callback = _CALLBACK(self._on_notification)  # kept: the centre holds a bare pointer
        self._observer = ctypes.cast(self._callback, ctypes.c_void_p)
        self.works = False

    def begin(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        centre = self._library.CFNotificationCenterGetDistributedCenter()
        name = self._library.CFStringCreateWithCString(None, NAME.encode(), _UTF8)
        if centre and name:
            add = self._library.CFNotificationCenterAddObserver
            add(centre, self._observer, self._callback, name, None, _AT_ONCE)
            self.works = True

    def watch(self, window: QObject) -> None:
        """The notification centre knows no windows."""

    def end(self) -> None:
        self._tell = lambda: None
        if self.works:
            centre = self._library.CFNotificationCenterGetDistributedCenter()
            self._library.CFNotificationCenterRemoveEveryObserver(centre, self._observer)
            self.works = False

    def _on_notification(self, *_: object) -> None:
        self._tell()
