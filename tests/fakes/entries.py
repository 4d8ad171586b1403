"""Entries of the journal."""

from __future__ import annotations

from typing import Any

from core.domain.activity import Entry
from core.domain.ids import BlockHash, BlockNumber
from core.domain.money import TaoRao
from core.domain.transactions import Outcome, Receipt, Stage
from tests.fakes.signers import address

GENESIS = BlockHash("0x" + "ab" * 32)
ALICE = address("//Alice")
BOB = address("//Bob")


def entry(
    transaction: str = "0x01",
    *,
    stage: Stage = Stage.SENT,
    outcome: Outcome = Outcome.OPEN,
    **fields: Any,
) -> Entry:
    """A transfer of 3 TAO from Alice to Bob that is under way."""
    values: dict[str, Any] = {
        "receipt": Receipt(transaction, stage, outcome, TaoRao(166_000)),
        "genesis": GENESIS,
        "signer": ALICE,
        "nonce": 1,
        "born": BlockNumber(1_000),
        "dies": BlockNumber(1_064),
        "function": "Balances.transfer_keep_alive",
        "dest": BOB,
        "amount": TaoRao(3_000_000_000),
        "signed_at": 1_780_000_000.0,
    }
    return Entry(**{**values, **fields})
