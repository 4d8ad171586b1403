"""The home page as its tests read it, and whom and when they speak of."""

from __future__ import annotations

from core.domain.stamps import Source
from tests.builders import address, stamp
from tests.fakes.waiting import until

ANN, BEN = address(1), address(2)
DAY = 86_400.0
KEPT = stamp(101_000, source=Source.CACHE)


async def loaded(page):
    await until(lambda: page.feed.fresh and page.total.whole.text() != "–", "fresh figures")
    await until(lambda: page.positions.model.total > 0, "positions")


def total(page):
    return page.total.whole.text() + page.total.rest.text()


def shown(page):
    """The subnets of the positions, from top to bottom."""
    model = page.positions.model
    return [model.record(row).netuid for row in range(model.rowCount())]
