"""Importing what a page is made of without holding up the loop for all of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from importlib import import_module
from typing import Final

# From what others build on to the page itself; each takes less than a frame.
FIRST_PAGE: Final = (
    *("gui.tables.record_model", "gui.tables.table_view", "gui.outcomes", "gui.entry_words"),
    *("gui.widgets.allocation_bar", "gui.charts.worth_line", "core.domain.worth"),
    "gui.pages.home",
)
SUBNET_PAGE: Final = ("gui.pages.subnet.header", "gui.pages.subnet.metagraph_view")


async def preload(modules: Iterable[str] = FIRST_PAGE) -> None:
    """Import them, each in a turn of the loop of its own."""
    for name in modules:
        import_module(name)
        await asyncio.sleep(0)
