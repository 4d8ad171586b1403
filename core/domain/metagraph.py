"""A subnet's neurons at one block."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.ids import BlockNumber, NetUid, Ss58, Uid
from core.domain.money import AlphaRao, Price, TaoRao
from core.domain.stamps import Stamp


class Role(StrEnum):
    VALIDATOR = "validator"  # holds a validator permit
    MINER = "miner"


@dataclass(frozen=True, slots=True)
class Axon:
    """Where a neuron says it serves. Never probed by reading it.

    ``ip`` is text in the usual notation, ``port`` 1 to 65535.
    """

    ip: str
    port: int
    protocol: int
    version: int


@dataclass(frozen=True, slots=True)
class Neuron:
    """One uid. Shares (trust … dividends) are u16: parts of 65 535.

    ``stake`` is the total the chain weighs, in alpha rao, made of ``alpha_stake``
    and ``tao_stake`` (root stake, in TAO rao). ``emission`` is alpha rao of the
    last epoch. ``updated`` is the block of the last weights, ``registered_at``
    of registration. ``trust`` is validator trust for validators and consensus
    trust for miners. ``pruning_rank`` counts from 1, the next to be replaced;
    None for neurons that cannot be (immune or the owner's).
    """

    uid: Uid
    hotkey: Ss58
    coldkey: Ss58
    name: str
    role: Role
    active: bool
    stake: AlphaRao
    alpha_stake: AlphaRao
    tao_stake: TaoRao
    trust: int
    consensus: int
    incentive: int
    dividends: int
    emission: AlphaRao
    updated: BlockNumber
    registered_at: BlockNumber
    axon: Axon | None
    immune_until: BlockNumber
    pruning_rank: int | None


@dataclass(frozen=True, slots=True)
class Metagraph:
    """All neurons of one subnet at one block, by uid, with what its header tells."""

    stamp: Stamp
    netuid: NetUid
    name: str
    symbol: str
    owner_coldkey: Ss58
    owner_hotkey: Ss58
    price: Price
    burn: TaoRao
    registration_open: bool
    tempo: int
    last_epoch: BlockNumber
    next_epoch: BlockNumber
    immunity_period: int
    activity_cutoff: int
    max_neurons: int
    neurons: tuple[Neuron, ...]
