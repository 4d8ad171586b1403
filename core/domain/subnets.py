"""Subnets as the browser lists them."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.ids import BlockNumber, NetUid, Ss58
from core.domain.money import AlphaRao, Price, TaoRao
from core.domain.stamps import Stamp


@dataclass(frozen=True, slots=True)
class Subnet:
    """One subnet, read at a single block.

    ``name`` and ``symbol`` are untrusted text from the chain. ``emission`` is
    the TAO the chain puts into it per block, and ``emission_share`` that as
    parts of 10⁹ of all subnets'. ``flow`` is the chain's moving average of
    TAO staked less TAO unstaked, in rao. ``registered_at`` is a block.
    """

    netuid: NetUid
    name: str
    symbol: str
    owner_coldkey: Ss58
    owner_hotkey: Ss58
    price: Price
    tao_in: TaoRao
    alpha_in: AlphaRao
    alpha_out: AlphaRao
    emission: TaoRao
    emission_share: int
    flow: TaoRao
    burn: TaoRao
    registration_open: bool
    neurons: int
    max_neurons: int
    tempo: int
    last_epoch: BlockNumber
    next_epoch: BlockNumber
    registered_at: BlockNumber

    @property
    def market_cap(self) -> TaoRao:
        """All alpha in existence at spot, in rao of TAO."""
        return TaoRao((self.alpha_in + self.alpha_out) * self.price // 1_000_000_000)


@dataclass(frozen=True, slots=True)
class SubnetList:
    """All subnets at one block, by netuid."""

    stamp: Stamp
    subnets: tuple[Subnet, ...]


@dataclass(frozen=True, slots=True)
class PricePoint:
    """A price at a block; ``time`` is that block's unix time in seconds."""

    block: BlockNumber
    time: float
    price: Price


@dataclass(frozen=True, slots=True)
class SubnetHealth:
    """What only a sweep over the metagraph shows.

    A validator is active when it holds a permit, has set weights within the
    activity cutoff and has stake. ``last_weights`` is the newest block in
    which one did, None where no validator ever has.
    """

    netuid: NetUid
    block: BlockNumber
    active_validators: int
    serving: int
    last_weights: BlockNumber | None
