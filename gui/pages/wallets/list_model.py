"""The listed wallets as a model: filtered by name and address, found again by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.domain.keys import KeyRef, WalletRecord
from gui.formats import in_fours, tao
from gui.pages.wallets.balances import Balances
from gui.pages.wallets.row import marks_of, state_icon

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class WalletModel(QAbstractListModel):
    """Records as the listing gives them. What else is shown is looked up when painting:
    a folder may hold thousands.
    """

    def __init__(self, balances: Balances, parent: QObject) -> None:
        super().__init__(parent)
        self.balances = balances
        self.hidden = False
        self.practice: Collection[str] = ()
        self._unlocked: frozenset[KeyRef] = frozenset()
        self._all: Sequence[WalletRecord] = ()
        self._shown: list[WalletRecord] = []
        self._words: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many there are before filtering."""
        return len(self._all)

    def take(self, wallets: Sequence[WalletRecord]) -> None:
        """Another listing. Only other names or another order reset the model."""
        self._all = wallets
        self._show()

    def search(self, text: str) -> None:
        self._words = tuple(text.casefold().split())
        self._show()

    def show_unlocked(self, keys: Collection[KeyRef]) -> None:
        self._unlocked = frozenset(keys)
        self.repaint()

    def repaint(self) -> None:
        """Amounts, locks or their looks are others."""
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def record(self, row: int) -> WalletRecord:
        return self._shown[row]

    def row_of(self, name: str) -> int | None:
        """Where the wallet of this name is shown, None if it is not."""
        rows = (row for row, wallet in enumerate(self._shown) if wallet.name.text == name)
        return next(rows, None)

    def is_unlocked(self, wallet: WalletRecord) -> bool:
        return KeyRef(wallet.name.text) in self._unlocked

    def amount(self, wallet: WalletRecord) -> str:
        """What the wallet owns in all, without a symbol; empty where it is not known."""
        account = self.balances.account(wallet.address)
        return tao(account.total, 3, mono=True) if account else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        wallet = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return wallet.name.shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(wallet)
        return None

    def _spoken(self, wallet: WalletRecord) -> str:
        marks = [mark.text for mark in marks_of(wallet, self.practice)]
        state = state_icon(wallet, unlocked=self.is_unlocked(wallet))[2]
        amount = self.amount(wallet)
        owned = ("amount hidden" if self.hidden else f"{amount} TAO") if amount else ""
        address = in_fours(wallet.address or "", 2)
        return ", ".join(
            part for part in (wallet.name.shown, *marks, owned, state, address) if part
        )

    def _show(self) -> None:
        shown = [wallet for wallet in self._all if self._matches(wallet)]
        names = [wallet.name.text for wallet in shown]
        if names == [wallet.name.text for wallet in self._shown]:
            self._shown = shown
            self.repaint()
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def _matches(self, wallet: WalletRecord) -> bool:
        if not self._words:
            return True
        hotkeys = (hotkey.name.shown for hotkey in wallet.hotkeys)
        text = " ".join((wallet.name.shown, wallet.address or "", *hotkeys)).casefold()
        return all(word in text for word in self._words)
