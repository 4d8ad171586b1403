"""A practice node in a process of its own, and the foreign clients that talk to it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bittensor_core import Keypair

from tests.interop.clients import CurrentBtcli, OlderBtcli
from tests.source_tree import ROOT

# The development seed phrase's //Alice, which the practice network gives TAO to.
ALICE_SEED = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a"
OLDER_TOOL = ROOT / ".venv-cli9" / "bin" / "btcli"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.interop)


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small, fast practice network; TAONAUT_ENDPOINT names another node."""
    if given := os.environ.get("TAONAUT_ENDPOINT"):
        yield given
        return
    folder = tmp_path_factory.mktemp("node")
    size = ("--subnets", "12", "--neurons", "32", "--block-time", "1")
    with (folder / "node.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "core.practice", *size, "--data-dir", folder / "data"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        assert process.stdout is not None
        words = process.stdout.readline().split()
        found = [word for word in words if word.startswith("ws://")]
        assert found, (folder / "node.log").read_text()
        yield found[0]
        assert process.poll() is None, "the node ended: " + (folder / "node.log").read_text()
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="session")
def current(endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> CurrentBtcli:
    """The command-line tool of the SDK that the app is built on, with Alice's wallet."""
    tool = CurrentBtcli(
        Path(sys.executable).parent / "btcli", endpoint, tmp_path_factory.mktemp("c")
    )
    tool.import_coldkey(ALICE_SEED)
    return tool


@pytest.fixture(scope="session")
def older(endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> OlderBtcli:
    """The last release of the older tool, with Alice's wallet."""
    if not OLDER_TOOL.exists():
        pytest.skip("bittensor-cli 9 is not installed: run packaging/bootstrap.py test")
    tool = OlderBtcli(OLDER_TOOL, endpoint, tmp_path_factory.mktemp("9"))
    tool.import_coldkey(ALICE_SEED)
    return tool


@pytest.fixture(params=["current", "older"])
def btcli(request: pytest.FixtureRequest) -> CurrentBtcli | OlderBtcli:
    return request.getfixturevalue(request.param)


@pytest.fixture
def stranger() -> str:
    """An address that nobody has used."""
    return Keypair.create_from_seed(os.urandom(32)).ss58_address
