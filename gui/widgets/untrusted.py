"""The one label for text that comes from the chain."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui.formats import tooltip, untrusted
from gui.theme.fonts import FontRole
from gui.widgets.styling import give_role


class UntrustedLabel(QLabel):
    """Shows foreign text cleaned, on one line, as plain text, elided to fit.

    ``setText`` cleans by itself, so there is no way to show it raw. The
    tooltip holds the cleaned text in full where it does not fit.
    """

    def __init__(self, text: str = "", role: FontRole = FontRole.BODY, tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        give_role(self, role, tone)
        self.setText(text)

    def setText(self, text: str) -> None:
        shown = untrusted(text)
        super().setText(shown)
        self.setAccessibleName(shown)
        self._tell_rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_rest()

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance("MMM…")
        return QSize(min(width, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        self.setToolTip("" if text == self.text() else tooltip(self.text()))
        painter = QPainter(self)
        role = QPalette.ColorRole.WindowText
        flags = self.alignment() | Qt.TextFlag.TextSingleLine
        self.style().drawItemText(
            painter, area, int(flags), self.palette(), self.isEnabled(), text, role
        )

    def _fitting(self) -> str:
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    def _tell_rest(self) -> None:
        self.setToolTip("" if self._fitting() == self.text() else tooltip(self.text()))
