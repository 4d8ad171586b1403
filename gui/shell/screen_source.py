"""The ways to hear that the screen locks, one for each kind of desktop."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject


class ScreenSource(Protocol):
    """``begin`` is given what to call; ``watch`` the native window, for those that need it."""

    @property
    def works(self) -> bool:
        """Whether the platform will tell."""
        ...

    def begin(self, tell: Callable[[], None]) -> None: ...

    def watch(self, window: QObject) -> None: ...

    def end(self) -> None: ...


def source_of(parent: QObject, platform: str = sys.platform) -> ScreenSource:
    """This platform's; each is imported where it is wanted only."""
    if platform == "win32":
        from gui.shell.screen_windows import WindowsScreen, library  # noqa: PLC0415

        return WindowsScreen(library())
    if platform == "darwin":
        from gui.shell.screen_macos import MacScreen, library  # noqa: PLC0415

        return MacScreen(library())
    from gui.shell.screen_dbus import DbusScreen  # noqa: PLC0415 - not needed for the first paint

    return DbusScreen(parent)
