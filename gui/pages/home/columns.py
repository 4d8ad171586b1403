"""The columns of the home page's tables. Amounts leave them only while they are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from core.domain.money import RAO_PER_TAO, tao_text
from gui.formats import MINUS, MONO_SPACE, grouped, short_address, tao
from gui.pages.home.rows import PositionRow, WalletRow
from gui.tables.column import NO_VALUE, Cell, Column, Exact, Kind, Tone
from gui.widgets.amount import HIDDEN, HIDDEN_WORDS

_DECIMALS: Final = 3


def _amount(text: str, *, hidden: bool, tail: str = "", tone: Tone = Tone.TEXT) -> Cell:
    return Cell(HIDDEN, Tone.MUTED) if hidden else Cell(text, tone, tail=tail)


def _exact(rao: Callable[[PositionRow], int]) -> Callable[[PositionRow], Exact]:
    """What is copied: all nine decimals, or the word that says they are hidden."""
    return lambda row: HIDDEN_WORDS if row.hidden else tao_text(rao(row))


def _subnet(row: PositionRow) -> Cell:
    return Cell(row.subnet, mark=row.symbol, tail=str(row.netuid))


def _hotkey(row: PositionRow) -> Cell:
    if row.hotkey_name:
        return Cell(row.hotkey_name, Tone.MUTED)
    return Cell(short_address(row.hotkey), Tone.MUTED)


def _staked(row: PositionRow) -> Cell:
    tail = f"{MONO_SPACE}{row.symbol}" if row.symbol else ""
    return _amount(tao(row.alpha, _DECIMALS, mono=True), hidden=row.hidden, tail=tail)


def _change(row: PositionRow) -> Cell:
    if row.change is None:
        return NO_VALUE
    size = abs(row.change)
    sign = MINUS if row.change < 0 else "+"
    tone = Tone.POSITIVE if row.change > 0 else Tone.NEGATIVE
    text = f"{sign}{grouped(str(size // 10), mono=True)}.{size % 10}{MONO_SPACE}%"
    return Cell(text, tone if row.change else Tone.MUTED)


def _worth_words(row: PositionRow) -> str:
    return HIDDEN_WORDS if row.hidden else f"{tao(row.worth, 9)} τ at spot, without fees"


POSITION_COLUMNS: Final[tuple[Column[PositionRow], ...]] = (
    Column(
        "subnet",
        "Subnet",
        220,
        _subnet,
        lambda row: row.netuid,
        lambda row: row.netuid,
        Kind.SUBNET,
        tooltip=lambda row: f"{row.subnet}, netuid {row.netuid}",
        stretch=True,
        least=150,
        fixed=True,
    ),
    Column(
        "wallet",
        "Wallet",
        140,
        lambda row: Cell(row.wallet, Tone.MUTED),
        lambda row: row.wallet.casefold(),
        lambda row: row.coldkey,
        explanation="The wallet whose coldkey staked",
        tooltip=lambda row: row.coldkey,
        yields=True,
    ),
    Column(
        "hotkey",
        "Hotkey",
        140,
        _hotkey,
        lambda row: (not row.hotkey_name, row.hotkey_name.casefold(), row.hotkey),
        lambda row: row.hotkey,
        explanation="The hotkey staked to, by its name where it is in one of your wallets",
        tooltip=lambda row: row.hotkey,
    ),
    Column(
        "staked",
        "Staked",
        150,
        _staked,
        lambda row: row.alpha,
        _exact(lambda row: row.alpha),
        Kind.NUMBER,
        explanation="Alpha of the subnet; on the root network, TAO",
        tooltip=lambda row: HIDDEN_WORDS if row.hidden else f"{tao(row.alpha, 9)} {row.symbol}",
        descending=True,
    ),
    Column(
        "price",
        "Price τ",
        92,
        lambda row: Cell(tao(row.price, 5, mono=True), Tone.MUTED),
        lambda row: row.price,
        lambda row: tao_text(row.price),
        Kind.NUMBER,
        explanation="TAO for one alpha, at spot",
        tooltip=lambda row: f"{tao(row.price, 9)} τ for 1 alpha",
        descending=True,
    ),
    Column(
        "worth",
        "Value τ",
        116,
        lambda row: _amount(tao(row.worth, _DECIMALS, mono=True), hidden=row.hidden),
        lambda row: row.worth,
        _exact(lambda row: row.worth),
        Kind.NUMBER,
        explanation="What it is worth at spot, without fees and slippage",
        tooltip=_worth_words,
        descending=True,
    ),
    Column(
        "change_24h",
        "24 h",
        86,
        _change,
        lambda row: row.change,
        lambda row: None if row.change is None else tao_text(row.change * RAO_PER_TAO // 10, 1),
        Kind.NUMBER,
        explanation="Change of the price in 24 hours, in per cent",
        descending=True,
    ),
    Column(
        "share",
        "Share",
        76,
        lambda row: Cell("", share=row.share),
        lambda row: row.share,
        lambda row: f"{row.share:.4f}",
        Kind.BAR,
        explanation="Against the most valuable position",
        title_right=True,
        bar_width=52,
        yields=True,
        descending=True,
    ),
)


def _owned(rao: int | None, row: WalletRow) -> Cell:
    if rao is None:
        return NO_VALUE
    return _amount(tao(rao, _DECIMALS, mono=True), hidden=row.hidden)


def _exactly(rao: int | None, row: WalletRow) -> Exact:
    if rao is None:
        return None
    return HIDDEN_WORDS if row.hidden else tao_text(rao)


def _address(row: WalletRow) -> Cell:
    if row.address is None:
        return Cell("no address", Tone.WARNING)
    return Cell(short_address(row.address), Tone.MUTED)


WALLET_COLUMNS: Final[tuple[Column[WalletRow], ...]] = (
    Column(
        "name",
        "Wallet",
        170,
        lambda row: Cell(row.shown),
        lambda row: row.shown.casefold(),
        lambda row: row.shown,
        tooltip=lambda row: row.shown,
        stretch=True,
        least=110,
        fixed=True,
    ),
    Column(
        "mark",
        "",
        92,
        lambda row: Cell(row.mark, Tone.MUTED),
        lambda row: row.mark,
        lambda row: row.mark,
        yields=True,
    ),
    Column(
        "address",
        "Address",
        100,
        _address,
        lambda row: row.address or "",
        lambda row: row.address,
        Kind.MONO,
        tooltip=lambda row: row.address or "Its coldkey's address cannot be read",
        yields=True,
    ),
    Column(
        "free",
        "Free τ",
        104,
        lambda row: _owned(row.free, row),
        lambda row: row.free,
        lambda row: _exactly(row.free, row),
        Kind.NUMBER,
        explanation="Free and reserved TAO",
        yields=True,
        descending=True,
    ),
    Column(
        "total",
        "Total τ",
        116,
        lambda row: _owned(row.total, row),
        lambda row: row.total,
        lambda row: _exactly(row.total, row),
        Kind.NUMBER,
        explanation="With what is staked, at spot",
        descending=True,
    ),
)
