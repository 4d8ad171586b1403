"""Which past blocks are read for a price curve."""

from __future__ import annotations

import pytest

from core.domain.ids import BlockNumber, NetUid
from core.errors import AppError, ErrorKind
from core.services.price_history import PriceSampler
from tests.builders import subnet_list
from tests.fakes.chain import GENESIS, FakeChain, MemoryHistory

ONE = NetUid(1)
DAY = 86_400.0


class KinkedChain(FakeChain):
    """12 s a block up to block 100 800, 2 s a block since, as the practice network."""

    def time_of(self, block: int) -> float:
        recent = block - 100_800
        return self.started + (recent * 2.0 if recent > 0 else recent * 12.0)


def times(points):
    return [point.time for point in points]


async def test_a_curve_has_its_points_evenly_spread_and_ends_at_the_head():
    chain = FakeChain(head=100_000)
    curve = (await PriceSampler(MemoryHistory()).read(chain, 7 * DAY, 28))[ONE]
    assert len(curve) == 28
    assert curve[-1].block == 100_000
    gaps = [b - a for a, b in zip(times(curve), times(curve)[1:], strict=False)]
    assert all(gap == pytest.approx(DAY / 4, rel=0.01) for gap in gaps)


async def test_an_even_chain_is_read_once_a_point():
    chain = FakeChain(head=100_000)
    await PriceSampler(MemoryHistory()).read(chain, 7 * DAY, 28)
    assert len(chain.read_blocks) == 28


async def test_what_was_read_is_not_read_again():
    chain, history = FakeChain(head=100_000), MemoryHistory()
    await PriceSampler(history).read(chain, 7 * DAY, 28)
    chain.read_blocks.clear()
    chain.advance(100)
    curve = (await PriceSampler(history).read(chain, 7 * DAY, 28))[ONE]
    assert len(curve) == 28
    assert len(chain.read_blocks) <= 3


async def test_a_chain_that_changed_its_pace_is_covered_with_few_extra_reads():
    chain = KinkedChain(head=100_800 + 600, block_seconds=2.0)
    curve = (await PriceSampler(MemoryHistory()).read(chain, 7 * DAY, 28))[ONE]
    assert len(curve) == 28
    begin, end = curve[0].time, curve[-1].time
    assert end - begin == pytest.approx(7 * DAY * 27 / 28, rel=0.05)
    assert len(chain.read_blocks) <= 45


async def test_a_node_that_has_dropped_the_past_gives_what_it_has_without_failing():
    chain = FakeChain(head=100_000)
    chain.pruned_below = 99_000
    curve = (await PriceSampler(MemoryHistory()).read(chain, 7 * DAY, 28))[ONE]
    assert [point.block for point in curve] == [100_000]


async def test_a_pruned_past_is_not_asked_for_again():
    chain, sampler = FakeChain(head=100_000), PriceSampler(MemoryHistory())
    chain.pruned_below = 99_000
    await sampler.read(chain, 7 * DAY, 28)
    asked: list[int] = []
    honest = chain._answer

    async def count(block):
        asked.append(block)
        return await honest(block)

    chain._answer = count
    await sampler.read(chain, 7 * DAY, 28)
    assert all(block > 98_000 for block in asked)


async def test_samples_on_disk_stand_in_for_a_pruned_past():
    chain, history = FakeChain(head=100_000), MemoryHistory()
    await PriceSampler(history).read(chain, 7 * DAY, 28)
    chain.pruned_below = 99_999
    curve = (await PriceSampler(history).read(chain, 7 * DAY, 28))[ONE]
    assert len(curve) == 28


async def test_a_young_chain_gives_the_curve_it_has():
    chain = FakeChain(head=100)
    curve = (await PriceSampler(MemoryHistory()).read(chain, 7 * DAY, 28))[ONE]
    assert curve[-1].block == 100
    assert min(chain.read_blocks) >= 0


async def test_samples_of_a_chain_that_began_anew_are_forgotten():
    history = MemoryHistory()
    await PriceSampler(history).read(FakeChain(head=100_000), DAY, 4)
    await PriceSampler(history).read(FakeChain(head=500), DAY, 4, may_restart=True)
    assert max(history.points[GENESIS]) <= 500


async def test_a_chain_that_began_anew_and_caught_up_is_told_by_its_clock():
    history = MemoryHistory()
    await PriceSampler(history).read(FakeChain(head=100_000), DAY, 4)
    before = set(history.points[GENESIS])
    again = FakeChain(head=100_000)
    again.started += 3600.0
    again.advance(5)
    await PriceSampler(history).read(again, DAY, 4, may_restart=True)
    assert not before & set(history.points[GENESIS])


async def test_a_chain_that_goes_on_keeps_its_samples():
    history = MemoryHistory()
    chain = FakeChain(head=100_000)
    await PriceSampler(history).read(chain, DAY, 4)
    before = set(history.points[GENESIS])
    chain.advance(10)
    await PriceSampler(history).read(chain, DAY, 4, may_restart=True)
    assert before <= set(history.points[GENESIS])


async def test_a_node_that_is_behind_or_lies_cannot_make_us_forget():
    history = MemoryHistory()
    await PriceSampler(history).read(FakeChain(head=100_000), DAY, 4)
    before = set(history.points[GENESIS])
    await PriceSampler(history).read(FakeChain(head=500), DAY, 4)
    assert before <= set(history.points[GENESIS])


async def test_other_failures_are_raised():
    chain = FakeChain(head=100_000)
    chain.error = AppError(ErrorKind.TIMEOUT, "slow")
    with pytest.raises(AppError, match="slow"):
        await PriceSampler(MemoryHistory()).read(chain, DAY, 4)


@pytest.mark.parametrize(("seconds", "points"), [(0.0, 5), (-1.0, 5), (60.0, 0)])
async def test_asking_for_nothing_gives_nothing(seconds, points):
    assert await PriceSampler(MemoryHistory()).read(FakeChain(), seconds, points) == {}


async def test_a_single_point_is_the_head():
    chain = FakeChain(head=100_000)
    curve = (await PriceSampler(MemoryHistory()).read(chain, DAY, 1))[ONE]
    assert [point.block for point in curve] == [BlockNumber(100_000)]


async def test_the_kept_curve_is_the_one_that_was_read():
    chain, history = FakeChain(head=100_000), MemoryHistory()
    read = await PriceSampler(history).read(chain, 7 * DAY, 28)
    listed = await chain.subnets()
    kept = await PriceSampler(history).kept(GENESIS, listed, 7 * DAY, 28)
    assert [point.block for point in kept[ONE]] == [point.block for point in read[ONE]]


@pytest.mark.parametrize(("seconds", "points"), [(0.0, 28), (DAY, 0)])
async def test_no_time_or_no_points_is_no_kept_curve(seconds, points):
    listed = await FakeChain().subnets()
    assert await PriceSampler(MemoryHistory()).kept(GENESIS, listed, seconds, points) == {}


async def test_nothing_kept_of_no_subnets_is_no_curve():
    listed = subnet_list(())
    assert await PriceSampler(MemoryHistory()).kept(GENESIS, listed, DAY, 4) == {}
