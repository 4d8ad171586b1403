"""What a change of worth is made of."""

from __future__ import annotations

import random

import pytest

from core.domain.worth import WorthChange, change_between
from tests.builders import TAO, account, account_list, position


def change(before, now) -> WorthChange:
    found = change_between(account_list(before), account_list(now))
    assert found is not None
    return found


def test_nothing_changed_is_no_change():
    same = account(position())
    assert change(same, same) == WorthChange(0, 0, 0)


def test_a_price_that_fell_costs_what_was_held_before():
    before = account(position(alpha=100 * TAO, price=TAO // 2))
    now = account(position(alpha=100 * TAO, price=TAO // 4))
    assert change(before, now) == WorthChange(-25 * TAO, 0, 0)


def test_alpha_that_came_counts_at_todays_price():
    before = account(position(alpha=100 * TAO, price=TAO // 2))
    now = account(position(alpha=104 * TAO, price=TAO // 4))
    assert change(before, now) == WorthChange(-25 * TAO, TAO, 0)


def test_tao_that_was_paid_is_free_tao_less():
    before, now = account(free=5 * TAO, reserved=TAO), account(free=3 * TAO, reserved=2 * TAO)
    assert change(before, now) == WorthChange(0, 0, -TAO)


def test_staking_moves_worth_from_free_to_stake():
    before = account(free=10 * TAO)
    now = account(position(alpha=20 * TAO, price=TAO // 2), free=0)
    assert change(before, now) == WorthChange(0, 10 * TAO, -10 * TAO)
    assert change(before, now).total == 0


def test_a_position_that_was_left_counts_at_the_price_it_had():
    before = account(position(alpha=20 * TAO, price=TAO // 2))
    assert change(before, account()) == WorthChange(0, -10 * TAO, 0)


def test_a_position_that_was_left_counts_at_todays_price_where_another_tells_it():
    before = account(position(hotkey="a", alpha=20 * TAO, price=TAO // 2))
    now = account(position(hotkey="b", alpha=20 * TAO, price=TAO))
    assert change(before, now) == WorthChange(10 * TAO, 0, 0)


def test_two_wallets_with_the_same_hotkey_are_kept_apart():
    ann = account(position(alpha=10 * TAO, price=TAO), owner="ann")
    ben = account(position(alpha=30 * TAO, price=TAO), owner="ben")
    more = account(position(alpha=31 * TAO, price=TAO), owner="ben")
    found = change_between(account_list(ann, ben), account_list(ann, more))
    assert found == WorthChange(0, TAO, 0)


def test_an_account_nothing_is_known_of_leaves_the_change_unknown():
    ann, ben = account(owner="ann"), account(owner="ben")
    assert change_between(account_list(ann), account_list(ann, ben)) is None


def test_an_account_that_is_looked_at_no_more_does_not_count():
    ann, ben = account(owner="ann", free=TAO), account(position(), owner="ben", free=9 * TAO)
    more = account(owner="ann", free=3 * TAO)
    assert change_between(account_list(ann, ben), account_list(more)) == WorthChange(0, 0, 2 * TAO)


@pytest.mark.parametrize("seed", range(20))
def test_the_parts_always_add_up_to_the_change_of_the_total(seed):
    chance = random.Random(seed)

    def anyone(prices):
        held = [n for n in prices if chance.random() < 0.7]
        return account(
            *(
                position(n, hotkey=f"h{n}", alpha=chance.randrange(10**13), price=prices[n])
                for n in held
            ),
            free=chance.randrange(10**12),
            reserved=chance.randrange(10**9),
        )

    before = account_list(anyone({n: chance.randrange(1, 10**9) for n in range(1, 6)}))
    now = account_list(anyone({n: chance.randrange(1, 10**9) for n in range(1, 6)}))
    found = change_between(before, now)
    assert found is not None
    assert found.total == now.total - before.total
