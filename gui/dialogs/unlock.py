"""Unlocking a key before something is signed with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.application import Application
from core.domain.keys import KeyRef
from gui.dialogs.overlay import Dialog, answer
from gui.dialogs.unlock_form import UnlockForm
from gui.formats import in_fours
from gui.key_lookup import address_of, is_encrypted, name_of
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.labels import TextLabel
from gui.widgets.tile import Tile
from gui.widgets.untrusted import UntrustedLabel

_GROUPS = 6  # of four letters, which is what fits


class UnlockDialog(Dialog):
    """Accepted once the key is open. Refusing while it decrypts ends the decrypting."""

    def __init__(self, app: Application, theme: Theme, ref: KeyRef, purpose: str = "") -> None:
        name = name_of(app, ref)
        title = f"Unlock hotkey {name}" if ref.hotkey else f"Unlock {name}"
        head = _Head(theme, title, in_fours(address_of(app, ref) or "", _GROUPS))
        super().__init__(theme, title, head=head)
        self.form = UnlockForm(app, theme)
        self.body.setSpacing(tokens.L)
        if purpose:
            self.body.addLayout(_purpose(purpose))
        self.body.addWidget(self.form)
        self.add_note(self.form.note)
        self.cancel = self.offer("Cancel")
        self.unlock = self.offer("Unlock", role="primary")
        self.cancel.clicked.connect(self.reject)
        self.unlock.clicked.connect(self.form.submit)
        self.form.ready_changed.connect(self.unlock.setEnabled)
        self.form.busy_changed.connect(self._on_busy)
        self.form.unlocked.connect(self.accept)
        self.finished.connect(self.form.wipe)
        self.form.ask(ref)

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self.cancel.setFocus()

    @property
    def message(self) -> str:
        """What is said below the field."""
        return self.form.message


class _Head(QWidget):
    """The key: which one, by name and address."""

    def __init__(self, theme: Theme, title: str, address: str) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(_wide(UntrustedLabel(title, FontRole.TITLE)))
        if address:
            words.addWidget(_wide(UntrustedLabel(address, FontRole.MONO, "muted")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.M)
        row.addWidget(Tile(theme, "lock", 36, 20), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)


def _purpose(purpose: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(tokens.XS)
    row.addWidget(TextLabel("Needed to sign:", tone="muted"))
    row.addWidget(_wide(UntrustedLabel(purpose)), 1)
    return row


def _wide(label: UntrustedLabel) -> UntrustedLabel:
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label


async def ensure_unlocked(
    app: Application, theme: Theme, window: QWidget, ref: KeyRef, purpose: str = ""
) -> bool:
    """Whether the key is open now; asks for its password where that is needed.

    ``purpose`` says what it is needed for (“send 1 τ to …”). Keys in plaintext
    open by themselves. False where the person gave up. Raises AppError where
    there is nothing that a password could open.
    """
    asks_again = app.preferences.settings.password_each_time and is_encrypted(app, ref)
    if app.locks.is_unlocked(ref) and not asks_again:
        return True
    if not is_encrypted(app, ref):
        await app.locks.unlock(ref, None)
        return True
    return await answer(UnlockDialog(app, theme, ref, purpose), window)
