"""The steps through subnets, without any key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt

from core.domain.connection import Phase
from core.domain.ids import ROOT, NetUid
from gui.pages.subnet import SubnetPage
from gui.pages.subnets import SubnetsPage
from gui.pages.subnets.row import SubnetRow
from gui.tour.stage import Stage

_SUBNETS: Final = 129
_NEURONS: Final = 256
_SHOWN: Final = NetUid(14)
_CHOSEN: Final = 2


async def subnets(stage: Stage) -> None:
    """The list, a week of prices and the sweep fill in."""
    stage.window.go("subnets")
    page = stage.page(SubnetsPage)
    await stage.until(lambda: page.model.total == _SUBNETS, "all subnets")
    await stage.until(lambda: all(row.prices for row in _traded(page)), "a week of prices")
    await stage.until(
        lambda: all(row.validators is not None for row in _traded(page)),
        "the sweep for validators",
    )
    page.table.choose(3)


async def subnets_offline(stage: Stage) -> None:
    """The node goes away: a banner with the reason, greyed rows with their age."""
    await stage.plug.pull()
    await stage.until_phase(Phase.OFFLINE)
    page = stage.page(SubnetsPage)
    await stage.until(lambda: page.model.stale, "greyed rows")
    await stage.until(stage.window.frame.connection.isVisible, "the banner")


async def metagraph(stage: Stage) -> None:
    """The node is back; Enter on a subnet opens its metagraph."""
    stage.plug.put_back()
    stage.services.network.retry_now()
    await stage.until_phase(Phase.ONLINE)
    subnets = stage.page(SubnetsPage)
    await stage.until(lambda: not subnets.model.stale, "fresh rows")
    subnets.table.choose(_row_of(subnets, _SHOWN))
    stage.key(subnets.table, Qt.Key.Key_Return)
    page = stage.page(SubnetPage)
    await stage.until(lambda: page.view.model.total == _NEURONS, "all neurons")
    await stage.until(lambda: not page.view.model.stale, "fresh neurons")


async def metagraph_plots(stage: Stage) -> None:
    """The plots, with two neurons chosen in the table."""
    page = stage.page(SubnetPage)
    await stage.until(lambda: page.view.plots.bars is not None, "the plots")
    table = page.view.table
    table.choose(3)
    table.selectionModel().select(
        table.model().index(4, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    await stage.until(lambda: len(table.chosen_rows()) == _CHOSEN, "two chosen neurons")


def _traded(page: SubnetsPage) -> list[SubnetRow]:
    """All subnets but the root network, which has neither a market nor weights."""
    return [row for row in page.model.everything() if row.subnet.netuid != ROOT]


def _row_of(page: SubnetsPage, netuid: NetUid) -> int:
    return next(at for at, row in enumerate(page.model.records()) if row.subnet.netuid == netuid)
