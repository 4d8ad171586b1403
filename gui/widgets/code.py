"""Code, commands and hashes: in the mono face, broken anywhere, so that nothing is hidden."""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.copying import copy_text

_LINE: Final = 20
_MOST: Final = 8_192  # characters: nobody reads more, and a layout would stand still
_LEAST_COLUMNS: Final = 8
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_REPLACEMENT: Final = "\ufffd"


class CodeText(QWidget):
    """As high as its lines. Its menu copies the whole text as it is."""

    def __init__(self, theme: Theme, name: str, text: str = "", tone: str = "text") -> None:
        super().__init__()
        self._theme = theme
        self._tone = tone
        self._text = ""
        self._lines: list[str] = []
        self._advance = QFontMetricsF(font(FontRole.MONO)).horizontalAdvance("0")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)
        self.show_text(text)

    @property
    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleDescription(visible(text))
        self._wrap()
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return _LINE * len(wrapped(self._text, self._columns(width)))

    def sizeHint(self) -> QSize:
        return QSize(round(_LEAST_COLUMNS * self._advance), _LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(_LEAST_COLUMNS * self._advance), _LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self.accessibleName())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy").triggered.connect(lambda: copy_text(self._text))
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setFont(font(FontRole.MONO))
        painter.setPen(self._theme.color(self._tone))
        for number, line in enumerate(self._lines):
            painter.drawText(QPointF(0, number * _LINE + 14), line)
        painter.end()

    def _columns(self, width: int) -> int:
        return max(_LEAST_COLUMNS, int(width / self._advance))

    def _wrap(self) -> None:
        self._lines = wrapped(self._text, self._columns(self.width()))


def visible(text: str) -> str:
    """``text`` with a mark for each character that hides or turns others; lines stay."""
    return "".join(
        _REPLACEMENT if unicodedata.category(char) in _HIDDEN and char != "\n" else char
        for char in text[:_MOST]
    )


def wrapped(text: str, columns: int) -> list[str]:
    """Lines of so many characters at most, broken at spaces where they come soon enough."""
    lines: list[str] = []
    for line in visible(text).split("\n"):
        rest = line
        while len(rest) > columns:
            cut = rest.rfind(" ", columns // 2, columns + 1)
            at = cut if cut > 0 else columns
            lines.append(rest[:at])
            rest = rest[at:].removeprefix(" ")
        lines.append(rest)
    return lines
