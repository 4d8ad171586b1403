import pytest

from tests.fakes.tiny_world import ALICE, BOB, STRANGER, TAO, TinyWorld, tiny_world


def _transfer(world: TinyWorld, function: str, **args: object) -> str | None:
    return world.call(ALICE, function, pallet="Balances", **args)


def test_a_transfer_moves_tao_and_says_so() -> None:
    world = tiny_world()
    assert _transfer(world, "transfer_keep_alive", dest=BOB, value=5 * TAO) is None
    assert (world.free(ALICE), world.free(BOB)) == (995 * TAO, 1_005 * TAO)
    assert world.fields("Transfer") == {"from": ALICE, "to": BOB, "amount": 5 * TAO}


def test_keep_alive_refuses_to_go_below_the_deposit() -> None:
    world = tiny_world()
    value = 1_000 * TAO - 499
    assert _transfer(world, "transfer_keep_alive", dest=BOB, value=value) == "Token.NotExpendable"
    assert _transfer(world, "transfer_keep_alive", dest=BOB, value=value - 1) is None


def test_more_than_there_is_cannot_be_sent() -> None:
    world = tiny_world()
    error = _transfer(world, "transfer_allow_death", dest=BOB, value=1_001 * TAO)
    assert error == "Token.FundsUnavailable"


def test_too_little_for_a_new_account_is_refused() -> None:
    world = tiny_world()
    error = _transfer(world, "transfer_allow_death", dest=STRANGER, value=499)
    assert error == "Token.BelowMinimum"


def test_allow_death_ends_the_account() -> None:
    world = tiny_world()
    assert _transfer(world, "transfer_allow_death", dest=BOB, value=1_000 * TAO) is None
    assert world.names() == ["System.KilledAccount", "Balances.Transfer"]


def test_all_means_all_or_all_but_the_deposit() -> None:
    world = tiny_world()
    assert _transfer(world, "transfer_all", dest=BOB, keep_alive=True) is None
    assert world.free(ALICE) == 500
    assert _transfer(world, "transfer_all", dest=BOB, keep_alive=False) is None
    assert (world.free(ALICE), world.free(BOB)) == (0, 2_000 * TAO)


def _with_a_proxy() -> tuple[TinyWorld, int]:
    """Alice has a deposit reserved; what is free of hers."""
    world = tiny_world()
    proxy = {"delegate": STRANGER, "proxy_type": "Any", "delay": 0}
    assert world.call(ALICE, "add_proxy", pallet="Proxy", **proxy) is None
    return world, world.free(ALICE)


@pytest.mark.parametrize("keep_alive", [True, False])
def test_all_is_not_the_deposit_of_an_account_with_something_reserved(keep_alive: bool) -> None:
    world, free = _with_a_proxy()
    assert _transfer(world, "transfer_all", dest=BOB, keep_alive=keep_alive) is None
    assert (world.free(ALICE), world.free(BOB)) == (500, 1_000 * TAO + free - 500)


@pytest.mark.parametrize("function", ["transfer_allow_death", "transfer_keep_alive"])
def test_an_account_with_something_reserved_cannot_end(function: str) -> None:
    world, free = _with_a_proxy()
    assert _transfer(world, function, dest=BOB, value=free - 499) == "Token.Frozen"
    assert _transfer(world, function, dest=BOB, value=free - 500) is None
