import pytest

from core.practice.calls.context import DispatchError
from core.practice.economy import cells, neurons
from tests.fakes.tiny_world import ALICE, BLOCK, BOB, MINER, TinyWorld, tiny_world, who

FULL = 2
VECTORS = (
    ("Active", 1),
    ("Emission", 8),
    ("Consensus", 2),
    ("Dividends", 2),
    ("ValidatorTrust", 2),
    ("ValidatorPermit", 1),
    ("Incentive", 2),
    ("LastUpdate", 8),
)


def _emit(world: TinyWorld, *amounts: int) -> None:
    cells.put_vector(world.state, "Emission", FULL, 8, list(amounts))


def _since(world: TinyWorld, *blocks: int) -> None:
    for uid, block in enumerate(blocks):
        world.put("BlockAtRegistration", FULL, uid, value=block)


def _candidate(world: TinyWorld) -> int | None:
    return neurons.prune_candidate(world.state, FULL, BLOCK)


def test_the_lowest_emission_goes_but_never_the_owner() -> None:
    world = tiny_world()
    _emit(world, 0, 9, 7, 8)
    assert _candidate(world) == 2


def test_among_equals_the_oldest_goes_then_the_lowest_uid() -> None:
    world = tiny_world()
    _since(world, 1, 5, 4, 4)
    assert _candidate(world) == 2


def test_the_immune_stay_while_enough_others_are_there() -> None:
    world = tiny_world()
    _emit(world, 9, 8, 7, 0)
    _since(world, 1, 1, 1, BLOCK - 50)
    assert _candidate(world) == 2


def test_with_too_few_mortals_left_an_immune_one_goes() -> None:
    world = tiny_world()
    world.put("MinNonImmuneUids", FULL, value=3)
    _since(world, 1, 1, 1, BLOCK - 50)
    assert _candidate(world) == 3


def test_nobody_goes_when_the_few_mortals_are_all_there_is() -> None:
    world = tiny_world()
    world.put("MinNonImmuneUids", FULL, value=3)
    assert _candidate(world) is None
    with pytest.raises(DispatchError, match="NoNeuronIdAvailable"):
        neurons.choose_seat(world.context(), FULL)


def test_the_owners_oldest_hotkeys_are_protected_up_to_the_limit() -> None:
    world = tiny_world()
    world.put("SubnetOwner", FULL, value=BOB)
    world.put("ImmuneOwnerUidsLimit", FULL, value=2)
    assert _candidate(world) == 2  # the owner's hotkey and Bob's first are safe


def test_every_vector_grows_with_a_new_seat() -> None:
    world = tiny_world()
    world.put("MechanismCountCurrent", 1, value=2)
    world.put("LastUpdate", 1 + 4096, value=[0, 0])
    uid = neurons.append(world.state, 1, MINER, BLOCK)
    assert uid == 2
    assert all(len(cells.vector(world.state, item, 1, width)) == 3 for item, width in VECTORS)
    assert cells.vector(world.state, "LastUpdate", 1 + 4096, 8)[-1] == BLOCK


def test_a_replaced_neuron_leaves_nothing_behind() -> None:
    world = tiny_world()
    old = neurons.hotkey_at(world.state, FULL, 2)
    axon = {"block": 1, "version": 1, "ip": 9, "port": 1, "ip_type": 4, "protocol": 4}
    axon |= {"placeholder1": 0, "placeholder2": 0}
    world.put("Axons", FULL, old, value=axon)
    world.put("Weights", FULL, 1, value=[(2, 65_535), (3, 100)])
    world.put("Weights", FULL, 2, value=[(1, 65_535)])
    world.put("Bonds", FULL, 2, value=[(1, 65_535)])
    _emit(world, 1, 2, 3, 4)
    neurons.take_seat(world.context(), FULL, MINER, 2)
    assert world.get("Weights", FULL, 1) == [(2, 0), (3, 100)]
    assert world.get("Weights", FULL, 2) == world.get("Bonds", FULL, 2) == []
    assert world.get("Emission", FULL) == [1, 2, 0, 4]
    assert world.get("LastUpdate", FULL)[2] == world.get("BlockAtRegistration", FULL, 2) == BLOCK
    for item, key in (("Uids", (FULL, old)), ("Axons", (FULL, old))):
        assert not world.state.has("SubtensorModule", item, *key)
    assert not world.get("IsNetworkMember", old, FULL)


def test_uids_and_keys_stay_inverse_through_many_replacements() -> None:
    world = tiny_world()
    world.put("ImmunityPeriod", FULL, value=0)
    for number in range(12):
        hotkey = who(f"newcomer {number}")
        seat = neurons.choose_seat(world.context(), FULL)
        neurons.take_seat(world.context(), FULL, hotkey, seat)
    count = world.get("SubnetworkN", FULL)
    assert count == world.get("MaxAllowedUids", FULL)
    seated = {neurons.hotkey_at(world.state, FULL, uid): uid for uid in range(count)}
    stored = {key[1]: uid for key, uid in world.state.items("SubtensorModule", "Uids", FULL)}
    assert stored == seated
    members = {
        key[0]
        for key, is_member in world.state.items("SubtensorModule", "IsNetworkMember")
        if is_member and key[1] == FULL
    }
    assert members == set(seated)


def test_a_hotkey_without_a_seat_has_no_uid() -> None:
    assert neurons.uid_of(tiny_world().state, 1, ALICE) is None
