"""A well that opens and closes: a title, a word at its right, something to copy, a content."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.copying import CopyButton
from gui.widgets.labels import TextLabel
from gui.widgets.untrusted import UntrustedLabel

_HEAD: Final = 36
_INDENT: Final = 36


class Disclosure(QFrame):
    """Closed at first. Put the content into ``content``; ``hint`` is shown in its head.

    A hint that is ``whole`` stays when it opens; else it gives way to the content.
    """

    toggled = Signal(bool)

    def __init__(
        self, theme: Theme, title: str, *, hint: str = "", label: str = "", whole: bool = False
    ) -> None:
        super().__init__()
        self._whole = whole
        self.setProperty("room", "well")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._chevron = Button(theme, icon="chevron-right", role="flat", name=f"Show: {title}")
        self._chevron.setIconSize(QSize(16, 16))
        self._chevron.setFixedWidth(24)
        self._title = title
        self._label = TextLabel(label, FontRole.SMALL, "muted")
        self._hint = UntrustedLabel(hint, FontRole.MONO, "" if whole else "muted")
        self.copy = CopyButton(theme, f"Copy: {title}")
        self.copy.setFixedWidth(28)
        self._inside = QWidget()
        self.content = QVBoxLayout(self._inside)
        self.content.setContentsMargins(_INDENT, 0, tokens.L, tokens.M)
        self.content.setSpacing(tokens.XS)
        self._inside.hide()
        self._chevron.clicked.connect(self.toggle)
        self._lay_out(title)

    def _lay_out(self, title: str) -> None:
        self._head = QWidget()
        self._head.setFixedHeight(_HEAD)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(tokens.S, 0, 5, 0)
        row.setSpacing(tokens.XS)
        row.addWidget(self._chevron)
        row.addWidget(TextLabel(title, FontRole.BODY_MEDIUM))
        row.addSpacing(tokens.S)
        if self._whole:
            row.addStretch(1)
            row.addWidget(self._label)
            row.addSpacing(tokens.XS)
            row.addWidget(self._hint)
        else:
            row.addWidget(self._hint, 1)
            row.addStretch()
        row.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._inside)

    @property
    def is_open(self) -> bool:
        return not self._inside.isHidden()

    def toggle(self) -> None:
        self.set_open(opened=not self.is_open)

    def set_open(self, *, opened: bool) -> None:
        self._inside.setVisible(opened)
        self._hint.setVisible(self._whole or not opened)
        self._chevron.show_icon("chevron-down" if opened else "chevron-right")
        word = "Hide" if opened else "Show"
        self._chevron.setAccessibleName(f"{word}: {self._title}")
        self.toggled.emit(opened)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole head opens it, not the chevron alone."""
        if event.position().y() <= _HEAD and event.button() == Qt.MouseButton.LeftButton:
            self.toggle()
        super().mouseReleaseEvent(event)
