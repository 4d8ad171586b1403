"""What happens to the window when the keys lock: dialogs close, wallets are covered."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.application import Application
from core.domain.keys import KeyRef
from gui.dialogs.overlay import Dialog
from gui.shell.frame import Frame
from gui.shell.lock_center import LockCenter
from gui.shell.lock_words import LockReason
from gui.shell.locked_view import LockedView
from gui.shell.navigation import PRIVATE, page_key
from gui.shell.router import Router
from gui.theme.theme import Theme

_WITHOUT_KEYS: Final = "subnets"
_OF_DRAFTS: Final = frozenset(("create-wallet", "import-wallet", "create-hotkeys", "backup-check"))
_FORGOTTEN: Final = "The keys were locked: what was being made or entered is forgotten."


class Curtain(QObject):
    """Draws the locked view over everything that says whose wallets these are.

    It opens again when a key is unlocked, or when the person goes on without.
    """

    drawn = Signal(bool)

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        frame: Frame,
        router: Router,
        locks: LockCenter,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._frame = frame
        self._router = router
        self._locks = locks
        self._app: Application | None = None
        self._view: LockedView | None = None
        locks.covered.connect(self.draw)
        locks.uncovered.connect(lambda: self.open())  # noqa: PLW0108 - a signal is no route
        locks.drafts_lost.connect(self.leave_wizards)

    def attach(self, app: Application) -> None:
        self._app = app

    @property
    def is_drawn(self) -> bool:
        return self._router.is_covered

    def draw(self, reason: LockReason, held: tuple[KeyRef, ...] = ()) -> None:
        """Cover the wallets; their pages are dropped, and every dialog about them."""
        if self._app is None:
            return
        self.close_dialogs()
        view = self._view = self._view or self._made(self._app)
        view.tell(reason, self._locks.minutes, held)
        self._show(drawn=True)
        self._router.cover(view, PRIVATE)  # last: it takes the focus

    def open(self, route: str = "") -> None:
        """Show again what was covered, or another route."""
        if self.is_drawn:
            self._router.uncover(route)
            self._show(drawn=False)

    def close_dialogs(self) -> None:
        for dialog in self._window.findChildren(Dialog):
            if not dialog.stays_when_locked:
                dialog.reject()

    def leave_wizards(self) -> None:
        """A key that was being made is gone with the key process: so is what was typed for it."""
        self.close_dialogs()
        if page_key(self._router.route) in _OF_DRAFTS and not self.is_drawn:
            self._router.go("wallets")
            self._frame.say(_FORGOTTEN)

    def _made(self, app: Application) -> LockedView:
        view = LockedView(app, self._theme)
        view.browse_requested.connect(lambda: self.open(_WITHOUT_KEYS))
        return view

    def _show(self, *, drawn: bool) -> None:
        self._frame.header.wallet.setVisible(not drawn)
        self.drawn.emit(drawn)
