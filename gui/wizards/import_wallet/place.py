"""Comparing the address, and saying where the key goes; nothing is written yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.domain.keys import KeyIdentity, KeyReason, KeyRef, WalletRecord
from core.flows.naming import hotkey_names
from gui.formats import untrusted
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.choices import Choice, SegmentedControl
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.name_entry import NameEntry
from gui.widgets.outcome import AddressRow, FactRows
from gui.widgets.wizard_parts import Aside, LabelledField, StepPanel

_NEW, _HOTKEY, _COMPLETE = range(3)
_NOTE: Final = "Letters, digits, - and _, at most 48."


class PlacePanel(StepPanel):
    """``target`` is a new wallet, a hotkey of one that exists, or a watched one to complete."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "Is it the right one?",
            "Compare the address with the one you expect. Nothing is written yet.",
            Aside(
                "Other words, another scheme or a derivation path of another app give another "
                "address, without any error.",
                (("scale", "Compare all of it: beginnings and ends are easily imitated."),),
            ),
        )
        self._theme = theme
        self._completes = ""
        self._typed = ""
        self._wallets: Sequence[WalletRecord] = ()
        self.facts = FactRows()
        self._known_icon = IconLabel(theme, "info-circle", "info", 16)
        self.known = TextLabel(role=FontRole.SMALL, tone="muted", wrap=True)
        self.ways = SegmentedControl("Import as", ["New wallet", "Hotkey", "Complete"])
        self._ways = LabelledField("Import as", self.ways, fills=False)
        self.wallet = Choice(theme, "Wallet", 232)
        self._wallet = LabelledField("Of the wallet", self.wallet, fills=False)
        self.name = NameEntry("Name of the wallet", _NOTE)
        self.first = self.name.field
        self._way = _NEW
        self.ways.chosen.connect(self._take_way)
        self.name.changed.connect(self.changed)
        self.wallet.currentIndexChanged.connect(self._name_others)
        self._wallet.note.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        known = QWidget()
        row = QHBoxLayout(known)
        row.setContentsMargins(0, tokens.S, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(self._known_icon)
        row.addWidget(self.known, 1)
        self._known_row = known
        self.body.addWidget(self.facts)
        self.body.addWidget(known)
        self.body.addSpacing(tokens.L)
        for field in (self._ways, self._wallet):
            field.setContentsMargins(0, 0, 0, tokens.L)  # which goes with it
            self.body.addWidget(field)
        self.body.addWidget(self.name)

    def begin(
        self,
        identity: KeyIdentity | None,
        folder: WalletRecord | None,
        holders: Sequence[KeyRef],
        wallets: Sequence[WalletRecord],
        completes: str,
        *,
        may_become_hotkey: bool,
    ) -> None:
        """``holders`` are the keys of that address here, ``wallets`` those a hotkey may go to."""
        self._completes = completes
        self._wallets = tuple(wallets)
        self._show_facts(identity, folder)
        self.known.setText(_known(holders))
        self._known_row.setVisible(bool(holders))
        self.wallet.clear()
        for wallet in wallets:
            self.wallet.addItem(wallet.name.shown, wallet.name.text)
        shown = (True, may_become_hotkey and bool(wallets), bool(completes))
        self.ways.show_segments(shown)
        self._ways.setVisible(sum(shown) > 1)
        proposed = untrusted(folder.name.text) if folder else self._typed
        self.name.begin(proposed)
        self._typed = ""
        way = _COMPLETE if completes else _NEW
        self.ways.choose(way)
        self._take_way(way)

    def keep(self) -> None:
        """Going back to correct what was entered: the name is proposed again then."""
        self._typed = self.name.text

    def forget(self) -> None:
        self._typed = ""
        self.name.begin()

    @property
    def target(self) -> KeyRef:
        name = self.name.text
        if self._way == _HOTKEY:
            return KeyRef(str(self.wallet.currentData()), name)
        return KeyRef(self._completes if self._way == _COMPLETE else name)

    @property
    def is_filled(self) -> bool:
        return self._way == _COMPLETE or bool(self.name.text)

    def check(self, problem: Callable[[KeyRef], KeyReason | None]) -> bool:
        """Whether the target is fit; says below the name why not."""
        if self._way == _HOTKEY and not self.name.text:
            return False
        reason = problem(self.target)
        if reason is not None:
            self.name.refuse(reason)
        return reason is None

    def _show_facts(self, identity: KeyIdentity | None, folder: WalletRecord | None) -> None:
        self.facts.clear()
        if identity is not None:
            row = AddressRow(self._theme, identity.address)
            self.facts.place("Address", row, identity.address)
        if folder is not None:
            hotkeys = ", ".join(hotkey.name.shown for hotkey in folder.hotkeys)
            self.facts.tell("Coldkey", _coldkey(folder))
            self.facts.tell("Hotkeys", hotkeys or "none")
        elif identity is not None:
            self.facts.tell("Scheme", identity.crypto_type.name.lower())

    def _take_way(self, way: int) -> None:
        self._way = way
        self._wallet.setVisible(way == _HOTKEY)
        self.name.setVisible(way != _COMPLETE)
        watched = f"{untrusted(self._completes)} is watched by now. With the key it can sign."
        self._ways.say(watched if way == _COMPLETE else "")
        self._ways.note.setVisible(way == _COMPLETE)
        self._name_others()
        self.changed.emit()

    def _name_others(self) -> None:
        """The names beside which the new one comes."""
        if self._way == _HOTKEY:
            at = self.wallet.currentIndex()
            found = self._wallets[at] if 0 <= at < len(self._wallets) else None
            self.name.ask_for("Name of the hotkey", hotkey_names(found))
        else:
            self.name.ask_for("Name of the wallet", [w.name.text for w in self._wallets])


def _known(holders: Sequence[KeyRef]) -> str:
    if not holders:
        return ""
    ref = holders[0]
    name = untrusted(ref.wallet)
    where = f"hotkey {untrusted(ref.hotkey)} of {name}" if ref.hotkey else f"wallet {name}"
    return f"This address is here already: {where}."


def _coldkey(folder: WalletRecord) -> str:
    if folder.is_watch_only:
        return "watched only, without a key"
    if folder.format is None:
        return "none"
    return "encrypted" if folder.format.is_encrypted else "in plaintext"
