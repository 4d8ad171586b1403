"""Keeping a window that shows secrets out of screenshots, where the system can."""

from __future__ import annotations

import ctypes
import sys
from typing import Any, Final, Protocol

from PySide6.QtWidgets import QWidget

_EXCLUDED: Final = 0x11  # WDA_EXCLUDEFROMCAPTURE of winuser.h, since Windows 10 2004
_INCLUDED: Final = 0x0
_SHARING_NONE: Final = 0  # NSWindowSharingType
_SHARING_READ_ONLY: Final = 1

UNGUARDED: Final = "This system cannot keep a window out of screenshots."


class Capture(Protocol):
    """What a system offers; ``window`` is Qt's id of a native window."""

    def exclude(self, window: int, *, excluded: bool) -> bool:
        """Whether the system did it."""
        ...


def guard(window: QWidget, capture: Capture | None = None) -> bool:
    """Exclude ``window`` from what others record; False where the system has no way.

    Linux has none: neither X11 nor Wayland's protocols know such a request.
    """
    return _set(window, capture or system_capture(), excluded=True)


def unguard(window: QWidget, capture: Capture | None = None) -> bool:
    """Let ``window`` be recorded again."""
    return _set(window, capture or system_capture(), excluded=False)


def _set(window: QWidget, capture: Capture | None, *, excluded: bool) -> bool:
    if capture is None:
        return False
    return capture.exclude(int(window.window().winId()), excluded=excluded)


def system_capture(platform: str = sys.platform) -> Capture | None:
    """This platform's way, or None."""
    if platform == "win32":
        return WindowsCapture(ctypes.WinDLL("user32"))  # type: ignore[attr-defined]  # Windows' own
    if platform == "darwin":
        return MacCapture(ctypes.CDLL("/usr/lib/libobjc.dylib"))
    return None


class WindowsCapture:
    """``SetWindowDisplayAffinity``: the window is left out of the picture."""

    def __init__(self, user32: Any) -> None:
        self._user32 = user32

    def exclude(self, window: int, *, excluded: bool) -> bool:
        affinity = _EXCLUDED if excluded else _INCLUDED
        return bool(self._user32.SetWindowDisplayAffinity(ctypes.c_void_p(window), affinity))


class MacCapture:
    """``[[view window] setSharingType:]``; Qt's id is the NSView."""

    def __init__(self, objc: Any) -> None:
        self._objc = objc
        objc.sel_registerName.restype = ctypes.c_void_p
        objc.sel_registerName.argtypes = [ctypes.c_char_p]

    def exclude(self, window: int, *, excluded: bool) -> bool:
        send, selector = self._objc.objc_msgSend, self._objc.sel_registerName
        send.restype = ctypes.c_void_p
        send.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        held = send(window, selector(b"window"))
        if not held:
            return False
        send.restype = None
        send.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong]
        send(held, selector(b"setSharingType:"), _SHARING_NONE if excluded else _SHARING_READ_ONLY)
        return True
