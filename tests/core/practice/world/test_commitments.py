"""Commitments of some miners."""

from __future__ import annotations

from tests.fakes.worlds import FULL, world


def test_a_commitment_is_one_line_of_text_by_a_registered_hotkey():
    state = world(FULL)
    rows = list(state.items("Commitments", "CommitmentOf", 14))
    assert len(rows) == 12
    for (netuid, hotkey), commitment in rows:
        assert state.get("SubtensorModule", "Uids", netuid, hotkey) is not None
        ((name, text),) = commitment["info"]["fields"][0].items()
        assert name.startswith("Raw")
        assert "lumen-text/model-" in str(text) or "6c756d656e" in str(text)
        assert state.get("Commitments", "LastCommitment", netuid, hotkey) == commitment["block"]
