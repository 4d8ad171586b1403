"""The columns of the subnet list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from core.domain.ids import ROOT
from core.domain.money import RAO_PER_TAO, tao_text
from gui.formats import (
    MINUS,
    MONO_SPACE,
    compact_tao,
    grouped,
    integer,
    percent,
    short_address,
    tao,
    untrusted,
)
from gui.pages.subnets.row import SubnetRow
from gui.tables.column import NO_VALUE, Cell, Column, Kind, Tone

MARKET: Final = "Market"
REGISTRATION: Final = "Registration"
NETWORK: Final = "Network"

_SHARES: Final = 1_000_000_000
_COMPACT_FLOW: Final = 10_000 * RAO_PER_TAO


def figures(rao: int, decimals: int) -> str:
    """An amount that keeps its width: each digit before the point costs one after it."""
    whole_digits = len(str(abs(rao) // RAO_PER_TAO))
    return tao(rao, max(0, decimals - whole_digits + 1), mono=True)


def _name(row: SubnetRow) -> str:
    return untrusted(row.subnet.name) or f"Subnet {row.subnet.netuid}"


def _subnet(row: SubnetRow) -> Cell:
    return Cell(_name(row), mark=untrusted(row.subnet.symbol)[:2])


def _market(amount: Callable[[SubnetRow], int]) -> Callable[[SubnetRow], int | None]:
    """To sort by: the root has no market of its own and comes last."""
    return lambda row: None if row.subnet.netuid == ROOT else amount(row)


def _unless_root(cell: Callable[[SubnetRow], Cell]) -> Callable[[SubnetRow], Cell]:
    return lambda row: NO_VALUE if row.subnet.netuid == ROOT else cell(row)


def _change(row: SubnetRow) -> Cell:
    if row.change is None:
        return NO_VALUE
    size = abs(row.change)
    sign = MINUS if row.change < 0 else "+"
    text = f"{sign}{grouped(str(size // 10), mono=True)}.{size % 10}{MONO_SPACE}%"
    return Cell(text, _tone_of(row.change))


def _tone_of(change: int | None) -> Tone:
    if not change:
        return Tone.MUTED
    return Tone.POSITIVE if change > 0 else Tone.NEGATIVE


def _course(row: SubnetRow) -> Cell:
    if len(row.prices) < 2:
        return NO_VALUE
    return Cell("", _tone_of(row.prices[-1] - row.prices[0]), points=row.prices)


def _week(row: SubnetRow) -> int | None:
    """The change over the sparkline in parts of 10 000, to sort by."""
    if len(row.prices) < 2 or row.prices[0] <= 0:
        return None
    return (row.prices[-1] - row.prices[0]) * 10_000 // row.prices[0]


def _flow(row: SubnetRow) -> Cell:
    flow = row.subnet.flow
    if abs(flow) >= _COMPACT_FLOW:
        return Cell(("+" if flow > 0 else "") + compact_tao(flow, mono=True))
    return Cell(tao(flow, 1, mono=True, signed=True))


def _burn(row: SubnetRow) -> Cell:
    tone = Tone.TEXT if row.subnet.registration_open else Tone.MUTED
    return Cell(figures(row.subnet.burn, 4), tone)


def _state(row: SubnetRow) -> Cell:
    if row.subnet.registration_open:
        return Cell("open", dot=Tone.POSITIVE)
    return Cell("closed", Tone.MUTED, dot=Tone.LINE)


def _validators(row: SubnetRow) -> Cell:
    if row.validators is None:
        return NO_VALUE
    return Cell(str(row.validators), Tone.TEXT if row.validators else Tone.NEGATIVE)


def _age(row: SubnetRow) -> Cell:
    return (
        NO_VALUE if row.age is None else Cell(f"{integer(row.age, mono=True)}\u00a0d", Tone.MUTED)
    )


SUBNET_COLUMNS: Final[tuple[Column[SubnetRow], ...]] = (
    Column(
        "netuid",
        "#",
        48,
        lambda row: Cell(str(row.subnet.netuid), Tone.MUTED),
        lambda row: row.subnet.netuid,
        lambda row: row.subnet.netuid,
        Kind.NUMBER,
        explanation="The subnet's number, its netuid",
        fixed=True,
    ),
    Column(
        "name",
        "Subnet",
        190,
        _subnet,
        lambda row: _name(row).casefold(),
        lambda row: row.subnet.name,
        Kind.SUBNET,
        tooltip=lambda row: f"{_name(row)}, netuid {row.subnet.netuid}",
        stretch=True,
        least=142,
        fixed=True,
    ),
    Column(
        "price",
        "Price τ",
        70,
        lambda row: Cell(figures(row.subnet.price, 5)),
        lambda row: row.subnet.price,
        lambda row: tao_text(row.subnet.price),
        Kind.NUMBER,
        MARKET,
        "TAO for one alpha, at spot",
        tooltip=lambda row: f"{tao(row.subnet.price, 9)} τ for 1 alpha",
        descending=True,
    ),
    Column(
        "change_24h",
        "24 h",
        68,
        _change,
        lambda row: row.change,
        lambda row: None if row.change is None else tao_text(row.change * RAO_PER_TAO // 10, 1),
        Kind.NUMBER,
        MARKET,
        "Change of the price in 24 hours, in per cent",
        descending=True,
    ),
    Column(
        "history_7d",
        "7 d",
        78,
        _course,
        _week,
        lambda row: " ".join(tao_text(price) for price in row.prices),
        Kind.SPARKLINE,
        MARKET,
        "The price over seven days",
        descending=True,
    ),
    Column(
        "market_cap",
        "Cap τ",
        70,
        _unless_root(lambda row: Cell(compact_tao(row.subnet.market_cap, mono=True))),
        _market(lambda row: row.subnet.market_cap),
        lambda row: tao_text(row.subnet.market_cap),
        Kind.NUMBER,
        MARKET,
        "All alpha in existence at spot",
        tooltip=lambda row: f"{tao(row.subnet.market_cap, 2)} τ",
        descending=True,
    ),
    Column(
        "emission_share",
        "Emission",
        68,
        _unless_root(lambda row: Cell(percent(row.subnet.emission_share, _SHARES, 2, mono=True))),
        _market(lambda row: row.subnet.emission_share),
        lambda row: tao_text(row.subnet.emission_share),
        Kind.NUMBER,
        MARKET,
        "Share of the TAO that the chain puts into subnets",
        tooltip=lambda row: f"{tao(row.subnet.emission, 9)} τ a block",
        descending=True,
    ),
    Column(
        "emission",
        "τ a block",
        84,
        lambda row: Cell(tao(row.subnet.emission, 6, mono=True)),
        lambda row: row.subnet.emission,
        lambda row: tao_text(row.subnet.emission),
        Kind.NUMBER,
        MARKET,
        "TAO that the chain puts into the subnet in each block",
        shown=False,
        descending=True,
    ),
    Column(
        "flow",
        "Flow τ",
        76,
        _unless_root(_flow),
        _market(lambda row: row.subnet.flow),
        lambda row: tao_text(row.subnet.flow),
        Kind.NUMBER,
        MARKET,
        "Moving average of TAO staked less TAO unstaked",
        tooltip=lambda row: f"{tao(row.subnet.flow, 4, signed=True)} τ",
        descending=True,
        yields=True,
    ),
    Column(
        "tao_in",
        "Pool τ",
        76,
        lambda row: Cell(compact_tao(row.subnet.tao_in, mono=True)),
        lambda row: row.subnet.tao_in,
        lambda row: tao_text(row.subnet.tao_in),
        Kind.NUMBER,
        MARKET,
        "TAO in the subnet's pool",
        tooltip=lambda row: f"{tao(row.subnet.tao_in, 9)} τ",
        shown=False,
        descending=True,
    ),
    Column(
        "alpha_in",
        "Pool α",
        76,
        lambda row: Cell(compact_tao(row.subnet.alpha_in, mono=True)),
        lambda row: row.subnet.alpha_in,
        lambda row: tao_text(row.subnet.alpha_in),
        Kind.NUMBER,
        MARKET,
        "Alpha in the subnet's pool",
        shown=False,
        descending=True,
    ),
    Column(
        "alpha_out",
        "Staked α",
        84,
        lambda row: Cell(compact_tao(row.subnet.alpha_out, mono=True)),
        lambda row: row.subnet.alpha_out,
        lambda row: tao_text(row.subnet.alpha_out),
        Kind.NUMBER,
        MARKET,
        "Alpha outside the pool",
        shown=False,
        descending=True,
    ),
    Column(
        "burn",
        "Burn τ",
        66,
        _burn,
        lambda row: row.subnet.burn,
        lambda row: tao_text(row.subnet.burn),
        Kind.NUMBER,
        REGISTRATION,
        "What registering a neuron costs now",
        tooltip=lambda row: f"{tao(row.subnet.burn, 9)} τ",
    ),
    Column(
        "registration_open",
        "State",
        66,
        _state,
        lambda row: not row.subnet.registration_open,
        lambda row: row.subnet.registration_open,
        Kind.STATE,
        REGISTRATION,
        "Whether neurons can be registered",
    ),
    Column(
        "neurons",
        "Neurons",
        70,
        lambda row: Cell(str(row.subnet.neurons), tail=f"/{row.subnet.max_neurons}"),
        lambda row: row.subnet.neurons,
        lambda row: row.subnet.neurons,
        Kind.NUMBER,
        NETWORK,
        "Neurons and the most there can be",
        descending=True,
    ),
    Column(
        "validators",
        "Val.",
        44,
        _validators,
        lambda row: row.validators,
        lambda row: row.validators,
        Kind.NUMBER,
        NETWORK,
        "Validators with stake that have set weights within the activity cutoff",
        descending=True,
    ),
    Column(
        "tempo",
        "Tempo",
        58,
        lambda row: Cell(str(row.subnet.tempo), Tone.MUTED),
        lambda row: row.subnet.tempo,
        lambda row: row.subnet.tempo,
        Kind.NUMBER,
        NETWORK,
        "Blocks from one epoch to the next",
        yields=True,
    ),
    Column(
        "next_epoch",
        "Next epoch",
        86,
        lambda row: Cell(integer(row.subnet.next_epoch, mono=True), Tone.MUTED),
        lambda row: row.subnet.next_epoch,
        lambda row: row.subnet.next_epoch,
        Kind.NUMBER,
        NETWORK,
        "The block of the next epoch",
        shown=False,
    ),
    Column(
        "age_days",
        "Age",
        58,
        _age,
        lambda row: row.age,
        lambda row: row.age,
        Kind.NUMBER,
        NETWORK,
        "Since the subnet was registered",
        yields=True,
    ),
    Column(
        "owner_coldkey",
        "Owner",
        90,
        lambda row: Cell(short_address(row.subnet.owner_coldkey)),
        lambda row: row.subnet.owner_coldkey,
        lambda row: row.subnet.owner_coldkey,
        Kind.MONO,
        NETWORK,
        "The owner's coldkey",
        tooltip=lambda row: row.subnet.owner_coldkey,
        shown=False,
    ),
)


def search_text(row: SubnetRow) -> str:
    """Name and number; the number with a mark, for those who type ``#14``."""
    return f"{row.subnet.netuid} #{row.subnet.netuid} {_name(row)}"
