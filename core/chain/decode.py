"""Decoded chain values into the app's records, in whole rao throughout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Final

from core.chain.pruning import PruningRules, Seat, pruning_ranks
from core.domain.ids import BlockNumber, NetUid, Ss58, Uid
from core.domain.metagraph import Axon, Metagraph, Neuron, Role
from core.domain.money import AlphaRao, Price, TaoRao
from core.domain.stamps import Stamp
from core.domain.subnets import Subnet

Value = Any  # a decoded SCALE value; its shape follows the metadata

# I64F64, the runtime's fixed point for flows.
_FRACTION_BITS: Final = 64
_SHARES: Final = 1_000_000_000


def text(value: Value) -> str:
    """UTF-8 text from a ``Vec<u8>``, which decodes as numbers, hex or text. Never fails."""
    if isinstance(value, str):
        if not value.startswith("0x"):
            return value
        try:
            return bytes.fromhex(value[2:]).decode("utf-8", errors="replace")
        except ValueError:
            return value
    return bytes(value or ()).decode("utf-8", errors="replace")


def moving_flow(ema: Value, current: Value) -> TaoRao:
    """TAO flow in rao from ``SubnetEmaTaoFlow`` (block, I64F64), else ``SubnetTaoFlow``.

    The fraction of a rao is dropped towards minus infinity.
    """
    if ema is None:
        return TaoRao(int(current or 0))
    return TaoRao(_bits(ema[1]) >> _FRACTION_BITS)


def _bits(fixed: Value) -> int:
    """The raw bits of a fixed-point number, which decodes as ``{"bits": n}`` or plain."""
    return int(fixed) if isinstance(fixed, int) else int(fixed["bits"])


def next_epoch(last: int, tempo: int, pending: int) -> BlockNumber:
    """``get_next_epoch_start_block``: the tempo's end, or a pending epoch before it."""
    regular = last + tempo
    return BlockNumber(min(regular, pending) if pending else regular)


@dataclass(frozen=True, slots=True)
class SubnetValues:
    """Everything read of one subnet: its dynamic info, spot price and storage values."""

    info: Mapping[str, Value]
    price: int
    storage: Mapping[str, Value]


def subnets(values: Sequence[SubnetValues]) -> tuple[Subnet, ...]:
    """The records by netuid. Raises for values that are not of the expected shape."""
    emissions = [_emission(value) for value in values]
    total = sum(emissions)
    listed = [
        _subnet(value, emission, emission * _SHARES // total if total else 0)
        for value, emission in zip(values, emissions, strict=True)
    ]
    return tuple(sorted(listed, key=lambda subnet: subnet.netuid))


def _emission(values: SubnetValues) -> int:
    """What enters the pool as liquidity, and what buys alpha from it (runtime's coinbase)."""
    return int(values.info["tao_in_emission"]) + int(values.storage["SubnetExcessTao"] or 0)


def _subnet(values: SubnetValues, emission: int, share: int) -> Subnet:
    info, storage = values.info, values.storage
    tempo, last = int(storage["Tempo"]), int(storage["LastEpochBlock"])
    return Subnet(
        netuid=NetUid(info["netuid"]),
        name=text(info["subnet_name"]),
        symbol=text(info["token_symbol"]),
        owner_coldkey=Ss58(info["owner_coldkey"]),
        owner_hotkey=Ss58(info["owner_hotkey"]),
        price=Price(values.price),
        tao_in=TaoRao(info["tao_in"]),
        alpha_in=AlphaRao(info["alpha_in"]),
        alpha_out=AlphaRao(info["alpha_out"]),
        emission=TaoRao(emission),
        emission_share=share,
        flow=moving_flow(storage["SubnetEmaTaoFlow"], storage["SubnetTaoFlow"]),
        burn=TaoRao(storage["Burn"]),
        registration_open=bool(storage["NetworkRegistrationAllowed"]),
        neurons=int(storage["SubnetworkN"]),
        max_neurons=int(storage["MaxAllowedUids"]),
        tempo=tempo,
        last_epoch=BlockNumber(last),
        next_epoch=next_epoch(last, tempo, int(storage["PendingEpochAt"])),
        registered_at=BlockNumber(info["network_registered_at"]),
    )


@dataclass(frozen=True, slots=True)
class MetagraphValues:
    """A ``get_metagraph`` record and what it lacks."""

    raw: Mapping[str, Value]
    price: int
    validator_trust: Sequence[int]
    owned_hotkeys: Sequence[str]
    storage: Mapping[str, Value]


def activity_cutoff(factor_milli: Value, tempo: int) -> int:
    """Blocks after which a validator without new weights is inactive (runtime's epoch)."""
    return max(1, int(factor_milli) * tempo // 1000)


def metagraph(values: MetagraphValues, stamp: Stamp) -> Metagraph:
    """The record, neurons by uid. Raises for values that are not of the expected shape."""
    raw, storage = values.raw, values.storage
    tempo = int(raw["tempo"])
    last = int(storage["LastEpochBlock"]) or int(raw["last_step"])
    return Metagraph(
        stamp=stamp,
        netuid=NetUid(raw["netuid"]),
        name=text(raw["name"]),
        symbol=text(raw["symbol"]),
        owner_coldkey=Ss58(raw["owner_coldkey"]),
        owner_hotkey=Ss58(raw["owner_hotkey"]),
        price=Price(values.price),
        burn=TaoRao(raw["burn"]),
        registration_open=bool(raw["registration_allowed"]),
        tempo=tempo,
        last_epoch=BlockNumber(last),
        next_epoch=next_epoch(last, tempo, int(storage["PendingEpochAt"])),
        immunity_period=int(raw["immunity_period"]),
        activity_cutoff=activity_cutoff(storage["ActivityCutoffFactorMilli"], tempo),
        max_neurons=int(raw["max_uids"]),
        neurons=_neurons(values, stamp.block),
    )


def _neurons(values: MetagraphValues, block: BlockNumber) -> tuple[Neuron, ...]:
    raw = values.raw
    seats = _seats(values)
    rules = PruningRules(
        owner_hotkey=Ss58(raw["owner_hotkey"]),
        owned_hotkeys=frozenset(Ss58(hotkey) for hotkey in values.owned_hotkeys),
        owner_limit=int(values.storage["ImmuneOwnerUidsLimit"]),
        min_non_immune=int(values.storage["MinNonImmuneUids"]),
    )
    ranks = pruning_ranks(NetUid(raw["netuid"]), seats, rules, block)
    return tuple(_neuron(values, seat, ranks.get(seat.uid)) for seat in seats)


def _seats(values: MetagraphValues) -> list[Seat]:
    raw = values.raw
    immunity = int(raw["immunity_period"])
    scores = raw["tao_stake"] if raw["netuid"] == 0 else raw["emission"]
    return [
        Seat(
            uid=Uid(uid),
            hotkey=Ss58(hotkey),
            score=int(scores[uid]),
            registered_at=BlockNumber(raw["block_at_registration"][uid]),
            immune_until=BlockNumber(raw["block_at_registration"][uid] + immunity),
        )
        for uid, hotkey in enumerate(raw["hotkeys"])
    ]


def _neuron(values: MetagraphValues, seat: Seat, rank: int | None) -> Neuron:
    raw, uid = values.raw, seat.uid
    validator = bool(raw["validator_permit"][uid])
    trust = values.validator_trust if validator else raw["trust"]
    identity = raw["identities"][uid]
    return Neuron(
        uid=uid,
        hotkey=seat.hotkey,
        coldkey=Ss58(raw["coldkeys"][uid]),
        name=text(identity["name"]) if identity else "",
        role=Role.VALIDATOR if validator else Role.MINER,
        active=bool(raw["active"][uid]),
        stake=AlphaRao(raw["total_stake"][uid]),
        alpha_stake=AlphaRao(raw["alpha_stake"][uid]),
        tao_stake=TaoRao(raw["tao_stake"][uid]),
        trust=int(trust[uid]) if uid < len(trust) else 0,
        consensus=int(raw["consensus"][uid]),
        incentive=int(raw["incentives"][uid]),
        dividends=int(raw["dividends"][uid]),
        emission=AlphaRao(raw["emission"][uid]),
        updated=BlockNumber(raw["last_update"][uid]),
        registered_at=seat.registered_at,
        axon=axon(raw["axons"][uid]),
        immune_until=seat.immune_until,
        pruning_rank=rank,
    )


def axon(raw: Mapping[str, Value]) -> Axon | None:
    """Where it serves; None where it says nothing that can be an address."""
    ip, port = int(raw["ip"]), int(raw["port"])
    if not ip or not 1 <= port <= 65_535:
        return None
    small = int(raw["ip_type"]) == 4 and ip < 1 << 32
    address = IPv4Address(ip) if small else IPv6Address(ip)
    return Axon(str(address), port, int(raw["protocol"]), int(raw["version"]))
