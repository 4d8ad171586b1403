"""The chain's choice of whom to replace, rule by rule."""

from __future__ import annotations

from core.chain.pruning import PruningRules, Seat, pruning_ranks
from core.domain.ids import BlockNumber, NetUid, Ss58, Uid

NOW = BlockNumber(10_000)
RULES = PruningRules(Ss58("owner"), frozenset({Ss58("owner")}), owner_limit=1, min_non_immune=1)


def seat(
    uid: int, score: int = 0, registered_at: int = 1, immune_until: int = 0, hotkey: str = ""
) -> Seat:
    return Seat(
        Uid(uid),
        Ss58(hotkey or f"hotkey {uid}"),
        score,
        BlockNumber(registered_at),
        BlockNumber(immune_until),
    )


def order(*seats: Seat, rules: PruningRules = RULES, netuid: int = 1) -> list[int]:
    ranks = pruning_ranks(NetUid(netuid), seats, rules, NOW)
    assert sorted(ranks.values()) == list(range(1, len(ranks) + 1))
    return sorted(ranks, key=ranks.__getitem__)


def test_the_lowest_emission_goes_first():
    assert order(seat(0, 30), seat(1, 10), seat(2, 20)) == [1, 2, 0]


def test_of_equal_emission_the_older_registration_goes_first():
    assert order(seat(0, registered_at=9), seat(1, registered_at=3)) == [1, 0]


def test_of_equal_age_the_lower_uid_goes_first():
    assert order(seat(2), seat(1), seat(0)) == [0, 1, 2]


def test_immune_seats_do_not_go_while_enough_others_are_left():
    assert order(seat(0, immune_until=NOW + 1), seat(1, 5), seat(2, 6)) == [1, 2]


def test_immunity_ends_at_its_block():
    assert order(seat(0, immune_until=NOW), seat(1, 5)) == [0, 1]


def test_with_too_few_others_the_immune_ones_go():
    rules = PruningRules(Ss58("owner"), frozenset(), min_non_immune=2)
    immune = [seat(n, 10 - n, immune_until=NOW + 5) for n in (0, 1)]
    assert order(*immune, seat(2), seat(3), rules=rules) == [1, 0]


def test_with_too_few_others_and_no_immune_ones_nobody_goes():
    rules = PruningRules(Ss58("owner"), frozenset(), min_non_immune=10)
    assert order(seat(0), seat(1), rules=rules) == []


def test_the_owners_hotkey_never_goes():
    assert order(seat(0, hotkey="owner"), seat(1, 50), seat(2, 60)) == [1, 2]


def test_the_owners_oldest_seats_are_kept_up_to_the_limit():
    rules = PruningRules(Ss58("a"), frozenset(map(Ss58, "abc")), owner_limit=2, min_non_immune=0)
    seats = [
        seat(0, registered_at=5, hotkey="c"),
        seat(1, registered_at=3, hotkey="b"),
        seat(2, registered_at=1, hotkey="a"),
    ]
    assert order(*seats, rules=rules) == [0]


def test_the_subnets_own_hotkey_displaces_an_older_seat_of_the_owner():
    rules = PruningRules(Ss58("z"), frozenset(map(Ss58, "az")), owner_limit=1, min_non_immune=0)
    seats = [seat(0, registered_at=1, hotkey="a"), seat(1, registered_at=9, hotkey="z")]
    assert order(*seats, rules=rules) == [0]


def test_on_root_the_lowest_stake_goes_the_owner_has_no_privilege_and_immunity_holds():
    seats = [seat(0, 30, hotkey="owner"), seat(1, 10), seat(2, 5, immune_until=NOW + 1)]
    assert order(*seats, netuid=0) == [1, 0]
