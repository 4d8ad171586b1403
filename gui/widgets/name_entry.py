"""The name of a new key, beside those that are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from core.domain.keys import KeyReason
from gui.formats import untrusted
from gui.key_reasons import KEY_WORDS
from gui.theme.fonts import FontRole
from gui.widgets.fields import InputField
from gui.widgets.labels import TextLabel
from gui.widgets.wizard_parts import LabelledField

_MOST_TOLD: Final = 6


class NameEntry(QWidget):
    """``changed`` with every key; ``refuse`` says below the field why a name cannot be."""

    changed = Signal()

    def __init__(self, title: str, note: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.field = InputField(title)
        self.field.setProperty("measure", "tall")
        self._label = LabelledField(title, self.field, note)
        self._others = TextLabel(role=FontRole.SMALL, tone="muted", wrap=True)
        self._others.hide()
        self.field.textEdited.connect(self._on_edited)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._label)
        layout.addWidget(self._others)

    @property
    def text(self) -> str:
        return self.field.text()

    @property
    def note(self) -> str:
        """What is said below the field."""
        return self._label.note.text()

    @property
    def others(self) -> str:
        """What is said of the names that are there; empty where nothing is."""
        return "" if self._others.isHidden() else self._others.text()

    def begin(self, text: str = "") -> None:
        self.field.setText(text)
        self._label.accept()

    def ask_for(self, title: str, others: Sequence[str]) -> None:
        """``others`` are the names that are there already."""
        self._label.name.setText(title)
        self.field.setAccessibleName(title)
        shown = ", ".join(untrusted(name) for name in others[:_MOST_TOLD])
        rest = len(others) - _MOST_TOLD
        more = f" and {rest} more" if rest > 0 else ""
        self._others.setText(f"There already: {shown}{more}.")
        self._others.setVisible(bool(others))
        self._label.accept()

    def refuse(self, reason: KeyReason) -> None:
        self._label.refuse(KEY_WORDS[reason].filled({"name": untrusted(self.text)}).text)
        self.field.setFocus()

    def _on_edited(self) -> None:
        self._label.accept()
        self.changed.emit()
