"""How strong the password is that is being typed: a bar, a word and a piece of advice."""

from __future__ import annotations

import asyncio
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.domain.keys import Secret
from core.domain.strength import Strength
from core.errors import AppError
from core.services.strength import StrengthService
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.labels import TextLabel
from gui.widgets.password_field import PasswordField
from gui.widgets.styling import set_tone

_LOOKS: Final = (
    ("Very weak", "negative"),
    ("Weak", "negative"),
    ("Not strong enough", "warning"),
    ("Strong", "positive"),
    ("Very strong", "positive"),
)
_UNKNOWN: Final = "Its strength could not be told. Long and random is strong."
_PARTS: Final = 4
_GAP: Final = 4
_HIGH: Final = 4


class StrengthMeter(QWidget):
    """Follows one field. It takes its room from the start, so that nothing jumps.

    ``rated`` comes with every new verdict, and where there is none because the
    field is empty or the rating failed.
    """

    rated = Signal()

    def __init__(self, theme: Theme, strength: StrengthService, field: PasswordField) -> None:
        super().__init__()
        self._service = strength
        self._field = field
        self._familiar: tuple[str, ...] = ()
        self._verdict: Strength | None = None
        self._waiting = False  # something was typed that nobody has been asked about
        self._rating: asyncio.Task[None] | None = None
        self._bar = _Bar(theme)
        self._word = TextLabel(role=FontRole.SMALL_MEDIUM)
        self._advice = TextLabel(role=FontRole.SMALL, tone="muted", wrap=True)
        self._advice.setFixedHeight(2 * self._advice.fontMetrics().height())
        self._advice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tasks = TaskScope(self, on_error=self._on_error)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._advice, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addLayout(row)
        field.textChanged.connect(self._on_typed)
        self._show("", "", "")

    @property
    def score(self) -> int | None:
        """0 to 4; None while nothing is typed, it is being rated, or could not be."""
        return None if self.is_rating or self._verdict is None else self._verdict.score

    @property
    def is_weak(self) -> bool:
        """Also while it is not known: whoever goes on then is asked once more."""
        return self.is_rating or self._verdict is None or self._verdict.is_weak

    @property
    def is_rating(self) -> bool:
        return self._rating is not None and not self._rating.done()

    @property
    def text(self) -> str:
        """What is said, without the advice."""
        return self._word.text()

    def expect(self, *familiar: str) -> None:
        """Words that whoever guesses would try first, such as the wallet's name."""
        self._familiar = familiar

    async def settle(self) -> None:
        """Wait until what stands in the field is rated, or cannot be."""
        while self.is_rating and self._rating is not None:
            await asyncio.wait({self._rating})

    def _on_typed(self) -> None:
        self._waiting = not self._field.is_empty
        if not self._waiting:
            self._take(None)
        elif not self.is_rating:
            self._rating = self.tasks.start("rate", self._rate())

    async def _rate(self) -> None:
        """Once more for what was typed meanwhile: giving one up would end the judge's process."""
        while self._waiting:
            self._waiting = False
            password = Secret.take_text(self._field.text())
            try:
                verdict = await self._service.rate(password, self._familiar)
            finally:
                password.wipe()
            if not self._waiting and not self._field.is_empty:
                self._take(verdict)

    def _on_error(self, error: AppError) -> None:
        del error  # why it cannot be told does not help with choosing a password
        self._verdict = None
        self._show("Not rated", "warning", _UNKNOWN)
        self.rated.emit()

    def _take(self, verdict: Strength | None) -> None:
        self._verdict = verdict
        if verdict is None:
            self._show("", "", "")
        else:
            word, tone = _LOOKS[verdict.score]
            self._show(word, tone, verdict.advice)
        self.rated.emit()

    def _show(self, word: str, tone: str, advice: str) -> None:
        self._word.setText(word)
        set_tone(self._word, tone)
        self._advice.setText(advice)
        self._bar.fill(0 if self._verdict is None else max(1, self._verdict.score), tone)
        self.setAccessibleName(f"Password strength: {word.lower()}. {advice}" if word else "")


class _Bar(QWidget):
    """Four parts, of which some are filled."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts = 0
        self._tone = ""
        self.setFixedHeight(16)
        theme.changed.connect(self.update)

    def fill(self, parts: int, tone: str) -> None:
        self._parts, self._tone = parts, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - (_PARTS - 1) * _GAP) / _PARTS
        for part in range(_PARTS):
            filled = part < self._parts
            painter.setBrush(self._theme.color(self._tone if filled else "line"))
            place = QRectF(part * (width + _GAP), (self.height() - _HIGH) / 2, width, _HIGH)
            painter.drawRoundedRect(place, _HIGH / 2, _HIGH / 2)
        painter.end()
