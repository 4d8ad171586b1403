"""Entries of the journal."""

from __future__ import annotations

from typing import Any

from core.domain.activity import Contents, Entry, message_entry
from core.domain.ids import BlockHash, BlockNumber, NetUid
from core.domain.intents import ActionKind
from core.domain.money import TaoRao
from core.domain.transactions import CallField, Outcome, Receipt, Stage
from tests.fakes.signers import address

GENESIS = BlockHash("0x" + "ab" * 32)
ALICE = address("//Alice")
BOB = address("//Bob")
SIGNED_AT = 1_780_000_000.0


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
        "signed_at": SIGNED_AT,
        "contents": Contents(
            fields=(CallField("dest", BOB), CallField("value", "3000000000")),
            data="0x0503",
            call_hash="0x" + "11" * 32,
            spec_version=461,
            command=f"btcli --network finney wallet transfer --dest {BOB} --amount 3.000000000",
            command_differs="It builds the call anew when it runs.",
            snippet="import bittensor as bt\n",
        ),
    }
    return Entry(**{**values, **fields})


def stake_entry(transaction: str = "0x02", **fields: Any) -> Entry:
    """25 TAO staked with Bob's hotkey on subnet 14, at 0.05 TAO for an alpha at the most."""
    values: dict[str, Any] = {
        "kind": ActionKind.STAKE,
        "function": "SubtensorModule.add_stake_limit",
        "dest": None,
        "amount": TaoRao(25_000_000_000),
        "netuid": NetUid(14),
        "hotkey": BOB,
        "limit": 50_000_000,
    }
    return entry(transaction, **{**values, **fields})


def register_entry(transaction: str = "0x03", **fields: Any) -> Entry:
    """Bob's hotkey registered on subnet 19 for 0.054 TAO at the most, shielded."""
    values: dict[str, Any] = {
        "kind": ActionKind.REGISTER,
        "function": "SubtensorModule.register_limit",
        "dest": None,
        "amount": TaoRao(54_000_000),
        "netuid": NetUid(19),
        "hotkey": BOB,
        "limit": 54_000_000,
        "dies": BlockNumber(1_008),
    }
    return entry(transaction, **{**values, **fields})


def signed_message(text: str, identity: str = "0x04") -> Entry:
    return message_entry(identity, ALICE, text, "0x" + "5e" * 64, "btcli wallet sign", SIGNED_AT)
