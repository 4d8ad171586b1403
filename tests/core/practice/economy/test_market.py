from core.practice.calls.context import Context
from core.practice.economy import accounts, market, neurons, reserves
from tests.fakes.tiny_world import ALICE, AUTHOR, BLOCK, BOB, NOW_MS, TAO, TinyWorld, tiny_world

SEED = 7
SUBNETS = [0, 1, 2, 3]


def _live(world: TinyWorld, blocks: int) -> list[object]:
    events: list[object] = []
    for block in range(BLOCK, BLOCK + blocks):
        ctx = Context(world.state, block, AUTHOR, NOW_MS)
        market.live(ctx, SEED, SUBNETS)
        events += ctx.events
    return events


def _price(world: TinyWorld) -> float:
    return float(reserves.load(world.state, 1).price)


def test_invented_people_are_the_same_for_a_seed() -> None:
    assert market.person(7, "trader", 1) == market.person(7, "trader", 1)
    people = {market.person(seed, role, n) for seed in (7, 8) for role in "tm" for n in range(5)}
    assert len(people) == 20


def test_life_goes_on_without_events_of_its_own() -> None:
    assert _live(tiny_world(), 20) == []


def test_traders_bring_a_price_back_to_its_average() -> None:
    cheap, dear = tiny_world(), tiny_world()
    cheap.put("SubnetMovingPrice", 1, value={"bits": 1 << 31})  # twice the spot price
    dear.put("SubnetMovingPrice", 1, value={"bits": 1 << 29})
    for world in (cheap, dear):
        _live(world, 400)
    assert _price(cheap) > _price(dear)


def test_nobodys_own_money_is_touched() -> None:
    world = tiny_world()
    _live(world, 200)
    assert world.free(ALICE) == world.free(BOB) == 1_000 * TAO


def test_a_miner_pays_no_more_than_a_seat_is_worth_to_it() -> None:
    world = tiny_world()
    for netuid in SUBNETS:
        world.put("Burn", netuid, value=market.appeal(SEED, netuid) + 1)
    _live(world, 200)
    assert [world.get("SubnetworkN", netuid) for netuid in (1, 2, 3)] == [2, 4, 2]


def test_miners_register_where_the_price_is_low() -> None:
    world = tiny_world()
    for netuid in SUBNETS:
        world.put("MinBurn", netuid, value=1_000)
        world.put("Burn", netuid, value=1_000)
    _live(world, 100)
    newcomer = neurons.hotkey_at(world.state, 1, 2)
    owner = world.get("Owner", newcomer)
    assert owner in {market.person(SEED, "miner", number) for number in range(market.MINERS)}
    assert accounts.exists(world.state, owner)
