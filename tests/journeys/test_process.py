"""The program as a process: the tour's pictures, and how it ends."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
STEPS = ["welcome", "subnets", "subnets-offline", "metagraph", "metagraph-plots", "settings"]


async def taonaut(*arguments: str, home: Path) -> Process:
    """``taonaut`` in an empty home without a display, every warning of Python's on."""
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-m", "gui", *arguments),
        env=environment,
        stdout=PIPE,
        stderr=PIPE,
    )


async def test_the_tour_takes_every_step_and_pictures_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = await taonaut("tour", "--out", str(out), "--theme", "light", home=tmp_path)
    told, errors = await process.communicate()
    records = json.loads((out / "tour.json").read_text())
    assert process.returncode == 0, (told, errors)
    assert [record["step"] for record in records] == STEPS
    assert all(record["ok"] for record in records)
    pictures = [QImage(str(out / record["picture"])) for record in records]
    assert {(picture.width(), picture.height()) for picture in pictures} == {(1280, 800)}
    assert len({picture.bits().tobytes() for picture in pictures}) == len(STEPS)


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


async def test_wallet_files_are_left_as_they_were(tmp_path: Path) -> None:
    wallet = tmp_path / ".bittensor" / "wallets" / "default"
    (wallet / "hotkeys").mkdir(parents=True)
    (wallet / "coldkeypub.txt").write_text('{"ss58Address": "5Grw"}')
    (wallet / "hotkeys" / "miner").write_bytes(b"$NACL not a key")
    before = tree(tmp_path / ".bittensor")
    process = await taonaut("tour", "--out", str(tmp_path / "out"), home=tmp_path)
    told, errors = await process.communicate()
    assert process.returncode == 0, (told, errors)
    assert tree(tmp_path / ".bittensor") == before


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
