"""Own words on one line that give way: cut with … where there is no room for them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy

from gui.formats import tooltip
from gui.theme.fonts import FontRole
from gui.widgets.labels import TextLabel


class ElidedLabel(TextLabel):
    """The tooltip holds what does not fit. Foreign parts of the text must be clean already."""

    def __init__(
        self,
        text: str = "",
        role: FontRole = FontRole.BODY,
        tone: str = "",
        *,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, role, tone)
        self._cut = cut
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        area, text = self.contentsRect(), self.text()
        shown = self.fontMetrics().elidedText(text, self._cut, area.width())
        self.setToolTip("" if shown == text else tooltip(text))
        painter = QPainter(self)
        flags = int(self.alignment() | Qt.TextFlag.TextSingleLine)
        role = QPalette.ColorRole.WindowText
        palette, enabled = self.palette(), self.isEnabled()
        self.style().drawItemText(painter, area, flags, palette, enabled, shown, role)
        painter.end()
