"""What the home page's tables and bar show, put together from accounts, subnets and wallets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.accounts import Account, AccountList, Position
from core.domain.ids import ROOT, NetUid, Ss58
from core.domain.keys import WalletRecord
from core.domain.money import AlphaRao, Price, TaoRao
from core.domain.prices import day_change
from core.domain.subnets import PricePoint, Subnet
from gui.formats import short_address, tao, untrusted
from gui.widgets.allocation_bar import Share

_TAU: Final = "τ"
# The colours of the subnets' shares, largest first; free TAO, root and the rest have their own.
_COLORS: Final = ("series1", "series2", "series3", "series5")


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One position; ``share`` is its part of the largest, ``change`` tenths of a per cent.

    Names may be untrusted text. With ``hidden`` no amount may be told.
    """

    coldkey: Ss58
    wallet: str
    netuid: NetUid
    subnet: str
    symbol: str
    hotkey: Ss58
    hotkey_name: str
    alpha: AlphaRao
    price: Price
    worth: TaoRao
    change: int | None
    share: float
    hidden: bool


@dataclass(frozen=True, slots=True)
class WalletRow:
    """A wallet and what its coldkey owns; None where that is not known.

    ``name`` is its folder's, ``shown`` how that may be displayed.
    """

    name: str
    shown: str
    address: Ss58 | None
    mark: str
    free: TaoRao | None
    staked: TaoRao | None
    hidden: bool

    @property
    def total(self) -> TaoRao | None:
        known = self.free is not None and self.staked is not None
        return TaoRao((self.free or 0) + (self.staked or 0)) if known else None


@dataclass(frozen=True, slots=True)
class Names:
    """How subnets, coldkeys and hotkeys are called here, safe to show.

    ``subnets`` are names and symbols, which may be empty.
    """

    subnets: Mapping[NetUid, tuple[str, str]]
    wallets: Mapping[Ss58, str]
    hotkeys: Mapping[Ss58, str]

    def subnet(self, netuid: NetUid) -> str:
        if netuid == ROOT:
            return "Root"
        return self.subnets.get(netuid, ("", ""))[0] or f"Subnet {netuid}"

    def symbol(self, netuid: NetUid) -> str:
        if netuid == ROOT:
            return _TAU
        return self.subnets.get(netuid, ("", ""))[1]


def names_of(wallets: Sequence[WalletRecord], subnets: Collection[Subnet]) -> Names:
    return Names(
        {s.netuid: (untrusted(s.name), untrusted(s.symbol)[:2]) for s in subnets},
        {w.address: w.name.shown for w in wallets if w.address is not None},
        {
            hotkey.address: hotkey.name.shown
            for wallet in wallets
            for hotkey in wallet.hotkeys
            if hotkey.address is not None
        },
    )


def addresses_of(wallets: Sequence[WalletRecord]) -> tuple[Ss58, ...]:
    """The coldkeys of all wallets, each once: two folders may hold the same key."""
    return tuple(dict.fromkeys(w.address for w in wallets if w.address is not None))


def position_rows(
    accounts: AccountList,
    names: Names,
    history: Mapping[NetUid, Sequence[PricePoint]],
    *,
    hidden: bool,
) -> list[PositionRow]:
    """A row for every position, the most valuable first."""
    held = [(account, position) for account in accounts.accounts for position in account.positions]
    held.sort(key=lambda pair: -pair[1].worth)
    most = held[0][1].worth if held else TaoRao(0)
    return [
        _position_row(
            account,
            position,
            names,
            None
            if position.netuid == ROOT
            else day_change(
                history.get(position.netuid, ()), position.price, accounts.stamp.read_at
            ),
            position.worth / most if most else 0.0,
            hidden=hidden,
        )
        for account, position in held
    ]


def _position_row(
    account: Account,
    position: Position,
    names: Names,
    change: int | None,
    share: float,
    *,
    hidden: bool,
) -> PositionRow:
    return PositionRow(
        coldkey=account.address,
        wallet=names.wallets.get(account.address) or short_address(account.address),
        netuid=position.netuid,
        subnet=names.subnet(position.netuid),
        symbol=names.symbol(position.netuid),
        hotkey=position.hotkey,
        hotkey_name=names.hotkeys.get(position.hotkey, ""),
        alpha=position.alpha,
        price=position.price,
        worth=position.worth,
        change=change,
        share=share,
        hidden=hidden,
    )


def wallet_rows(
    wallets: Sequence[WalletRecord],
    accounts: AccountList | None,
    practice: Collection[str],
    *,
    hidden: bool,
) -> list[WalletRow]:
    """A row for every wallet, in the order of the listing. ``practice`` are their addresses."""
    rows: list[WalletRow] = []
    owned = {account.address: account for account in accounts.accounts} if accounts else {}
    for wallet in wallets:
        known = owned.get(wallet.address) if wallet.address else None
        rows.append(
            WalletRow(
                name=wallet.name.text,
                shown=wallet.name.shown,
                address=wallet.address,
                mark=_mark(wallet, practice),
                free=None if known is None else TaoRao(known.free + known.reserved),
                staked=None if known is None else known.staked,
                hidden=hidden,
            )
        )
    return rows


def _mark(wallet: WalletRecord, practice: Collection[str]) -> str:
    if wallet.address in practice:
        return "practice"
    return "watch-only" if wallet.is_watch_only else ""


def allocation(accounts: AccountList, names: Names, *, hidden: bool) -> list[Share]:
    """Free TAO, root, the four largest subnets, and the others together."""
    free = sum(account.free + account.reserved for account in accounts.accounts)
    worth: dict[NetUid, int] = {}
    for account in accounts.accounts:
        for position in account.positions:
            worth[position.netuid] = worth.get(position.netuid, 0) + position.worth
    root = worth.pop(ROOT, 0)
    ordered = sorted(worth.items(), key=lambda item: (-item[1], item[0]))
    shares = [("Free", free, "series6"), ("Root", root, "series4")]
    shares += [
        (names.subnet(netuid), part, color)
        for (netuid, part), color in zip(ordered, _COLORS, strict=False)
    ]
    rest = ordered[len(_COLORS) :]
    if len(rest) == 1:
        shares.append((names.subnet(rest[0][0]), rest[0][1], "muted"))
    elif rest:
        shares.append((f"{len(rest)} others", sum(part for _, part in rest), "muted"))
    return [
        Share(name, part, token, "" if hidden else f"{tao(part, 3)} {_TAU}")
        for name, part, token in shares
    ]
