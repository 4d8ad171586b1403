"""Why accounts are worth more or less than they were, as far as their holdings tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.domain.accounts import Account, AccountList
from core.domain.ids import NetUid, Ss58
from core.domain.money import AlphaRao, Price, alpha_worth

_Place = tuple[Ss58, NetUid, Ss58]  # coldkey, subnet, hotkey


@dataclass(frozen=True, slots=True)
class WorthChange:
    """Rao of TAO gained or, below zero, lost. The parts add up to the total exactly.

    ``price`` is what the alpha held before gained by the market, ``stake``
    what came to or went from positions (emission, staking, unstaking) at
    today's prices, ``free`` what came to or went from free and reserved TAO.
    """

    price: int
    stake: int
    free: int

    @property
    def total(self) -> int:
        return self.price + self.stake + self.free


def change_between(before: AccountList, now: AccountList) -> WorthChange | None:
    """From one block to a later one; None where ``before`` misses an account.

    Alpha of a subnet that has no price today counts at the one it had.
    """
    then = {account.address: account for account in before.accounts}
    if any(account.address not in then for account in now.accounts):
        return None
    known = [then[account.address] for account in now.accounts]
    old, new = _holdings(known), _holdings(now.accounts)
    prices = {netuid: price for (_, netuid, _), (_, price) in new.items()}
    price = stake = 0
    for place in {**old, **new}:
        was, old_price = old.get(place, (AlphaRao(0), Price(0)))
        is_now = new[place][0] if place in new else AlphaRao(0)
        today = prices.get(place[1], old_price)
        price += alpha_worth(was, today) - alpha_worth(was, old_price)
        stake += alpha_worth(is_now, today) - alpha_worth(was, today)
    return WorthChange(price, stake, _liquid(now.accounts) - _liquid(known))


def _holdings(accounts: Sequence[Account]) -> Mapping[_Place, tuple[AlphaRao, Price]]:
    return {
        (account.address, position.netuid, position.hotkey): (position.alpha, position.price)
        for account in accounts
        for position in account.positions
    }


def _liquid(accounts: Sequence[Account]) -> int:
    return sum(account.free + account.reserved for account in accounts)
