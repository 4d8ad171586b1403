from core.practice.codec import blake2_256
from tests.fakes.tiny_world import ALICE, tiny_world


def test_a_remark_changes_nothing() -> None:
    world = tiny_world()
    before = world.snapshot()
    assert world.call(ALICE, "remark", pallet="System", remark="0xff00") is None
    assert world.snapshot() == before
    assert world.events == []


def test_a_remark_with_event_names_its_hash() -> None:
    world = tiny_world()
    assert world.call(ALICE, "remark_with_event", pallet="System", remark="0x6869") is None
    digest = "0x" + blake2_256(bytes.fromhex("6869")).hex()
    assert world.fields("Remarked") == {"sender": ALICE, "hash": digest}
