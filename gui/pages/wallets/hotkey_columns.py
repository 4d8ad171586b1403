"""A hotkey of the chosen wallet as a row, and the columns it has."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.accounts import Account, Registration
from core.domain.ids import Ss58
from core.domain.keys import Finding, HotkeyRecord, WalletRecord
from core.domain.money import TaoRao, tao_text
from gui.findings import FINDINGS
from gui.formats import short_address, tao
from gui.pages.wallets.row import broken
from gui.tables.column import NO_VALUE, Cell, Column, Kind, Tone
from gui.widgets.amount import veiled

_NETUIDS_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class HotkeyRow:
    """``places`` is None while they are not known, ``stake`` likewise: what the wallet's
    own coldkey has with the hotkey, at spot. ``hidden`` veils it.
    """

    hotkey: HotkeyRecord
    is_chosen: bool
    places: tuple[Registration, ...] | None
    stake: TaoRao | None
    hidden: bool
    is_unlocked: bool


def hotkey_rows(
    wallet: WalletRecord,
    places: Mapping[Ss58, Sequence[Registration]] | None,
    account: Account | None,
    *,
    chosen: str,
    hidden: bool,
    unlocked: Collection[str],
) -> list[HotkeyRow]:
    stakes: dict[str, int] = {}
    for position in account.positions if account else ():
        stakes[position.hotkey] = stakes.get(position.hotkey, 0) + position.worth
    return [
        HotkeyRow(
            hotkey=hotkey,
            is_chosen=hotkey.name.text == chosen,
            places=_places(hotkey, places),
            stake=TaoRao(stakes.get(hotkey.address or "", 0)) if account else None,
            hidden=hidden,
            is_unlocked=hotkey.name.text in unlocked,
        )
        for hotkey in wallet.hotkeys
    ]


def _places(
    hotkey: HotkeyRecord, places: Mapping[Ss58, Sequence[Registration]] | None
) -> tuple[Registration, ...] | None:
    if places is None or hotkey.address is None or hotkey.address not in places:
        return None
    return tuple(sorted(places[hotkey.address], key=lambda place: place.netuid))


def _name(row: HotkeyRow) -> Cell:
    states = (("chosen", row.is_chosen), ("unlocked", row.is_unlocked))
    tail = ", ".join(word for word, holds in states if holds)
    return Cell(row.hotkey.name.shown, Tone.TEXT, tail=tail)


def _registered(row: HotkeyRow) -> Cell:
    if row.places is None:
        return NO_VALUE
    if not row.places:
        return Cell("nowhere", Tone.MUTED)
    shown = row.places[:_NETUIDS_SHOWN]
    more = f" +{len(row.places) - len(shown)}" if len(row.places) > len(shown) else ""
    netuids = ", ".join(str(place.netuid) for place in shown) + more
    return Cell(netuids, tail="uid " + ", ".join(str(place.uid) for place in shown))


def _registered_tip(row: HotkeyRow) -> str:
    return ", ".join(f"subnet {place.netuid} uid {place.uid}" for place in row.places or ())


def _stake(row: HotkeyRow) -> Cell:
    if row.stake is None:
        return NO_VALUE
    text = veiled(tao(row.stake, 3, mono=True), hidden=row.hidden)
    return Cell(text, Tone.TEXT if row.stake else Tone.MUTED)


def file_state(hotkey: HotkeyRecord) -> tuple[str, Tone]:
    """How the hotkey's file is kept, in two words; the worst first."""
    findings = hotkey.findings
    if word := broken(findings):
        return word, Tone.NEGATIVE
    if hotkey.format is None:
        return "public only", Tone.INFO
    if Finding.OPEN_MODE in findings:
        return "open to others", Tone.WARNING
    if hotkey.format.is_legacy:
        return "legacy", Tone.WARNING
    if hotkey.format.is_encrypted:
        return "encrypted", Tone.POSITIVE
    return "plaintext", Tone.WARNING


def _file(row: HotkeyRow) -> Cell:
    return Cell(*file_state(row.hotkey))


def _file_tip(row: HotkeyRow) -> str:
    words = (FINDINGS[finding] for finding in row.hotkey.findings)
    return "\n".join(f"{found.title}. {found.body}" for found in words)


HOTKEY_COLUMNS: Final[tuple[Column[HotkeyRow], ...]] = (
    Column(
        key="name",
        title="Name",
        width=132,
        least=90,
        stretch=True,
        fixed=True,
        cell=_name,
        sort_key=lambda row: row.hotkey.name.shown.casefold(),
        exact=lambda row: row.hotkey.name.shown,
    ),
    Column(
        key="address",
        title="Address",
        width=116,
        kind=Kind.MONO,
        cell=lambda row: (
            Cell(short_address(row.hotkey.address)) if row.hotkey.address else NO_VALUE
        ),
        sort_key=lambda row: row.hotkey.address,
        exact=lambda row: row.hotkey.address,
        tooltip=lambda row: row.hotkey.address or "",
    ),
    Column(
        key="registered",
        title="Registered on",
        width=168,
        yields=True,
        cell=_registered,
        sort_key=lambda row: None if row.places is None else len(row.places),
        exact=lambda row: _registered_tip(row) or None,
        explanation="Subnets, and the hotkey's uid on each",
        tooltip=_registered_tip,
        descending=True,
    ),
    Column(
        key="stake",
        title="Stake τ",
        width=112,
        kind=Kind.NUMBER,
        cell=_stake,
        sort_key=lambda row: row.stake,
        exact=lambda row: None if row.stake is None or row.hidden else tao_text(row.stake),
        explanation="What this wallet's coldkey has staked with the hotkey, at spot prices",
        descending=True,
    ),
    Column(
        key="file",
        title="File",
        width=136,
        kind=Kind.CHIP,
        title_right=True,
        cell=_file,
        sort_key=lambda row: file_state(row.hotkey)[0],
        exact=lambda row: file_state(row.hotkey)[0],
        tooltip=_file_tip,
    ),
)
