from __future__ import annotations

from core.domain.policy import NO_LIMIT, UNLIMITED, Policy, policy_of
from core.domain.settings import Settings


def test_the_limits_are_those_of_the_settings():
    chosen = Settings(most_per_transaction=5, most_per_day=9, fee_reserve=3, new_address_percent=7)
    assert policy_of(chosen) == Policy(5, 9, 3, 7)


def test_wallets_for_practice_are_known_to_it():
    assert policy_of(Settings(practice_wallets=("5A",))).practice_wallets == ("5A",)


def test_without_settings_there_is_no_limit():
    assert (UNLIMITED.most_once, UNLIMITED.most_per_day) == (NO_LIMIT, NO_LIMIT)
    assert policy_of(Settings()).most_once == NO_LIMIT
