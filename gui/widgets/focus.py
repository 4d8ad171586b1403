"""The focus ring, shown only to those who move by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QSpinBox,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from gui.theme import tokens
from gui.theme.theme import Theme

# These show focus by their own border or current cell.
_SELF_EVIDENT = (QLineEdit, QComboBox, QSpinBox, QPlainTextEdit, QAbstractItemView)


class _RingMetrics(QProxyStyle):
    """Leaves 2 px between the control and the ring, and lets no tight parent cut the ring off."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803  # Qt's name
    ) -> int:
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1  # the ring lies on the window or on what scrolls, not on the control's parent
        return super().styleHint(hint, option, widget, returnData)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in (
            QStyle.PixelMetric.PM_FocusFrameHMargin,
            QStyle.PixelMetric.PM_FocusFrameVMargin,
        ):
            return 4
        return super().pixelMetric(metric, option, widget)


class FocusRing(QFocusFrame):
    """One for the window: a 2 px ring around the control that has the focus.

    Qt does not say why focus moved once it has, so the ring remembers whether
    the last thing that came into the window was a key or a click.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._by_keyboard = False
        self._metrics = _RingMetrics("Fusion")
        self.setStyle(self._metrics)
        self.hide()
        theme.changed.connect(self.update)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def watch(self, window: QObject) -> None:
        """Watch the native window, through which every key and click comes."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self._by_keyboard = True
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self._put_around(None)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = tokens.RADIUS + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        wanted = self._by_keyboard and new is not None and not isinstance(new, _SELF_EVIDENT)
        self._put_around(new if wanted else None)

    def _put_around(self, widget: QWidget | None) -> None:
        self.setWidget(widget)  # type: ignore[arg-type]  # Qt takes none to hide the ring
