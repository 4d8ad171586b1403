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
