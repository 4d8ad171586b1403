from core.practice.economy import accounts, dissolution
from tests.fakes.tiny_world import ALICE, BOB, TAO, VALIDATOR, TinyWorld, tiny_world

NETUID = 2


def _staked() -> TinyWorld:
    world = tiny_world()
    for who in (ALICE, BOB):
        paid = {"hotkey": VALIDATOR, "netuid": NETUID, "amount_staked": 100 * TAO}
        assert world.call(who, "add_stake", **paid) is None
    return world


def test_stakers_and_the_pool_share_the_tao_in_proportion() -> None:
    world = _staked()
    tao, pooled = world.get("SubnetTAO", NETUID), world.get("SubnetAlphaIn", NETUID)
    hers, his = (world.stake(VALIDATOR, who, NETUID) for who in (ALICE, BOB))
    before = world.free(ALICE)
    dissolution.dissolve(world.context(), NETUID)
    share = tao * hers // (hers + his + pooled)
    assert 0 <= world.free(ALICE) - before - share <= 1


def test_what_is_nobodys_is_recycled_and_the_books_balance() -> None:
    world = _staked()
    before = accounts.issuance(world.state)
    dissolution.dissolve(world.context(), NETUID)
    assert world.free(accounts.subnet_account(NETUID)) == 0
    assert accounts.issuance(world.state) == world.all_tao() < before


def test_no_record_of_the_subnet_remains() -> None:
    world = _staked()
    others = world.get("SubnetTAO", 1)
    dissolution.dissolve(world.context(), NETUID)
    gone = ("NetworksAdded", "SubnetTAO", "Keys", "Uids", "LastUpdate", "Burn")
    assert not any(list(world.state.items("SubtensorModule", item, NETUID)) for item in gone)
    assert dissolution.positions(world.state, NETUID) == []
    assert not world.get("IsNetworkMember", VALIDATOR, NETUID)
    assert world.get("IsNetworkMember", VALIDATOR, 1)
    assert world.get("SubnetTAO", 1) == others
