from tests.fakes.tiny_world import ALICE, BOB, tiny_world

CIPHERTEXT = "0x" + "c3" * 1_200


def test_a_submission_is_only_announced() -> None:
    world = tiny_world()
    before = world.snapshot()
    assert world.call(ALICE, "submit_encrypted", pallet="MevShield", ciphertext=CIPHERTEXT) is None
    assert world.fields("EncryptedSubmitted")["who"] == ALICE
    assert world.snapshot() == before


def test_the_id_depends_on_who_submits() -> None:
    world = tiny_world()
    seen = set()
    for signer in (ALICE, BOB):
        world.call(signer, "submit_encrypted", pallet="MevShield", ciphertext=CIPHERTEXT)
        seen.add(world.fields("EncryptedSubmitted")["id"])
    assert len(seen) == 2
