"""The first page's modules come in turns, so that the loop lives on between them."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from gui.preloading import FIRST_PAGE, preload

ROOT = Path(__file__).resolve().parents[2]


async def test_the_loop_turns_between_two_modules():
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(count())
    await preload(["json", "csv", "html"])
    counting.cancel()
    assert turns >= 3


def test_what_the_first_page_builds_on_comes_in_parts_before_it():
    counted = f"""
import sys
from importlib import import_module
import gui.app
before = []
for name in {FIRST_PAGE!r}:
    known = len(sys.modules)
    import_module(name)
    before.append(len(sys.modules) - known)
print(*before)
"""
    run = [sys.executable, "-c", counted]
    found = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert all(int(number) > 0 for number in found.split())
