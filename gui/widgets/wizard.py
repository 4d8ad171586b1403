"""The frame of every wizard: title, steps, the card of the step, why it is there, the foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.busy import BusyBar
from gui.widgets.card import Card
from gui.widgets.error_banner import ErrorBanner
from gui.widgets.labels import TextLabel
from gui.widgets.step_list import StepList
from gui.widgets.styling import rule
from gui.widgets.untrusted import UntrustedLabel
from gui.widgets.wizard_parts import AsideCard, StepPanel, WizardFoot

_ASIDE_FROM: Final = 976  # below it the card would be too narrow beside an aside
_WIDEST_CARD: Final = 720
_TAB: Final = Qt.FocusPolicy.TabFocus
_ALL: Final = 10_000  # of the room, until the card is at its widest


class WizardFrame(QWidget):
    """Fills a page. The wizard shows a step with ``show_step`` and words its foot.

    Esc and Cancel are ``cancelled``; Enter does what the primary button
    does, unless another button has the focus: then it presses that. The
    first field of a step gets the focus. The aside is hidden where there is
    no room for it.
    """

    cancelled = Signal()
    back_requested = Signal()
    primary_requested = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._panel: StepPanel | None = None
        self.heading = TextLabel(title, FontRole.HEADING)
        self.heading.setFixedHeight(28)
        self.subtitle = UntrustedLabel(tone="muted")
        self.steps = StepList(theme)
        self.banner = ErrorBanner(theme)
        self.busy = BusyBar(theme)
        self.foot = WizardFoot(theme)
        self._card = Card(padding=tokens.XL)
        self._aside = AsideCard(theme)
        self.foot.cancel.clicked.connect(self.cancelled)
        self.foot.back.clicked.connect(self.back_requested)
        self.foot.primary.clicked.connect(self.primary_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(tokens.M)
        heading.addWidget(self.heading)
        heading.addWidget(self.subtitle)
        heading.addStretch()
        middle = QHBoxLayout()
        middle.setSpacing(tokens.XL)
        middle.addWidget(self.steps)
        middle.addWidget(self._scrolled(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.XL, 20, tokens.XL, 15)
        layout.setSpacing(0)
        layout.addLayout(heading)
        layout.addSpacing(tokens.L)
        layout.addLayout(self._below_banner(middle), 1)
        layout.addSpacing(tokens.M)
        layout.addWidget(rule("line"))
        layout.addWidget(self.busy)
        layout.addWidget(self.foot)

    def _below_banner(self, middle: QHBoxLayout) -> QVBoxLayout:
        """The room between the two goes with the banner."""
        content = QVBoxLayout()
        content.setSpacing(tokens.L)
        content.addWidget(self.banner)
        content.addLayout(middle, 1)
        return content

    def _scrolled(self) -> QScrollArea:
        """A small window scrolls the card alone: steps and foot stay in sight."""
        inner = QWidget()
        inner.setProperty("room", "scrolled")
        self._card.setMaximumWidth(_WIDEST_CARD)
        row = QHBoxLayout()
        row.setSpacing(tokens.XL)
        row.addWidget(self._card, _ALL)
        row.addWidget(self._aside)
        row.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        scroll.setWidget(inner)
        self._scroll = scroll
        return scroll

    def fill(self, page: QWidget) -> None:
        """Be all that a page shows."""
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self)

    def hold(self, panels: Iterable[StepPanel]) -> None:
        """Own the steps that may be shown, so that they go when the frame goes."""
        for panel in panels:
            panel.setParent(self._card)
            panel.hide()

    @property
    def panel(self) -> StepPanel | None:
        return self._panel

    def show_step(self, names: Sequence[str], current: int, panel: StepPanel) -> None:
        """Put a step's content into the card, and the focus into its first field."""
        self.steps.show_steps(names, current)
        if self._panel is not panel:
            self._put_in(panel)
        self._look_at_room()
        self._order_stops(panel)
        self.focus_first()

    def _order_stops(self, panel: StepPanel) -> None:
        """Tab goes through the step, then through the foot, whenever its fields were made.

        What stands inside a field, such as the eye of a password, comes after all fields.
        """
        window = self.window()  # a drop-down's list is a window of its own
        inside = [
            stop
            for stop in panel.findChildren(QWidget)
            if stop.focusPolicy() & _TAB and stop.window() is window
        ]
        inside.sort(key=lambda stop: isinstance(stop.parentWidget(), QLineEdit))
        stops = [*inside, self.foot.cancel, self.foot.back, self.foot.primary]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def focus_first(self) -> None:
        """The first field of the step, or the way on where it has none."""
        first = self._panel.first if self._panel is not None else None
        if first is None or not first.isEnabled():
            first = self.foot.primary if self.foot.primary.isEnabled() else self.foot.cancel
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: AppError) -> None:
        self.banner.show_error(error)

    def _put_in(self, panel: StepPanel) -> None:
        if self._panel is not None:
            self._panel.hide()
        if self._card.body.indexOf(panel) < 0:
            self._card.body.addWidget(panel)
        self._panel = panel
        if panel.aside is not None:
            self._aside.show_aside(panel.aside)
        panel.show()
        self._scroll.verticalScrollBar().setValue(0)

    def _look_at_room(self) -> None:
        wanted = self._panel is not None and self._panel.aside is not None
        self._aside.setVisible(wanted and self.width() >= _ASIDE_FROM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_at_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():  # else holding it would press Cancel once work began
                self._press()
        else:
            super().keyPressEvent(event)

    def _press(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and not focused.isCheckable():
            focused.click()
        elif self.foot.primary.isVisible() and self.foot.primary.isEnabled():
            self.foot.primary.click()
