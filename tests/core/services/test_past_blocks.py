"""Finding the block of a moment."""

from __future__ import annotations

import pytest

from core.domain.ids import BlockNumber
from core.errors import AppError, ErrorKind
from core.services.past_blocks import PastBlocks, guessed_block
from tests.fakes.chain import FakeChain

DAY = 86_400.0


class KinkedChain(FakeChain):
    """12 s a block up to block 100 800, 2 s a block since, as the practice network."""

    def time_of(self, block: int) -> float:
        recent = block - 100_800
        return self.started + (recent * 2.0 if recent > 0 else recent * 12.0)


def block(number: int) -> BlockNumber:
    return BlockNumber(number)


def test_between_two_marks_time_is_even():
    marks = {block(100): 0.0, block(200): 50.0}
    assert guessed_block(marks, 25.0, 12.0, block(1)) == 150


def test_before_the_first_mark_blocks_take_their_usual_time():
    assert guessed_block({block(100): 1_200.0}, 1_080.0, 12.0, block(1)) == 90


def test_after_the_last_mark_there_is_nothing_newer():
    assert guessed_block({block(100): 0.0}, 500.0, 12.0, block(1)) == 100


def test_below_what_can_be_read_nothing_is_guessed():
    assert guessed_block({block(100): 1_200.0}, 0.0, 12.0, block(95)) == 95
    assert guessed_block({block(95): 1_200.0}, 0.0, 12.0, block(95)) is None


async def test_an_even_chain_is_read_once_for_a_moment():
    chain = FakeChain(head=100_000)
    past = await PastBlocks.of(chain)
    chain.read_blocks.clear()
    assert await past.at(past.now - DAY, 600.0) == 100_000 - 7_200
    assert len(chain.read_blocks) == 1


async def test_a_chain_that_changed_its_pace_is_found_all_the_same():
    chain = KinkedChain(head=100_800 + 600, block_seconds=2.0)
    past = await PastBlocks.of(chain)
    found = await past.at(past.now - DAY, 600.0)
    assert found is not None
    assert chain.time_of(found) == pytest.approx(past.now - DAY, abs=600.0)


async def test_what_is_known_from_elsewhere_is_not_read():
    chain = FakeChain(head=100_000)
    past = await PastBlocks.of(chain)
    past.learn({block(92_800): past.now - DAY})
    chain.read_blocks.clear()
    assert await past.at(past.now - DAY, 600.0) == 92_800
    assert await past.time_of(block(92_800)) == past.now - DAY
    assert not chain.read_blocks


async def test_what_is_said_of_blocks_to_come_is_not_believed():
    past = await PastBlocks.of(FakeChain(head=1_000))
    past.learn({block(2_000): past.now - DAY})
    assert await past.at(past.now - DAY, 600.0) is None


async def test_a_past_the_node_dropped_is_not_found():
    chain = FakeChain(head=100_000)
    chain.pruned_below = 99_900
    past = await PastBlocks.of(chain)
    assert await past.at(past.now - DAY, 600.0) is None
    assert await past.time_of(block(50)) is None


async def test_nothing_at_or_below_a_dropped_block_is_asked_for():
    chain = FakeChain(head=100_000)
    chain.pruned_below = 99_900
    past = await PastBlocks.of(chain)
    await past.at(past.now - DAY, 600.0)
    asked: list[int] = []
    honest = chain._answer

    async def count(number):
        asked.append(number)
        return await honest(number)

    chain._answer = count
    await past.at(past.now - 10 * DAY, 600.0)
    assert asked == [100_000 - 7_200 + 1]


async def test_a_moment_before_the_chain_began_is_not_found():
    past = await PastBlocks.of(FakeChain(head=100))
    assert await past.at(past.now - DAY, 600.0) is None


async def test_a_chain_without_a_clock_has_no_past():
    chain = FakeChain()
    chain.subnets_now = ()
    assert await PastBlocks.of(chain) is None


async def test_other_failures_are_raised():
    chain = FakeChain(head=100_000)
    past = await PastBlocks.of(chain)
    chain.error = AppError(ErrorKind.TIMEOUT, "slow")
    with pytest.raises(AppError, match="slow"):
        await past.at(past.now - DAY, 600.0)
