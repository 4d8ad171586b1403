"""What is checked of a stake or a registration on a subnet before it is signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.domain.addresses import ZERO
from core.domain.ids import ROOT
from core.domain.intents import AddStake, RegisterHotkey
from core.domain.money import RAO_PER_TAO, TaoRao
from core.domain.transactions import (
    Effect,
    Notice,
    NoticeKind,
    Place,
    PreparedCall,
    Quote,
    Swap,
)
from core.services.reviews import Surroundings

# What must reach the pool. Source: pallet_subtensor's DefaultMinStake.
LEAST_STAKE: Final = TaoRao(2_000_000)
# A limit so far above the price is as good as none: tenths of it.
_WIDE_STAKE: Final = 12
_WIDE_REGISTRATION: Final = 20


@dataclass(frozen=True, slots=True)
class StakeChecks:
    intent: AddStake
    prepared: PreparedCall
    around: Surroundings
    place: Place
    swap: Swap

    def blockers(self) -> Iterator[Notice]:
        netuid = {"netuid": str(self.intent.netuid)}
        if self.intent.exact == 0:
            yield Notice(NoticeKind.NOTHING)
        if not self.place.exists:
            yield Notice(NoticeKind.NO_SUBNET, netuid)
            return
        if not self.place.trading:
            yield Notice(NoticeKind.NOT_TRADING, netuid)
        if self.intent.hotkey == ZERO:
            yield Notice(NoticeKind.ZERO_ADDRESS)
        elif self.place.owner is None:
            yield Notice(NoticeKind.NOT_A_HOTKEY)
        yield from self._of_the_pool()

    def _of_the_pool(self) -> Iterator[Notice]:
        amount, limit = self.intent.exact, self.intent.ceiling
        if 0 < amount < LEAST_STAKE + self.swap.fee:
            yield Notice(NoticeKind.BELOW_LEAST_STAKE, {"least": str(LEAST_STAKE)})
        elif amount and not self.swap.alpha:
            yield Notice(NoticeKind.NO_LIQUIDITY, {"netuid": str(self.intent.netuid)})
        price = max(self.place.price, self._average)
        if self.intent.is_over(price):
            yield Notice(NoticeKind.OVER_PRICE, {"price": str(price), "limit": str(limit)})

    def warnings(self) -> Iterator[Notice]:
        after = self._price_after
        if self.intent.is_over(after) and not self.intent.is_over(self._average):
            facts = {"price": str(after), "limit": str(self.intent.ceiling)}
            yield Notice(NoticeKind.PRICE_NEAR_LIMIT, facts)
        if not self.place.held:
            yield Notice(NoticeKind.NEW_HOTKEY)

    def is_risky(self) -> bool:
        on_root = self.intent.netuid == ROOT
        return not on_root and _is_wide(self.intent.ceiling, self.place.price, _WIDE_STAKE)

    def effects(self) -> tuple[Effect, ...]:
        alpha, signer = self.swap.alpha, self.prepared.signer
        there = (self.intent.netuid, self.intent.hotkey)
        return (
            _paid(self.prepared, self.around),
            Effect(signer, alpha, self.place.held + alpha, *there),
        )

    def quote(self) -> Quote:
        return Quote(
            price=self.place.price,
            limit=self.intent.ceiling,
            spent=self.intent.exact,
            alpha=self.swap.alpha,
            pool_fee=self.swap.fee,
        )

    @property
    def _average(self) -> int:
        """The price paid, the pool's fee aside; the spot price where nothing is bought."""
        if not self.swap.alpha:
            return self.place.price
        return (self.intent.exact - self.swap.fee) * RAO_PER_TAO // self.swap.alpha

    @property
    def _price_after(self) -> int:
        """About what buying moves the price to: exact in a pool of equal weights."""
        if not self.place.price:
            return 0
        return max(self._average**2 // self.place.price, self.place.price)


@dataclass(frozen=True, slots=True)
class RegistrationChecks:
    intent: RegisterHotkey
    prepared: PreparedCall
    around: Surroundings
    place: Place

    def blockers(self) -> Iterator[Notice]:
        netuid = {"netuid": str(self.intent.netuid)}
        if not self.place.exists:
            yield Notice(NoticeKind.NO_SUBNET, netuid)
            return
        if not self.place.registration_open or self.intent.netuid == ROOT:
            yield Notice(NoticeKind.CLOSED, netuid)
        if self.place.uid is not None:
            yield Notice(NoticeKind.REGISTERED, {**netuid, "uid": str(self.place.uid)})
        yield from self._of_the_hotkey()
        if self.intent.is_over(self.place.burn):
            facts = {"price": str(self.place.burn), "limit": str(self.intent.ceiling)}
            yield Notice(NoticeKind.OVER_PRICE, facts)
        if self.intent.shielded and not self.place.shield_open:
            yield Notice(NoticeKind.NO_SHIELD)

    def _of_the_hotkey(self) -> Iterator[Notice]:
        owner = self.place.owner
        if self.intent.hotkey == ZERO:
            yield Notice(NoticeKind.ZERO_ADDRESS)
        elif owner is not None and owner != self.prepared.signer:
            yield Notice(NoticeKind.FOREIGN_HOTKEY, {"owner": owner})

    def warnings(self) -> Iterator[Notice]:
        if self.place.is_full:
            yield Notice(NoticeKind.SUBNET_FULL, {"netuid": str(self.intent.netuid)})
        yield Notice(NoticeKind.IRREVERSIBLE)

    def is_risky(self) -> bool:
        return _is_wide(self.intent.ceiling, self.place.burn, _WIDE_REGISTRATION)

    def effects(self) -> tuple[Effect, ...]:
        return (_paid(self.prepared, self.around),)

    def quote(self) -> Quote:
        return Quote(price=self.place.burn, limit=self.intent.ceiling, spent=self.place.burn)


def _paid(prepared: PreparedCall, around: Surroundings) -> Effect:
    cost = prepared.intent.exact + prepared.fee
    return Effect(prepared.signer, -cost, around.sender.free - cost)


def _is_wide(limit: int, price: int, tenths: int) -> bool:
    return limit * 10 > price * tenths
