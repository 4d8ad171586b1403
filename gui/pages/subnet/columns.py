"""The columns of the metagraph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from core.domain.metagraph import Neuron, Role
from core.domain.money import tao_text
from gui.formats import integer, short_address, tao, untrusted
from gui.pages.subnet.row import FULL, NeuronRow, axon_text
from gui.tables.column import NO_VALUE, Cell, Column, Kind, Tone


def share_text(part: int, decimals: int) -> str:
    """Parts of 65 535 as a fraction of one, rounded half up: ``0.02074``."""
    scaled = (part * 10**decimals * 2 + FULL) // (2 * FULL)
    return f"{scaled // 10**decimals}.{scaled % 10**decimals:0{decimals}d}"


def _share(part: Callable[[Neuron], int]) -> Callable[[NeuronRow], Cell]:
    def cell(row: NeuronRow) -> Cell:
        value = part(row.neuron)
        return Cell(share_text(value, 3), share=value / FULL)

    return cell


def _incentive(row: NeuronRow) -> Cell:
    value, best = row.neuron.incentive, row.best_incentive
    return Cell(share_text(value, 5), share=value / best if best else 0.0)


def _consensus(row: NeuronRow) -> Cell:
    value, best = row.neuron.consensus, row.best_consensus
    return Cell(share_text(value, 4), share=value / best if best else 0.0)


def _trust(row: NeuronRow) -> Cell:
    """Runtimes of today keep no trust of miners: nothing there is no zero."""
    value = row.neuron.trust
    if not value and row.neuron.role is Role.MINER:
        return NO_VALUE
    return Cell(share_text(value, 3), share=value / FULL)


def _hotkey(row: NeuronRow) -> Cell:
    return Cell(short_address(row.neuron.hotkey), tail=untrusted(row.neuron.name))


def _hotkey_tip(row: NeuronRow) -> str:
    name = untrusted(row.neuron.name)
    return f"{name}, {row.neuron.hotkey}" if name else row.neuron.hotkey


def _role(row: NeuronRow) -> Cell:
    validator = row.neuron.role is Role.VALIDATOR
    return Cell(row.neuron.role.value, Tone.INFO if validator else Tone.MUTED)


def _axon(row: NeuronRow) -> Cell:
    where = axon_text(row.neuron.axon)
    if not where:
        return Cell("none", Tone.MUTED, dot=Tone.MUTED, hollow=True)
    return Cell(where, Tone.TEXT, dot=Tone.MUTED)


def _axon_key(row: NeuronRow) -> tuple[int, ...] | None:
    """By number, so that .9 comes before .10; IPv6 after IPv4."""
    axon = row.neuron.axon
    if axon is None:
        return None
    parts = axon.ip.split(".")
    if len(parts) == 4 and all(part.isdecimal() for part in parts):
        return (4, *(int(part) for part in parts), axon.port)
    return (6, *axon.ip.encode(), axon.port)


def _immunity(row: NeuronRow) -> Cell:
    if not row.immune_for:
        return NO_VALUE
    whole = row.immunity_period
    return Cell(
        integer(row.immune_for, mono=True), share=min(1.0, row.immune_for / whole) if whole else 1.0
    )


def _rank(row: NeuronRow) -> Cell:
    rank = row.neuron.pruning_rank
    return NO_VALUE if rank is None else Cell(str(rank))


NEURON_COLUMNS: Final[tuple[Column[NeuronRow], ...]] = (
    Column(
        "selected",
        "",
        40,
        lambda row: Cell(""),
        lambda row: row.neuron.uid,
        lambda row: None,
        Kind.CHECK,
        fixed=True,
    ),
    Column(
        "uid",
        "UID",
        44,
        lambda row: Cell(str(row.neuron.uid)),
        lambda row: row.neuron.uid,
        lambda row: row.neuron.uid,
        Kind.NUMBER,
        fixed=True,
    ),
    Column(
        "hotkey",
        "Hotkey",
        90,
        _hotkey,
        lambda row: row.neuron.hotkey,
        lambda row: row.neuron.hotkey,
        Kind.MONO,
        tooltip=_hotkey_tip,
        stretch=True,
        least=84,
        fixed=True,
    ),
    Column(
        "name",
        "Name",
        120,
        lambda row: Cell(untrusted(row.neuron.name)),
        lambda row: untrusted(row.neuron.name).casefold() or None,
        lambda row: row.neuron.name,
        explanation="The identity that the coldkey gives itself on the chain",
        shown=False,
    ),
    Column(
        "coldkey",
        "Coldkey",
        90,
        lambda row: Cell(short_address(row.neuron.coldkey)),
        lambda row: row.neuron.coldkey,
        lambda row: row.neuron.coldkey,
        Kind.MONO,
        tooltip=lambda row: row.neuron.coldkey,
        shown=False,
    ),
    Column(
        "role",
        "Role",
        84,
        _role,
        lambda row: row.neuron.role.value,
        lambda row: row.neuron.role.value,
        Kind.CHIP,
        explanation="A validator holds a permit",
    ),
    Column(
        "stake",
        "Stake",
        82,
        lambda row: Cell(tao(row.neuron.stake, 1, mono=True)),
        lambda row: row.neuron.stake,
        lambda row: tao_text(row.neuron.stake),
        Kind.NUMBER,
        explanation="What the chain weighs: alpha staked, and root stake at its weight",
        tooltip=lambda row: (
            f"{tao(row.neuron.alpha_stake)} alpha and {tao(row.neuron.tao_stake)} τ at the root"
        ),
        descending=True,
    ),
    Column(
        "trust_u16",
        "Trust",
        100,
        _trust,
        lambda row: row.neuron.trust or None,
        lambda row: row.neuron.trust,
        Kind.BAR,
        explanation="Of validators: how much of their weights the others agree with",
        bar=Tone.SERIES_4,
        shown=False,
        descending=True,
    ),
    Column(
        "consensus_u16",
        "Consensus",
        102,
        _consensus,
        lambda row: row.neuron.consensus,
        lambda row: row.neuron.consensus,
        Kind.BAR,
        explanation="The weight validators agree on; the bar is against the subnet's highest",
        bar=Tone.SERIES_4,
        yields=True,
        descending=True,
    ),
    Column(
        "incentive_u16",
        "Incentive",
        131,
        _incentive,
        lambda row: row.neuron.incentive,
        lambda row: row.neuron.incentive,
        Kind.BAR,
        explanation="Share of the miners' emission; the bar is against the subnet's best",
        bar_width=56,
        descending=True,
    ),
    Column(
        "dividends_u16",
        "Dividends",
        100,
        _share(lambda neuron: neuron.dividends),
        lambda row: row.neuron.dividends,
        lambda row: row.neuron.dividends,
        Kind.BAR,
        explanation="Share of the validators' emission",
        shown=False,
        descending=True,
    ),
    Column(
        "emission",
        "Emission",
        73,
        lambda row: Cell(tao(row.neuron.emission, 3, mono=True)),
        lambda row: row.neuron.emission,
        lambda row: tao_text(row.neuron.emission),
        Kind.NUMBER,
        explanation="Alpha earned in the last epoch",
        descending=True,
    ),
    Column(
        "updated",
        "Updated",
        66,
        lambda row: Cell(integer(row.updated_ago, mono=True), Tone.MUTED),
        lambda row: row.updated_ago,
        lambda row: row.neuron.updated,
        Kind.NUMBER,
        explanation="Blocks since it last set weights",
        tooltip=lambda row: f"Block {integer(row.neuron.updated)}",
        yields=True,
    ),
    Column(
        "registered_at",
        "Registered",
        90,
        lambda row: Cell(integer(row.neuron.registered_at, mono=True), Tone.MUTED),
        lambda row: row.neuron.registered_at,
        lambda row: row.neuron.registered_at,
        Kind.NUMBER,
        explanation="The block of its registration",
        shown=False,
        descending=True,
    ),
    Column(
        "axon",
        "Axon",
        162,
        _axon,
        _axon_key,
        lambda row: axon_text(row.neuron.axon) or None,
        Kind.SERVING,
        explanation="Where it says it serves. Nobody has asked whether it answers.",
        tooltip=lambda row: axon_text(row.neuron.axon) or "It serves no axon",
    ),
    Column(
        "immune_until",
        "Immunity",
        90,
        _immunity,
        lambda row: row.immune_for or None,
        lambda row: row.neuron.immune_until,
        Kind.BAR,
        explanation="Blocks left in which it cannot be replaced",
        title_right=True,
        bar=Tone.INFO,
        bar_width=22,
        descending=True,
    ),
    Column(
        "pruning_rank",
        "Dereg.",
        62,
        _rank,
        lambda row: row.neuron.pruning_rank,
        lambda row: row.neuron.pruning_rank,
        Kind.NUMBER,
        explanation="Its place in the row of those to be replaced: 1 is next",
    ),
)


def search_text(row: NeuronRow) -> str:
    """Addresses, name and axon. Uids are searched by number, see ``uid_filter``."""
    neuron = row.neuron
    return f"{neuron.hotkey} {neuron.coldkey} {untrusted(neuron.name)} {axon_text(neuron.axon)}"


def uid_filter(text: str) -> Callable[[NeuronRow], bool] | None:
    """For digits alone: neurons whose uid begins with them. None for any other text."""
    wanted = text.strip()
    if not (wanted.isascii() and wanted.isdecimal()):
        return None
    return lambda row: str(row.neuron.uid).startswith(wanted)
