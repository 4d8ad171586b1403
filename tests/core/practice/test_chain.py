from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice.chain import FINALITY_LAG, Block, Chain, Header, PastHeaders, stored
from core.practice.codec import blake2_256
from core.practice.store import Store

START = 300
hashes = st.binary(min_size=32, max_size=32)


def _past(seal: bytes = b"s" * 32) -> PastHeaders:
    return PastHeaders(seal, b"r" * 32, START, 2_000, lambda number: number * 12_000)


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store(None)
    yield made
    made.close()


@pytest.fixture
def chain(store: Store) -> Chain:
    return Chain(_past(), store, lambda number: (bytes([number % 256]),))


def _append(chain: Chain, store: Store, count: int) -> None:
    for _ in range(count):
        number = chain.head.number + 1
        header = Header(chain.head.hash, number, bytes(32), bytes(32), (b"\6aura",))
        block = Block(header, blake2_256(header.encode()), (b"body", number.to_bytes(4, "big")))
        store.append(stored(block), {})
        chain.append(block)


@given(hashes, st.integers(0, 2**32 - 1), hashes, hashes, st.lists(st.binary(), max_size=1))
def test_a_header_decodes_to_itself(
    parent: bytes, number: int, state: bytes, extrinsics: bytes, logs: list[bytes]
) -> None:
    header = Header(parent, number, state, extrinsics, tuple(logs))
    assert Header.decode(header.encode()) == header


@pytest.mark.parametrize("number", [0, 1, 63, 64, 299, START])
def test_a_past_block_hash_is_the_hash_of_its_header(chain: Chain, number: int) -> None:
    header = chain.header(number)
    assert header is not None
    assert chain.hash_of(number) == blake2_256(header.encode())


def test_every_past_header_names_its_parent(chain: Chain) -> None:
    for number in range(1, START + 1):
        header = chain.header(number)
        assert header is not None
        assert header.parent == chain.hash_of(number - 1)


def test_another_seal_is_another_genesis() -> None:
    assert _past(b"t" * 32).hashes[0] != _past().hashes[0]


def test_hash_and_number_lead_to_each_other_for_all_blocks(chain: Chain, store: Store) -> None:
    _append(chain, store, 400)
    for number in range(chain.head.number + 1):
        block_hash = chain.hash_of(number)
        assert block_hash is not None
        assert chain.number_of(block_hash) == number


def test_an_old_block_comes_back_from_the_store(chain: Chain, store: Store) -> None:
    _append(chain, store, 400)
    block = chain.block(START + 1)
    assert block is not None
    assert block.body == (b"body", (START + 1).to_bytes(4, "big"))
    assert blake2_256(block.header.encode()) == block.hash


def test_a_past_block_holds_its_inherent(chain: Chain) -> None:
    block = chain.block(7)
    assert block is not None
    assert block.body == (b"\x07",)


def test_what_is_not_there_is_none(chain: Chain) -> None:
    beyond = chain.head.number + 1
    assert chain.hash_of(beyond) is None
    assert chain.header(beyond) is None
    assert chain.block(beyond) is None
    assert chain.block(-1) is None
    assert chain.number_of(b"?" * 32) is None


def test_the_start_is_final_and_the_head_lags(chain: Chain, store: Store) -> None:
    assert chain.finalized == START
    _append(chain, store, 10)
    assert chain.finalized == START + 10 - FINALITY_LAG


def test_a_reopened_chain_continues_at_its_head(chain: Chain, store: Store) -> None:
    _append(chain, store, 3)
    again = Chain(_past(), store, lambda _number: ())
    assert again.head.number == START + 3
    assert again.head.hash == chain.head.hash
