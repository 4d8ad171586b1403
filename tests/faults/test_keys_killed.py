"""kill -9 at every system call of a writer of keyfiles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.keys_killed import WAYS

PROGRAM = Path(__file__).with_name("keys_killed.py")
SHARED_MEMORY = Path("/dev/shm")
FEWEST_POINTS = 300


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """In memory where there is such a thing: 2000 wallets are made and flushed."""
    return SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else tmp_path


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked children")
@pytest.mark.parametrize("way", WAYS)
def test_a_killed_writer_leaves_the_old_keys_or_the_new_ones_and_no_plaintext(scratch, way):
    ended = subprocess.run(
        [sys.executable, str(PROGRAM), str(scratch), way],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=110,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    found = json.loads(ended.stdout)
    assert found["failures"] == []
    assert sum(found["points"].values()) >= FEWEST_POINTS
    assert min(found["points"].values()) >= 15
