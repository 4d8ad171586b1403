"""A scroll area that is as high as its content where there is room, and scrolls where not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class FittingScroll(QScrollArea):
    """For the inside of a dialog."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        inside.setProperty("room", "scrolled")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        inside = self.widget()
        if inside is None:
            return super().sizeHint()
        width = self.width() if self.width() > 0 else inside.sizeHint().width()
        tall = inside.heightForWidth(width) if inside.hasHeightForWidth() else -1
        return QSize(inside.sizeHint().width(), max(tall, inside.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 120)
