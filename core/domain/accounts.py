"""What coldkeys own: free TAO, positions on subnets, and what that is worth."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.ids import BlockNumber, NetUid, Ss58, Uid
from core.domain.money import AlphaRao, Price, TaoRao, alpha_worth
from core.domain.stamps import Stamp


@dataclass(frozen=True, slots=True)
class Position:
    """A coldkey's alpha with one hotkey on one subnet, and the subnet's spot price.

    On the root network alpha is TAO and its price is one TAO.
    """

    netuid: NetUid
    hotkey: Ss58
    alpha: AlphaRao
    price: Price

    @property
    def worth(self) -> TaoRao:
        """At spot, rounded down, without slippage or fees."""
        return alpha_worth(self.alpha, self.price)


@dataclass(frozen=True, slots=True)
class Account:
    """A coldkey's holdings at one block, in rao. ``free`` includes what is frozen."""

    address: Ss58
    free: TaoRao
    reserved: TaoRao
    positions: tuple[Position, ...]

    @property
    def staked(self) -> TaoRao:
        return TaoRao(sum(position.worth for position in self.positions))

    @property
    def total(self) -> TaoRao:
        return TaoRao(self.free + self.reserved + self.staked)


@dataclass(frozen=True, slots=True)
class AccountList:
    """Accounts at one block, in the order they were asked for."""

    stamp: Stamp
    accounts: tuple[Account, ...]

    def find(self, address: str) -> Account | None:
        return next((account for account in self.accounts if account.address == address), None)

    @property
    def total(self) -> TaoRao:
        return TaoRao(sum(account.total for account in self.accounts))


@dataclass(frozen=True, slots=True)
class Registration:
    """A hotkey's place on a subnet at the block it was read at."""

    hotkey: Ss58
    netuid: NetUid
    uid: Uid


@dataclass(frozen=True, slots=True)
class WorthPoint:
    """What accounts were worth together at a block; ``time`` is unix seconds."""

    block: BlockNumber
    time: float
    total: TaoRao
