from hypothesis import given
from hypothesis import strategies as st

from core.practice.economy import burn
from tests.fakes.tiny_world import TAO, tiny_world

DEFAULT_BITS = 23_242_897_532_874_035_200  # 1.26
HALF = 360


def test_three_registrations_raise_the_price_as_worked_out() -> None:
    price, seen = TAO, []
    for _ in range(3):
        price = burn.bumped(price, DEFAULT_BITS, 0, 10**12)
        seen.append(price)
    assert seen == [1_260_000_000, 1_587_600_000, 2_000_376_000]


def test_the_price_halves_in_a_half_life() -> None:
    price = burn.decayed(2_000_376_000, HALF, 0, 10**12)
    assert price == 1_996_528_163
    for _ in range(HALF - 1):
        price = burn.decayed(price, HALF, 0, 10**12)
    assert price == 1_000_187_867


def test_the_decay_factor_is_the_runtimes() -> None:
    assert burn.decay_factor(HALF) == 4_286_705_684


def test_decay_is_exact_in_the_runtimes_own_cases() -> None:
    assert burn.decayed(2_000, 1_000, 0, 10**9) == 1_998
    first = burn.decayed(burn.decayed(1_024, 2, 0, 10**9), 2, 0, 10**9)
    second = burn.decayed(burn.decayed(first, 2, 0, 10**9), 2, 0, 10**9)
    assert (first, second) == (511, 255)


def test_price_stays_within_its_bounds_in_the_runtimes_own_case() -> None:
    lifted = burn.decayed(1, 1, 100_000, 150_000)
    raised = burn.bumped(lifted, 2 << 64, 100_000, 150_000)
    assert (lifted, raised) == (100_000, 150_000)
    assert burn.decayed(raised, 1, 100_000, 150_000) == 100_000


def test_a_multiplier_below_one_does_not_lower_the_price() -> None:
    assert burn.bumped(1_000, 1 << 63, 0, 10**9) == 1_000


@given(st.integers(0, 10**12), st.integers(1, 36_100))
def test_decay_never_raises_a_price_within_bounds(price: int, half_life: int) -> None:
    assert burn.decayed(price, half_life, 0, 10**12) <= price


def test_a_block_lowers_the_price_and_forgets_registrations() -> None:
    world = tiny_world()
    world.put("RegistrationsThisBlock", 1, value=3)
    burn.decay_all(world.state, [0, 1, 2, 3])
    assert world.get("Burn", 1) == TAO * burn.decay_factor(HALF) >> 32
    assert world.get("RegistrationsThisBlock", 1) == 0


def test_a_price_at_its_minimum_is_not_written_again() -> None:
    world = tiny_world()
    for netuid in range(4):
        world.put("Burn", netuid, value=500_000)
    world.state.take_journal()
    burn.decay_all(world.state, [0, 1, 2, 3])
    assert not world.state.take_journal()
