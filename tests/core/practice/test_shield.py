import bittensor_core
from hypothesis import given
from hypothesis import strategies as st

from core.practice.calls.context import Context
from core.practice.shield import MAX_CIPHERTEXT, Shield
from core.practice.state import State
from tests.fakes.tiny_world import AUTHOR, NOW_MS, codec

INNER = b"a signed extrinsic"


def _rotate(shield: Shield, state: State, first: int, last: int) -> None:
    for block in range(first, last + 1):
        shield.announce(Context(state, block, AUTHOR, NOW_MS))


def _next_key(state: State) -> bytes:
    raw = state.raw(codec().key("MevShield", "NextKey"))
    assert raw is not None
    return raw[2:]


def _sealed(state: State, inner: bytes = INNER) -> bytes:
    return bytes(bittensor_core.encrypt_mlkem768(_next_key(state), inner, include_key_hash=True))


def _running(seed: int = 7, block: int = 10) -> tuple[Shield, State]:
    shield, state = Shield(seed), State(codec())
    _rotate(shield, state, 1, block)
    return shield, state


def test_a_key_moves_from_author_to_next_to_pending_to_current() -> None:
    shield, state = _running()
    key = shield.announce(Context(state, 11, AUTHOR, NOW_MS))
    stored = [key.hex()]
    for block, item in ((12, "NextKey"), (13, "PendingKey"), (14, "CurrentKey")):
        shield.announce(Context(state, block, AUTHOR, NOW_MS))
        raw = state.raw(codec().key("MevShield", item))
        assert raw is not None
        stored.append(raw[2:].hex())
    assert len(key) == 1184
    assert len(set(stored)) == 1


def test_keys_say_when_they_expire() -> None:
    _, state = _running(block=10)
    assert state.get("MevShield", "PendingKeyExpiresAt") == 12
    assert state.get("MevShield", "NextKeyExpiresAt") == 13


def test_a_ciphertext_opens_until_its_key_expires() -> None:
    shield, state = _running(block=10)
    ciphertext = _sealed(state)
    opened = []
    for block in range(11, 15):
        _rotate(shield, state, block, block)
        opened.append(shield.open(state, ciphertext))
    assert opened == [INNER, INNER, INNER, None]


def test_a_restarted_node_opens_what_was_closed_before() -> None:
    _, state = _running()
    ciphertext = _sealed(state)
    restarted = Shield(7)
    _rotate(restarted, state, 11, 11)
    assert restarted.open(state, ciphertext) == INNER


def test_another_worlds_key_does_not_open() -> None:
    _, state = _running()
    assert Shield(8).open(state, _sealed(state)) is None


@given(st.integers(18, 1_150), st.integers(1, 255))
def test_a_damaged_ciphertext_is_simply_not_opened(place: int, change: int) -> None:
    shield, state = _running()
    damaged = bytearray(_sealed(state))
    damaged[place] ^= change
    assert shield.open(state, bytes(damaged)) is None


@given(st.binary(max_size=1_300))
def test_bytes_that_are_no_ciphertext_are_not_opened(noise: bytes) -> None:
    shield, state = _running(block=3)
    assert shield.open(state, noise) is None


def test_only_whole_ciphertexts_are_well_formed() -> None:
    _, state = _running()
    ciphertext = _sealed(state)
    assert Shield.well_formed(ciphertext)
    assert not Shield.well_formed(ciphertext[:1_140])
    assert not Shield.well_formed(ciphertext[:16] + b"\0\0" + ciphertext[18:])
    assert not Shield.well_formed(ciphertext + bytes(MAX_CIPHERTEXT))
