"""The program as a process: the tour's pictures, and how it ends."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
STEPS = [
    *("welcome", "create-wallet", "backup-check", "receive", "wallets"),
    *("send-review", "send-done", "activity", "home", "locked"),
    *("subnets", "subnets-offline", "metagraph", "metagraph-plots"),
    *("settings", "settings-security"),
]


COMMAND = (sys.executable, "-W", "error", "-m", "gui")  # every warning of Python's is an error


def environment(home: Path) -> dict[str, str]:
    """An empty home without a display."""
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "QT_QPA_PLATFORM": "offscreen",
    }


async def taonaut(*arguments: str, home: Path) -> Process:
    return await asyncio.create_subprocess_exec(
        *(*COMMAND, *arguments), env=environment(home), stdout=PIPE, stderr=PIPE
    )


@dataclass(frozen=True)
class Toured:
    """What a tour left: its folder, its home's wallets before and after, and what it said."""

    out: Path
    code: int | None
    said: bytes
    wallets_before: dict[str, tuple[int, int, bytes]]
    wallets_after: dict[str, tuple[int, int, bytes]]


def tree(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Mode, time of change and content of everything below ``folder``."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mode,
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    """One tour, in a home that has a wallet."""
    home = tmp_path_factory.mktemp("home")
    wallet = home / ".bittensor" / "wallets" / "default"
    (wallet / "hotkeys").mkdir(parents=True)
    (wallet / "coldkeypub.txt").write_text('{"ss58Address": "5Grw"}')
    (wallet / "hotkeys" / "miner").write_bytes(b"$NACL not a key")
    before = tree(home / ".bittensor")
    out = home / "out"
    ended = subprocess.run(
        [*COMMAND, "tour", "--out", str(out), "--theme", "light"],
        env=environment(home),
        capture_output=True,
        check=False,
        timeout=240,
    )
    said = ended.stdout + ended.stderr
    return Toured(out, ended.returncode, said, before, tree(home / ".bittensor"))


def test_the_tour_takes_every_step_and_pictures_it(toured: Toured) -> None:
    assert toured.code == 0, toured.said
    records = json.loads((toured.out / "tour.json").read_text())
    assert [record["step"] for record in records] == STEPS
    assert all(record["ok"] for record in records)
    pictures = [QImage(str(toured.out / record["picture"])) for record in records]
    assert {(picture.width(), picture.height()) for picture in pictures} == {(1280, 800)}
    assert len({picture.bits().tobytes() for picture in pictures}) == len(STEPS)


def test_the_tour_leaves_wallet_files_as_they_were(toured: Toured) -> None:
    assert toured.code == 0, toured.said
    assert toured.wallets_after == toured.wallets_before


def children_of(pid: int) -> list[str]:
    """The command lines of a process's living children."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ") for child in listed]


def running(marker: str) -> list[str]:
    """Command lines on this machine that contain ``marker``."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_text().replace("\0", " "))
        except OSError:  # it ended while we looked
            continue
    return [line for line in lines if marker in line]


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
async def test_ending_the_app_ends_its_practice_node(tmp_path: Path, end: signal.Signals) -> None:
    data_dir = tmp_path / "data"
    process = await taonaut(*("--network", "practice", "--data-dir", str(data_dir)), home=tmp_path)
    async with asyncio.timeout(60):
        while not any("core.practice" in line for line in children_of(process.pid)):
            await asyncio.sleep(0.02)
    process.send_signal(end)
    _, errors = await process.communicate()
    assert process.returncode == (0 if end is not signal.SIGKILL else -end), errors.decode()
    if end is not signal.SIGKILL:
        assert errors == b""
    async with asyncio.timeout(20):
        while running(str(data_dir)):
            await asyncio.sleep(0.02)
