from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.chain.connection import _uncollected

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def collector() -> Iterator[None]:
    """The automatic collector at work, which tests otherwise do without."""
    gc.enable()
    yield
    gc.unfreeze()
    gc.disable()


@pytest.mark.usefixtures("collector")
def test_what_is_loaded_is_kept_from_the_collector_which_then_works_again():
    frozen = gc.get_freeze_count()
    with _uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > frozen


@pytest.mark.usefixtures("collector")
def test_a_load_that_fails_leaves_the_collector_working():
    with pytest.raises(ImportError), _uncollected():
        raise ImportError("no such thing")
    assert gc.isenabled()


def test_connecting_leaves_no_trace_in_the_home_directory(tmp_path):
    source = """
import asyncio, sys
from pathlib import Path
from core.chain.connection import SdkConnector
from core.domain.networks import LOCAL
from tests.fakes.scripted_node import scripted_node
async def main():
    async with scripted_node() as node:
        link = await SdkConnector(Path(sys.argv[1])).open(LOCAL, node.url)
        await link.close()
asyncio.run(main())
"""
    home, caches = tmp_path / "home", tmp_path / "caches"
    home.mkdir()
    subprocess.run(
        [sys.executable, "-c", source, str(caches)],
        cwd=ROOT,
        env={**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)},
        check=True,
        timeout=60,
    )
    assert list(home.rglob("*")) == []
    assert list(caches.rglob("*.bin"))
