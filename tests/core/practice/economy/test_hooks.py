from core.practice.calls.context import Context
from core.practice.economy import accounts, hooks
from core.practice.economy.emission import block_emission
from tests.fakes.tiny_world import AUTHOR, BLOCK, NOW_MS, TAO, TinyWorld, tiny_world

BLOCKS = 120


def _run(world: TinyWorld, blocks: int, seed: int = 7) -> None:
    for number in range(BLOCK + 1, BLOCK + 1 + blocks):
        hooks.on_initialize(Context(world.state, number, AUTHOR, NOW_MS), seed)


def test_the_same_seed_lives_the_same_life() -> None:
    first, second, other = tiny_world(), tiny_world(), tiny_world()
    _run(first, BLOCKS)
    _run(second, BLOCKS)
    _run(other, BLOCKS, seed=8)
    assert first.snapshot() == second.snapshot()
    assert first.snapshot() != other.snapshot()


def test_prices_move_and_every_rao_is_accounted_for() -> None:
    world = tiny_world()
    world.give_traders(1_000 * TAO)
    before = world.get("SubnetTAO", 1)
    _run(world, BLOCKS)
    assert world.get("SubnetTAO", 1) != before
    assert accounts.issuance(world.state) == world.all_tao()
    assert world.state.get("Balances", "TotalIssuance") == world.all_tao()
    for netuid in (1, 2, 3):
        held = world.free(accounts.subnet_account(netuid))
        assert 0 < world.get("SubnetTAO", netuid) <= held


def test_a_block_mints_its_emission_and_nothing_more() -> None:
    world = tiny_world()
    before = accounts.issuance(world.state)
    ctx = Context(world.state, BLOCK + 1, AUTHOR, NOW_MS)
    hooks.on_initialize(ctx)
    assert accounts.issuance(world.state) - before == block_emission(before)


def test_a_subnet_that_is_full_stays_full_and_bijective() -> None:
    world = tiny_world()
    world.put("ImmunityPeriod", 2, value=0)
    _run(world, BLOCKS)
    assert world.get("SubnetworkN", 2) == 4
    keys = {world.get("Keys", 2, uid) for uid in range(4)}
    assert {key[1] for key, _ in world.state.items("SubtensorModule", "Uids", 2)} == keys


def test_the_beacons_round_follows_the_clock() -> None:
    world = tiny_world()
    _run(world, 1)
    rounds = world.state.get("Drand", "LastStoredRound")
    assert rounds == (NOW_MS // 1000 - hooks.DRAND_GENESIS_S) // hooks.DRAND_PERIOD_S
