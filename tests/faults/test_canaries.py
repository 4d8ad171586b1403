"""Secrets that went through the app are nowhere afterwards: not on disk, not in its memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.domain.keys import CryptoType
from core.keys import primitives

PROGRAM = Path(__file__).with_name("canaries.py")

pytestmark = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads its own memory")


@dataclass(frozen=True)
class Visit:
    """One run of the app: its canaries, what it found of them, and where it wrote."""

    canaries: dict[str, bytes]
    before: dict[str, int]
    after: dict[str, int]
    shown: dict[str, int]
    printed: bytes
    folder: Path


def _canaries() -> dict[str, bytes]:
    words = primitives.new_mnemonic(12)
    document = json.loads(primitives.serialise(primitives.from_words(words, CryptoType.SR25519)))
    seed, private = (document[name].removeprefix("0x") for name in ("secretSeed", "privateKey"))
    return {
        "password": b"canary-" + os.urandom(12).hex().encode(),
        "mnemonic": words,
        "seed": bytes.fromhex(seed),
        "seed in hex": seed.encode(),
        "private key": bytes.fromhex(private),
        "private key in hex": private.encode(),
    }


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Visit:
    folder = tmp_path_factory.mktemp("visit")
    (folder / "tmp").mkdir()
    canaries = _canaries()
    ended = subprocess.run(
        [sys.executable, str(PROGRAM), str(folder)],
        input=json.dumps({n: c[::-1].hex() for n, c in canaries.items()}).encode(),
        capture_output=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(sys.path),
            "HOME": str(folder),
            "TMPDIR": str(folder / "tmp"),
        },
        cwd=folder,
        timeout=100,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    found = json.loads(ended.stdout)
    printed = ended.stdout + ended.stderr
    return Visit(canaries, found["before"], found["after"], found["shown"], printed, folder)


def test_the_search_finds_what_is_there(visit):
    assert visit.before["password"] > 0


def test_words_that_were_shown_leave_nothing_in_memory_once_they_are_wiped(visit):
    assert visit.shown == {"there": 1, "gone": 0}


def test_nothing_is_left_in_the_apps_memory_after_the_lock(visit):
    assert visit.after == dict.fromkeys((*visit.canaries, "draft"), 0)


def test_nothing_was_written_to_logs_settings_reports_or_temporary_files(visit):
    written = {path: path.read_bytes() for path in visit.folder.rglob("*") if path.is_file()}
    names = {path.name for path in written}
    assert {"app.log", "reports.txt", "export.json", "coldkey", "miner"} <= names
    found = [
        f"{name} in {path.name}"
        for path, data in written.items()
        for name, canary in visit.canaries.items()
        if canary in data or canary.hex().encode() in data
    ]
    assert found == []


def test_nothing_was_printed(visit):
    assert [name for name, canary in visit.canaries.items() if canary in visit.printed] == []
