"""Finding a transaction in blocks: each read once, known by hash, and not kept for ever."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from core.chain import writes_search
from core.chain.scale import blake2_256
from core.chain.writes_access import Report
from core.chain.writes_search import BlockSearch
from core.domain.ids import BlockNumber

PAYMENT = b"a payment"
HASH = "0x" + blake2_256(PAYMENT).hex()


class Blocks:
    """A ``WriteAccess`` on blocks of a transaction each; ``branch`` tells chains apart."""

    def __init__(self, **blocks: bytes) -> None:
        self.branch = "a"
        self.held = {f"{self.branch}{number[1:]}": [data] for number, data in blocks.items()}
        self.read: Counter[str] = Counter()
        self.error = ""

    async def block_hash(self, number: int) -> str:
        return f"{self.branch}{number}"

    async def transactions(self, block_hash: str) -> list[bytes]:
        self.read[block_hash] += 1
        return self.held.get(block_hash, [])

    async def resolve(self, transaction: str, block_hash: str) -> Report:
        return Report(166_247, not self.error, self.error, 2, ())

    async def query(self, pallet: str, item: str, *params: Any, at: str | None = None) -> int:
        return 1_780_000_000_250


async def found_in(search: BlockSearch, born: int, last: int) -> int | None:
    found = await search.find(HASH, BlockNumber(born), BlockNumber(last))
    return None if found is None else found.block


def search_of(blocks: Any) -> BlockSearch:
    return BlockSearch(blocks)


@pytest.mark.parametrize(("born", "last", "block"), [(6, 9, 7), (7, 9, None), (3, 6, None)])
async def test_it_is_looked_for_after_its_birth_and_up_to_the_last_block(born, last, block):
    assert await found_in(search_of(Blocks(n7=PAYMENT)), born, last) == block


async def test_asking_again_at_every_head_reads_each_block_once():
    blocks = Blocks()
    search = search_of(blocks)
    for head in range(5, 10):
        assert await found_in(search, 3, head) is None
    assert set(blocks.read.values()) == {1}


async def test_another_block_at_the_same_height_is_read_anew():
    blocks = Blocks(n7=PAYMENT)
    search = search_of(blocks)
    assert await found_in(search, 3, 9) == 7
    blocks.branch = "b"
    assert await found_in(search, 3, 9) is None


async def test_no_more_blocks_are_remembered_than_an_era_needs(monkeypatch):
    monkeypatch.setattr(writes_search, "_REMEMBERED", 4)
    blocks = Blocks()
    search = search_of(blocks)
    await found_in(search, 0, 6)
    await found_in(search, 0, 1)
    assert blocks.read["a1"] == 2


async def test_what_the_block_tells_is_told_short_and_in_seconds():
    blocks = Blocks(n7=PAYMENT)
    blocks.error = "E" * 10_000
    found = await search_of(blocks).find(HASH, BlockNumber(3), BlockNumber(9))
    assert found is not None
    assert (found.block_hash, found.fee, found.time) == ("a7", 166_247, 1_780_000_000.25)
    assert found.error == "E" * 64
    assert found.result.index == 2
