"""The left side: a filter, a way to another wallet, the list, and what it comes to."""

from __future__ import annotations

import time
from functools import partial
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.domain.keys import WalletListing
from gui.formats import DASH, MONO_SPACE, duration, integer, tao
from gui.pages.wallets.list_model import WalletModel
from gui.pages.wallets.row import shown_path
from gui.pages.wallets.row_delegate import HEIGHT, WalletDelegate
from gui.privacy import Privacy
from gui.routes import CREATE_WALLET, IMPORT_WALLET, WATCH_ADDRESS
from gui.tables.ink import Ink
from gui.tables.overlay_scroll_bar import OverlayScrollBar
from gui.tables.table_card import Corners
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.amount import AmountLabel
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.fields import FilterField
from gui.widgets.hide_button import HideButton
from gui.widgets.labels import TextLabel
from gui.widgets.menus import Entry, menu_of, open_below
from gui.widgets.styling import rule, set_tone

_TICK_MS: Final = 1_000
_ROOMY: Final = 300  # below this the foot says less
_NEW: Final = (
    ("Create a wallet…", "plus", CREATE_WALLET),
    ("Import a wallet…", "file-import", IMPORT_WALLET),
    ("Watch an address…", "eye", WATCH_ADDRESS),
)


class WalletListView(QListView):
    """``left`` is Esc; arrows move the choice, which is what is shown beside it."""

    left = Signal()

    def __init__(self, model: WalletModel, theme: Theme) -> None:
        super().__init__()
        self.ink = Ink(theme, self)
        self.setModel(model)
        self.setItemDelegate(WalletDelegate(model, self.ink, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("Wallets")
        self.verticalScrollBar().setSingleStep(HEIGHT)
        self._bar = OverlayScrollBar(self)
        self.ink.changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.viewport().geometry()
        self._bar.place(area.right() + 1, area.top(), area.bottom())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class WalletList(QWidget):
    """``chosen`` carries the name of another wallet; ``mark`` chooses without saying so.

    ``hide_requested`` is the eye beside the sum.
    """

    chosen = Signal(str)
    hide_requested = Signal()
    route_requested = Signal(str)

    def __init__(self, theme: Theme, model: WalletModel, privacy: Privacy) -> None:
        super().__init__()
        self._theme = theme
        self.model = model
        self._name = ""
        self._listing: WalletListing | None = None
        self.field = FilterField(theme, "Filter wallets")
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.setMinimumWidth(80)
        self.field.setMaximumWidth(4096)
        self.new = Button(theme, "New", icon="plus")
        self.view = WalletListView(model, theme)
        self.count = TextLabel(role=FontRole.SMALL, tone="muted", wrap=True)
        self.total = AmountLabel(privacy, FontRole.MONO, what="Total")
        self.age = TextLabel(role=FontRole.SMALL, tone="muted")
        self.eye = HideButton(theme, privacy)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.show_age)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.S)
        top.addWidget(self.field, 1)
        top.addWidget(self.new)
        sums = QHBoxLayout()
        sums.setSpacing(0)
        sums.addWidget(TextLabel("Total", FontRole.SMALL, "muted"))
        sums.addSpacing(tokens.XS)
        sums.addWidget(self.total)
        sums.addWidget(self.age, 1)
        sums.addWidget(self.eye)
        foot = QVBoxLayout()
        foot.setContentsMargins(tokens.L, tokens.M, tokens.M, tokens.S)
        foot.setSpacing(0)
        foot.addWidget(self.count)
        foot.addLayout(sums)
        card = Card(padding=0)
        Corners(card, self._theme)
        card.body.addWidget(self.view, 1)
        card.body.addWidget(rule())
        card.body.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        layout.addLayout(top)
        layout.addWidget(card, 1)

    def _wire(self) -> None:
        self.new.clicked.connect(self._offer_new)
        self.eye.clicked.connect(self.hide_requested)
        self.field.textChanged.connect(self._on_searched)
        self.field.left.connect(self.view.setFocus)
        self.field.returnPressed.connect(self.view.setFocus)
        self.view.left.connect(self.field.setFocus)
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
        self.model.modelReset.connect(self._mark_again)

    def mark(self, name: str) -> None:
        self._name = name
        self._mark_again()

    def show_listing(self, listing: WalletListing) -> None:
        self._listing = listing
        self.model.take(listing.wallets)
        self._count()

    def show_balances(self) -> None:
        """The sum, its age, and every amount of the list."""
        accounts = self.model.balances.accounts
        self.view.ink.stale = self.model.balances.is_stale
        self.model.repaint()
        if accounts is None:
            self.total.show_amount(DASH)
            self._clock.stop()
        else:
            self.total.show_amount(tao(accounts.total, 3, mono=True), suffix=f"{MONO_SPACE}τ")
            self._clock.start()
        self.show_age()

    def show_age(self) -> None:
        balances = self.model.balances
        stale = balances.is_stale
        set_tone(self.age, "warning" if stale and balances.accounts else "muted")
        set_tone(self.total, "muted" if stale else "")
        if balances.accounts is None:
            self.age.setText("")
        else:
            age = duration(time.time() - balances.accounts.stamp.read_at)
            what = "" if self.width() < _ROOMY else "balances "
            self.age.setText(f", {what}{age} old")

    def _offer_new(self) -> None:
        entries = [
            Entry(words, partial(self.route_requested.emit, route), icon)
            for words, icon, route in _NEW
        ]
        menu = menu_of(self._theme, self.new, "New wallet", entries)
        open_below(self.new, menu, right=True)

    def _count(self) -> None:
        if self._listing is None:
            return
        total, shown = self.model.total, self.model.rowCount()
        of = f"{integer(shown)} of {integer(total)}" if shown != total else integer(total)
        noun = "wallet" if total == 1 else "wallets"
        self.count.setText(f"{of} {noun} in {shown_path(self._listing.root)}")

    def _on_searched(self, text: str) -> None:
        self.model.search(text)
        self._count()

    def _on_selected(self) -> None:
        # Not the current row: merely getting the focus makes the first one current.
        for index in self.view.selectionModel().selectedIndexes():
            name = self.model.record(index.row()).name.text
            if name != self._name:
                self._name = name
                self.chosen.emit(name)

    def _mark_again(self) -> None:
        row = self.model.row_of(self._name)
        index = QModelIndex() if row is None else self.model.index(row)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flags)
        if row is not None:
            self.view.scrollTo(index)
