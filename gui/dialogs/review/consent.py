"""The two things that slow a risky signature down: typing something, and waiting a little."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.money import parse_tao
from core.errors import AppError
from gui.dialogs.review.words import Confirmation
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.widgets.fields import InputField
from gui.widgets.labels import TextLabel

DELAY: Final = 3  # seconds between the right answer and the button
_SECOND_MS: Final = 1000


class Consent(QWidget):
    """``changed`` follows every change of ``ready`` and of the seconds ``left``."""

    changed = Signal()

    def __init__(self, confirmation: Confirmation) -> None:
        super().__init__()
        self._wanted = confirmation
        self._right = False
        self.left = DELAY
        self.field = InputField(confirmation.asks)
        self.field.setFixedWidth(200)
        self.field.textChanged.connect(self._look)
        self._ticker = QTimer(self, interval=_SECOND_MS)
        self._ticker.timeout.connect(self._tick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.XS)
        layout.addWidget(TextLabel(confirmation.asks, FontRole.BODY_MEDIUM, wrap=True))
        layout.addWidget(self.field)

    @property
    def ready(self) -> bool:
        return self._right and self.left == 0

    @property
    def counting(self) -> bool:
        """Whether what was typed is right and only the time is missing."""
        return self._right and self.left > 0

    def _look(self, text: str) -> None:
        right = self._matches(text.strip())
        if right == self._right:
            return
        self._right = right
        self.left = DELAY
        if right:
            self._ticker.start()
        else:
            self._ticker.stop()
        self.changed.emit()

    def _matches(self, text: str) -> bool:
        if not self._wanted.is_amount:
            return text == self._wanted.answer
        try:
            return parse_tao(text) == parse_tao(_plain(self._wanted.answer))
        except AppError:
            return False

    def _tick(self) -> None:
        self.left -= 1
        if self.left == 0:
            self._ticker.stop()
        self.changed.emit()


class ConsentRoom(QWidget):
    """Where a consent is asked for, if the risk is high; empty otherwise."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.consent: Consent | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def ask(self, confirmation: Confirmation | None) -> None:
        """Ask anew, or for nothing."""
        if self.consent is not None:
            self._layout.removeWidget(self.consent)
            self.consent.hide()
            self.consent.deleteLater()
        self.consent = None if confirmation is None else Consent(confirmation)
        self.setVisible(self.consent is not None)
        if self.consent is not None:
            self.consent.changed.connect(self.changed)
            self._layout.addWidget(self.consent)

    @property
    def agreed(self) -> bool:
        return self.consent is None or self.consent.ready

    @property
    def seconds(self) -> int:
        """What is left to wait, 0 while nothing counts."""
        consent = self.consent
        return consent.left if consent is not None and consent.counting else 0


def _plain(amount: str) -> str:
    """Without the spaces that group it."""
    return "".join(amount.split())
