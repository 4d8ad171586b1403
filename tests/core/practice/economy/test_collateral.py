import pytest

from core.practice.economy import accounts, collateral
from tests.fakes.tiny_world import ALICE, MINER, TAO, TinyWorld, tiny_world, who

HALF = 32_768
PRICE = 2_000_376_000


def _world(share: int = HALF, price: int = PRICE) -> TinyWorld:
    world = tiny_world()
    world.put("CollateralLockShare", 1, value=share)
    world.put("SubnetMovingPrice", 1, value={"bits": (1 << 32) // 10 + 1})
    world.put("Burn", 1, value=price)
    return world


def _lock(world: TinyWorld, alpha: int) -> None:
    state = {"locked": alpha, "drain_ratio": {"bits": 1 << 64}, "min_locked": 0, "earned": 0}
    world.put("MinerCollateral", 1, MINER, ALICE, value=state)


def _register(world: TinyWorld, hotkey: str = MINER) -> str | None:
    return world.call(ALICE, "burned_register", netuid=1, hotkey=hotkey)


def test_the_charge_is_split_as_worked_out() -> None:
    world = _world()
    _lock(world, 4 * TAO)
    charge = collateral.charge(world.state, ALICE, 1, MINER, PRICE)
    assert (charge.burned, charge.top_up) == (1_000_172_739, 600_203_261)
    assert charge.total == 1_600_376_000


def test_without_a_share_everything_is_burned() -> None:
    charge = collateral.charge(_world(share=0).state, ALICE, 1, MINER, PRICE)
    assert (charge.burned, charge.top_up) == (PRICE, 0)


def test_a_registration_locks_its_share_of_the_alpha_it_buys() -> None:
    world = _world()
    assert _register(world) is None
    staked = world.fields("StakeAdded")
    locked = world.fields("CollateralLocked")["locked"]
    assert staked[:2] == [ALICE, MINER]
    assert staked[3] == locked == world.stake(MINER, ALICE, 1) > 0
    assert world.get("MinerCollateral", 1, MINER, ALICE)["locked"] == locked
    assert world.get("ColdkeyMinerCollateral", 1, ALICE) == locked
    assert world.get("ColdkeyCollateralHotkeys", 1, ALICE) == [MINER]
    assert world.get("SubnetAlphaOut", 1) == 4_000 * TAO + locked
    assert world.get("RAORecycledForRegistration", 1) == 1_000_172_739
    assert world.free(ALICE) == 1_000 * TAO - PRICE
    assert accounts.issuance(world.state) == world.all_tao()
    assert world.names()[-3:] == [
        "SubtensorModule.StakeAdded",
        "SubtensorModule.CollateralLocked",
        "SubtensorModule.NeuronRegistered",
    ]


def test_collateral_cannot_be_unstaked() -> None:
    world = _world()
    _register(world)
    everything = {"hotkey": MINER, "netuid": 1, "amount_unstaked": 10**18}
    error = world.call(ALICE, "remove_stake", **everything)
    assert error == "SubtensorModule.StakeUnavailable"


def test_a_purchase_for_collateral_may_not_move_the_price_far() -> None:
    world = _world(price=90 * TAO)
    assert _register(world) is None
    price = world.get("SubnetTAO", 1) / world.get("SubnetAlphaIn", 1)
    assert price == pytest.approx(0.2625, rel=1e-6)
    assert accounts.issuance(world.state) == world.all_tao()


def test_a_coldkey_locks_for_a_limited_number_of_hotkeys() -> None:
    world = _world()
    full = [who(f"hotkey {number}") for number in range(collateral.MOST_HOTKEYS)]
    world.put("ColdkeyCollateralHotkeys", 1, ALICE, value=full)
    assert _register(world) == "SubtensorModule.ColdkeyCollateralPositionsFull"
