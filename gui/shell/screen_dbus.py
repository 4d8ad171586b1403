"""The screen's lock on desktops with D-Bus: by their screen savers and by logind."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusConnection

# ActiveChanged(b). Every desktop has its own name for the same interface.
_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_LOGIN: Final = "org.freedesktop.login1"
_SESSIONS: Final = "/org/freedesktop/login1/session"


class DbusScreen(QObject):
    """Listens on both buses, as far as they are there. Nobody is asked anything.

    A forged signal locks the keys, which is no harm; so senders are not checked
    on the session's bus, where screen savers come and go.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        session: QDBusConnection | None = None,
        system: QDBusConnection | None = None,
        session_id: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session or QDBusConnection.sessionBus()
        self._system = system or QDBusConnection.systemBus()
        self._id = os.environ.get("XDG_SESSION_ID", "") if session_id is None else session_id
        self._tell: Callable[[], None] = lambda: None
        self.works = False

    def begin(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        heard = [self._hear(self._session, "", "", s, "ActiveChanged", _FLAG) for s in _SAVERS]
        heard.append(self._hear(self._system, _LOGIN, "", _MANAGER, "PrepareForSleep", _FLAG))
        if self._id:
            path = f"{_SESSIONS}/{_label(self._id)}"
            heard.append(self._hear(self._system, _LOGIN, path, _SESSION, "Lock", _PLAIN))
        self.works = any(heard)

    def watch(self, window: QObject) -> None:
        """The buses know no windows."""

    def end(self) -> None:
        self._tell = lambda: None

    def _hear(
        self, bus: QDBusConnection, service: str, path: str, interface: str, name: str, slot: str
    ) -> bool:
        if not bus.isConnected():
            return False
        # PySide's stub asks for bytes, its code for text.
        wanted: Any = slot
        return bus.connect(service, path, interface, name, self, wanted)

    @Slot(bool)
    def on_active(self, active: bool) -> None:
        """The saver began, or the machine is about to sleep."""
        if active:
            self._tell()

    @Slot()
    def on_lock(self) -> None:
        """logind was told to lock this session."""
        self._tell()


_MANAGER: Final = "org.freedesktop.login1.Manager"
_SESSION: Final = "org.freedesktop.login1.Session"
# Slots as QDBusConnection wants them: what SLOT() makes in C++.
_FLAG: Final = "1on_active(bool)"
_PLAIN: Final = "1on_lock()"


def _label(name: str) -> str:
    """A session's id as a part of its path. Source: systemd's bus_label_escape."""
    return "".join(
        char
        if (char.isascii() and char.isalpha()) or (char.isdigit() and at)
        else f"_{ord(char):02x}"
        for at, char in enumerate(name)
    )
