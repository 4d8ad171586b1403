"""What a person wants signed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from core.domain.ids import ROOT, NetUid, Ss58
from core.domain.money import Price, TaoRao

_BASIS_POINTS: Final = 10_000


class ActionKind(StrEnum):
    """What a person did by signing."""

    TRANSFER = "transfer"
    STAKE = "stake"
    REGISTER = "register"
    MESSAGE = "message"  # off the chain


@dataclass(frozen=True, slots=True)
class AllBut:
    """Everything that can be spent but the fee and this reserve."""

    reserve: TaoRao


@dataclass(frozen=True, slots=True)
class Within:
    """A limit still to be reckoned: so far above the price at the review.

    ``basis_points`` are hundredths of a percent.
    """

    basis_points: int

    def above(self, price: int) -> int:
        """The limit in the unit of ``price``, rounded down."""
        return price + price * self.basis_points // _BASIS_POINTS


@dataclass(frozen=True, slots=True)
class TransferTao:
    """Send TAO. With ``keep_alive`` the chain refuses to let the sender's account end."""

    kind: ClassVar[ActionKind] = ActionKind.TRANSFER
    shielded: ClassVar[bool] = False

    dest: Ss58
    amount: TaoRao | AllBut
    keep_alive: bool = True

    @property
    def exact(self) -> TaoRao:
        """The amount in rao. ValueError while it is still to be reckoned."""
        return _amount(self.amount)


@dataclass(frozen=True, slots=True)
class AddStake:
    """Stake TAO with a hotkey on a subnet, all of it or nothing, at no price above ``limit``."""

    kind: ClassVar[ActionKind] = ActionKind.STAKE
    keep_alive: ClassVar[bool] = True

    hotkey: Ss58
    netuid: NetUid
    amount: TaoRao | AllBut
    limit: Price | Within
    shielded: bool = False

    @property
    def exact(self) -> TaoRao:
        """The amount in rao. ValueError while it is still to be reckoned."""
        return _amount(self.amount)

    @property
    def ceiling(self) -> Price:
        """The highest price, rao for one alpha. ValueError while it is still to be reckoned."""
        return Price(_limit(self.limit))

    def is_over(self, price: int) -> bool:
        """Whether the chain would refuse it at this price.

        Buying needs a price below the limit; on the root network it never changes.
        """
        return price > self.ceiling if self.netuid == ROOT else price >= self.ceiling


@dataclass(frozen=True, slots=True)
class RegisterHotkey:
    """Register a hotkey on a subnet, if that costs no more than ``limit``.

    Shielded, the call is sent encrypted, so that nobody who sees it waiting
    can raise the price before it.
    """

    kind: ClassVar[ActionKind] = ActionKind.REGISTER
    keep_alive: ClassVar[bool] = True

    hotkey: Ss58
    netuid: NetUid
    limit: TaoRao | Within
    shielded: bool = True

    @property
    def exact(self) -> TaoRao:
        """The most it can cost in rao. ValueError while it is still to be reckoned."""
        return TaoRao(_limit(self.limit))

    @property
    def ceiling(self) -> TaoRao:
        return self.exact

    def is_over(self, price: int) -> bool:
        """Whether the chain would refuse it at this price."""
        return price > self.ceiling


Intent = TransferTao | AddStake | RegisterHotkey


def _amount(amount: TaoRao | AllBut) -> TaoRao:
    if isinstance(amount, AllBut):
        raise ValueError("the amount is not known yet")
    return amount


def _limit(limit: int | Within) -> int:
    if isinstance(limit, Within):
        raise ValueError("the limit is not known yet")
    return limit
