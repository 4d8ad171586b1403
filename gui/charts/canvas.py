"""A plot in our looks: no frame, hairlines for a grid, two quiet axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

Ticks = Sequence[tuple[float, str]]
_LEFT: Final = 44  # pixels for the labels of the upright axis
_BELOW: Final = 24
_RIGHT: Final = 10  # half of the last label
_FAINT: Final = 0.8  # of a crowd of points or bars


class Canvas(QWidget):
    """Owns one pyqtgraph plot. Subclasses draw into ``plot`` when ``redraw`` is called.

    ``pg`` is the library, see ``gui.charts.library``: it is imported late and
    has no types. Tool tips tell what lies under the pointer.
    """

    def __init__(self, pg: Any, theme: Theme, name: str) -> None:
        super().__init__()
        self._pg = pg
        self.theme = theme
        self.setAccessibleName(name)
        self._widget: Any = pg.PlotWidget(background=None, enableMenu=False)
        self.plot: Any = self._widget.getPlotItem()
        self._grid: list[Any] = []
        self._stale = False
        self._set_up()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._widget)
        self._widget.scene().sigMouseMoved.connect(self._on_moved)
        self._widget.scene().sigMouseClicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)

    def _set_up(self) -> None:
        self._widget.setFrameShape(self._widget.Shape.NoFrame)
        self._widget.setStyleSheet("background: transparent;")
        self._widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.hideButtons()
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setContentsMargins(0, 4, _RIGHT, 0)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setStyle(tickLength=0, tickTextOffset=8, tickFont=font(FontRole.SMALL))
            axis.setStyle(hideOverlappingLabels=False, tickAlpha=0)
        self.plot.getAxis("left").setWidth(_LEFT)
        self.plot.getAxis("bottom").setHeight(_BELOW)
        self._color_axes()

    def _color_axes(self) -> None:
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(None)
            axis.setTextPen(self.theme.color("muted"))

    def frame(self, x: Ticks, y: Ticks, *, upright: bool) -> None:
        """Label both axes and draw the grid; ``upright`` lines too, not only level ones."""
        self.plot.getAxis("bottom").setTicks([list(x)])
        self.plot.getAxis("left").setTicks([[tick for tick in y if tick[0] > 0]])
        for line in self._grid:
            self.plot.removeItem(line)
        pen = self._pg.mkPen(self.theme.color("hairline"), width=1)
        base = self._pg.mkPen(self.theme.color("line"), width=1)
        level = [(value, 0, pen if value > 0 else base) for value, _ in y]
        standing = [(value, 90, pen) for value, _ in x] if upright else []
        self._grid = [
            self._pg.InfiniteLine(pos=value, angle=angle, pen=drawn)
            for value, angle, drawn in level + standing
        ]
        for line in self._grid:
            line.setZValue(-10)
            self.plot.addItem(line, ignoreBounds=True)

    def span(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """What part of the plane is seen."""
        self.plot.setXRange(*x, padding=0)
        self.plot.setYRange(*y, padding=0)

    @property
    def crowd(self) -> QColor:
        """The colour of what there is much of, which stands back."""
        color = QColor(self.theme.palette.series[5])
        color.setAlphaF(_FAINT)
        return color

    @property
    def mark(self) -> QColor:
        """The colour of what is chosen, as long as it is fresh."""
        return self.theme.color("muted" if self._stale else "info")

    def show_stale(self, *, stale: bool) -> None:
        """Old figures carry no colour."""
        if stale != self._stale:
            self._stale = stale
            self.redraw()

    def redraw(self) -> None:
        """Draw again what is shown, e.g. in other colours."""
        raise NotImplementedError

    def told_at(self, place: QPointF) -> str:
        """What to say of a place of the plane; nothing hides the tool tip."""
        raise NotImplementedError

    def picked_at(self, place: QPointF) -> None:
        """A click on a place of the plane."""
        raise NotImplementedError

    def pixel(self) -> tuple[float, float]:
        """The size of a pixel in units of the plane."""
        width, height = self.plot.getViewBox().viewPixelSize()
        return float(width), float(height)

    def _on_moved(self, position: QPointF) -> None:
        box = self.plot.getViewBox()
        words = ""
        if self.plot.sceneBoundingRect().contains(position):
            words = self.told_at(box.mapSceneToView(position))
        if words:
            place = self._widget.mapToGlobal(self._widget.mapFromScene(position))
            QToolTip.showText(place, words, self._widget)
        else:
            QToolTip.hideText()

    def _on_clicked(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked_at(self.plot.getViewBox().mapSceneToView(event.scenePos()))

    def _on_theme_changed(self) -> None:
        self._color_axes()
        self.redraw()
