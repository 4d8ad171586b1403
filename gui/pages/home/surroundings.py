"""What gives the present accounts their meaning: names, yesterday, the course of the value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from core.application import Application
from core.domain.accounts import AccountList, WorthPoint
from core.domain.ids import NetUid, Ss58
from core.domain.prices import DAY, HISTORY_POINTS, WEEK
from core.domain.subnets import PricePoint, SubnetList
from core.errors import AppError

COURSE: Final = 14 * DAY  # seconds of the chart
COURSE_POINTS: Final = 57  # one every six hours


class Surroundings:
    """All of it takes many reads, so it is read seldom; what is on disk comes first."""

    def __init__(self, app: Application) -> None:
        self._app = app
        self.before: AccountList | None = None  # the accounts a day ago
        self.course: Sequence[WorthPoint] = ()
        self.looked_back = False  # at both, whether or not anything is known of them
        self.subnets: SubnetList | None = None
        self.prices: Mapping[NetUid, Sequence[PricePoint]] = {}

    def forget_accounts(self) -> None:
        self.before, self.course, self.looked_back = None, (), False

    def forget_subnets(self) -> None:
        self.subnets, self.prices = None, {}

    async def recall_subnets(self) -> None:
        """Names and prices as they are on disk."""
        cached = await self._app.subnets.cached()
        if cached is not None:
            prices = await self._app.subnets.cached_history(cached, WEEK, HISTORY_POINTS)
            self.subnets, self.prices = self.subnets or cached, self.prices or prices

    async def recalled_course(
        self, addresses: Sequence[Ss58], accounts: AccountList
    ) -> Sequence[WorthPoint]:
        """The course before ``accounts`` as it is on disk."""
        return await self._app.accounts.kept_history(addresses, accounts.stamp.read_at, COURSE)

    async def look(
        self,
        addresses: Sequence[Ss58],
        took: Callable[[], None],
        failed: Callable[[AppError], None],
        *,
        markets: bool,
    ) -> None:
        """Read it all, one after the other; ``took`` is told after each part.

        Names and prices only where there are ``markets`` to name. A part that
        fails is told and does not keep the others from being read.
        """
        looks = (self._read_names, self._read_prices) if markets else ()
        for look in (*looks[:1], self._read_yesterday, self._read_course, *looks[1:]):
            try:
                await look(addresses)
            except AppError as error:
                failed(error)
            took()

    async def _read_names(self, _addresses: Sequence[Ss58]) -> None:
        self.subnets = await self._app.subnets.refresh()

    async def _read_prices(self, _addresses: Sequence[Ss58]) -> None:
        self.prices = await self._app.subnets.price_history(WEEK, HISTORY_POINTS)

    async def _read_yesterday(self, addresses: Sequence[Ss58]) -> None:
        self.before = await self._app.accounts.earlier(addresses, DAY)

    async def _read_course(self, addresses: Sequence[Ss58]) -> None:
        self.course = await self._app.accounts.worth_history(addresses, COURSE, COURSE_POINTS)
        self.looked_back = True
