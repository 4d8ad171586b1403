"""A scroll area that is as high as its content where there is room, and scrolls where not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

_LEAST = 120


class FittingScroll(QScrollArea):
    """For the inside of a dialog. What has the focus inside is kept in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def put_in(self, inside: QWidget) -> None:
        """Show this widget; the one before is gone."""
        inside.setProperty("room", "scrolled")
        inside.installEventFilter(self)
        self.setWidget(inside)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        inside = self.widget()
        if inside is None:
            return QSize(0, _LEAST)
        hint = inside.sizeHint().expandedTo(inside.minimumSize())
        tall = inside.heightForWidth(self.width()) if inside.hasHeightForWidth() else -1
        return QSize(hint.width(), tall if tall > 0 else hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(_LEAST, self.sizeHint().height()))

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        if new is not None and self.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, 8)
