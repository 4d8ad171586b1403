"""What stands over the wallets while they are locked: why, and the way back in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.application import Application
from core.domain.keys import KeyRef
from gui.dialogs.unlock_form import UnlockForm
from gui.key_lookup import address_of, name_of
from gui.shell.lock_words import LockReason, told
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.disc import Disc
from gui.widgets.labels import TextLabel
from gui.widgets.page import Page
from gui.widgets.wallet_choice import WalletChoice

_WIDTH = 320
_LINE = 20
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class LockedView(Page):
    """Unlocks in place. ``browse_requested`` goes on without keys."""

    browse_requested = Signal()

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._held: tuple[KeyRef, ...] = ()
        self._refs: list[KeyRef] = []
        self._why = TextLabel("", tone="muted")
        self.wallet = WalletChoice(theme, "Wallet", _WIDTH)
        self.form = UnlockForm(app, theme)
        self.unlock = Button(theme, "Unlock", role="primary")
        self.stop = Button(theme, "Cancel")
        self.browse = Button(theme, "Browse subnets without keys", role="link")
        self._lay_out(theme)
        self._wire()

    def _lay_out(self, theme: Theme) -> None:
        column = QWidget()
        column.setFixedWidth(_WIDTH)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Disc(theme, "lock"), 0, _CENTRE)
        box.addSpacing(tokens.XL)
        box.addWidget(TextLabel("Locked", FontRole.HEADING), 0, _CENTRE)
        box.addSpacing(tokens.XS)
        for line in (self._why, TextLabel("No key is in memory.", tone="muted")):
            line.setFixedHeight(_LINE)
            box.addWidget(line, 0, _CENTRE)
        box.addSpacing(tokens.XL)
        box.addWidget(TextLabel("Wallet", FontRole.SMALL_MEDIUM, "muted"))
        box.addSpacing(6)
        box.addWidget(self.wallet)
        box.addSpacing(tokens.L)
        box.addWidget(self.form)
        box.addSpacing(tokens.S)
        for button in (self.unlock, self.stop):
            button.setProperty("measure", "tall")
            box.addWidget(button)
        box.addSpacing(tokens.S)
        self.form.note.setAlignment(_CENTRE)
        box.addWidget(self.form.note)
        box.addSpacing(tokens.M)
        box.addWidget(self.browse, 0, _CENTRE)
        # Between stretches, as an aligned item does not grow with its wrapped lines.
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(column)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.addStretch(4)
        layout.addLayout(row)
        layout.addStretch(5)
        self.stop.hide()

    def _wire(self) -> None:
        self.wallet.activated.connect(self._on_chosen)
        self.form.ready_changed.connect(self.unlock.setEnabled)
        self.form.busy_changed.connect(self._on_busy)
        self.unlock.clicked.connect(self.form.submit)
        self.stop.clicked.connect(self.form.cancel)
        self.browse.clicked.connect(self.browse_requested)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form.is_busy:
            self.form.cancel()
        else:
            super().keyPressEvent(event)

    def crumbs(self) -> tuple[str, ...]:
        return ("Locked",)

    @property
    def why(self) -> str:
        return self._why.text()

    def tell(self, reason: LockReason, minutes: int, held: Sequence[KeyRef] = ()) -> None:
        """``held`` are the keys that were open until now."""
        self._why.setText(told(reason, minutes))
        self._held = tuple(held)

    def enter(self, route: str) -> None:
        del route
        if not self.form.is_busy:
            self._fill()
            self._on_chosen()

    def leave(self) -> None:
        """What decrypts goes on; it opens the view again wherever one is by then."""
        self.form.field.wipe()

    def _fill(self) -> None:
        """The coldkeys that can be unlocked, and the hotkeys that were."""
        listing = self._app.wallets.listing
        cold = [KeyRef(w.name.text) for w in listing.wallets if w.format] if listing else []
        self._refs = [*cold, *(ref for ref in self._held if ref.hotkey)]
        chosen = self._app.wallets.chosen
        wanted = [*self._held, *([KeyRef(chosen.wallet)] if chosen else [])]
        with QSignalBlocker(self.wallet):
            self.wallet.clear()
            for ref in self._refs:
                self.wallet.add(self._words(ref), address_of(self._app, ref) or "")
            at = next((self._refs.index(ref) for ref in wanted if ref in self._refs), 0)
            self.wallet.setCurrentIndex(at if self._refs else -1)

    def _words(self, ref: KeyRef) -> str:
        wallet = name_of(self._app, KeyRef(ref.wallet))
        return f"{wallet} / {name_of(self._app, ref)}" if ref.hotkey else wallet

    def _on_chosen(self) -> None:
        at = self.wallet.currentIndex()
        if at >= 0:
            self.form.ask(self._refs[at])
            self.form.field.setFocus()

    def _on_busy(self, busy: bool) -> None:
        self.wallet.setEnabled(not busy)
        self.unlock.setVisible(not busy)
        self.stop.setVisible(busy)
        if busy:
            self.stop.setFocus()
