from core.practice.economy import accounts, cells, shares, traders
from core.practice.economy.cells import number
from core.practice.economy.neurons import hotkey_at
from tests.fakes.worlds import SMALL, world

SEED = 7


def test_invented_people_are_the_same_for_a_seed() -> None:
    assert traders.person(7, "trader", 1) == traders.person(7, "trader", 1)
    people = {traders.person(seed, role, n) for seed in (7, 8) for role in "tm" for n in range(5)}
    assert len(people) == 20


def test_a_subnet_has_as_many_followers_as_places() -> None:
    for netuid in range(1, 129):
        places = range(traders.FOLLOWERS)
        assert len({traders.follower(SEED, netuid, place) for place in places}) == len(places)


def test_followers_share_the_first_validators_among_them() -> None:
    assert [traders.backed([3, 5, 8, 9, 11], place) for place in range(6)] == [3, 5, 8, 9, 3, 5]
    assert traders.backed([], 2) == 0


def test_every_trader_begins_with_a_purse_and_something_to_sell() -> None:
    state = world(SMALL)
    for index in range(traders.TRADERS):
        assert accounts.exists(state, traders.trader(SEED, index))
    for netuid in cells.netuids(state)[1:]:
        assert number(state, "SubtokenEnabled", netuid)
        for place in range(traders.FOLLOWERS):
            hotkey = hotkey_at(state, netuid, traders.backed_now(state, netuid, place))
            assert shares.value(state, hotkey, traders.follower(SEED, netuid, place), netuid)
