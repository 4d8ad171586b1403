"""polkadot.js works against the practice node as against any Substrate chain."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "polkadot" / "client.cjs"
AMOUNT = 123_456_789  # rao


@pytest.fixture(scope="module")
def facts(endpoint):
    """What one visit by polkadot.js found."""
    node = shutil.which("node")
    folder = os.environ.get("TAONAUT_POLKADOT", "")
    if not node or not (Path(folder) / "node_modules" / "@polkadot" / "api").is_dir():
        pytest.skip("polkadot.js is not installed: needs node and npm")
    answer = subprocess.run(
        [node, SCRIPT, endpoint, str(AMOUNT)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_it_connects_and_reads_the_metadata(facts):
    assert facts["spec"] == 461
    assert facts["netuids"] > 2


def test_heads_come_one_after_another(facts):
    numbers = [head["number"] for head in facts["heads"]]
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_the_hash_it_makes_of_a_header_is_the_one_the_node_names(facts):
    assert facts["named"] == facts["heads"][0]["hash"]


def test_a_signed_transfer_is_finalised(facts):
    assert facts["stages"][-1] == "Finalized"
    assert "system.ExtrinsicSuccess" in facts["events"]
    assert "balances.Transfer" in facts["events"]


def test_the_transfer_moved_its_amount_and_the_quoted_fee(facts):
    assert int(facts["received"]) == AMOUNT
    fee = int(facts["paid"]) - AMOUNT
    # A signature's length and the weight that was really used make small differences.
    assert 0 < fee <= int(facts["quoted"]) * 2
