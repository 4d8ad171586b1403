"""Reviews as the service gives them, without a chain."""

from __future__ import annotations

from typing import Any

from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58
from core.domain.intents import AddStake, Intent, RegisterHotkey, TransferTao
from core.domain.money import AlphaRao, Price, TaoRao
from core.domain.transactions import (
    CallField,
    Notice,
    NoticeKind,
    Outcome,
    PreparedCall,
    Quote,
    Receipt,
    Review,
    Risk,
    Stage,
    Standing,
    Times,
)
from tests.builders import BLOCK, NOW, TAO
from tests.fakes.signers import address

ALICE = address("//Alice")
BOB = address("//Bob")
HASH = "0x" + "3f8a" + "00" * 28 + "c41e"
FEE = TaoRao(166_000)

_FUNCTIONS = {
    TransferTao: "Balances.transfer_keep_alive",
    AddStake: "SubtensorModule.add_stake_limit",
    RegisterHotkey: "SubtensorModule.register_limit",
}


def transfer(amount: int = 12_500_000_000, dest: Ss58 = BOB) -> TransferTao:
    return TransferTao(dest, TaoRao(amount))


def stake(amount: int = 25 * TAO) -> AddStake:
    return AddStake(BOB, NetUid(14), TaoRao(amount), Price(50_000_000))


def registration(limit: int = 512_000_000) -> RegisterHotkey:
    return RegisterHotkey(BOB, NetUid(14), TaoRao(limit))


def review(
    intent: Intent | None = None,
    *,
    signer: Ss58 = ALICE,
    free: int = 104_318_000_000,
    **fields: Any,
) -> Review:
    """A transfer of 12.5 TAO from Alice to Bob that nothing stands in the way of."""
    wanted = intent or transfer()
    prepared = PreparedCall(
        intent=wanted,
        signer=signer,
        function=_FUNCTIONS[type(wanted)],
        fields=_call_fields(wanted),
        data=b"\x05\x03",
        call_hash=HASH,
        fee=FEE,
        genesis=BlockHash("0x" + "ab" * 32),
        spec_version=461,
        block=BLOCK,
        block_hash=BlockHash("0x" + "cd" * 32),
    )
    values: dict[str, Any] = {
        "prepared": prepared,
        "effects": (),
        "warnings": (Notice(NoticeKind.IRREVERSIBLE),),
        "blockers": (),
        "risk": Risk.ORDINARY,
        "standing": Standing(TaoRao(free), TaoRao(0), TaoRao(0), TaoRao(500)),
        "command": f"btcli --network finney wallet transfer --dest {BOB} --amount 12.500000000",
        "command_differs": (
            "It builds the call anew when it runs and signs without a metadata digest."
        ),
        "snippet": (
            "import bittensor as bt\n\n"
            'async with bt.Client("finney") as client:\n'
            "    intent = bt.intents.Transfer(\n"
            f'        dest_ss58="{BOB}",\n'
            "        amount_tao=bt.Balance.from_rao(12500000000),\n"
            "        keep_alive=True,\n"
            "    )\n"
            "    plan = await client.plan(intent, wallet)\n"
        ),
        "made_at": NOW,
        "expires_at": NOW + 120,
        "quote": _quote(wanted),
    }
    return Review(**{**values, **fields})


def _call_fields(intent: Intent) -> tuple[CallField, ...]:
    match intent:
        case TransferTao():
            return (CallField("dest", intent.dest), CallField("value", str(intent.exact)))
        case AddStake():
            return (
                CallField("hotkey", intent.hotkey),
                CallField("netuid", str(intent.netuid)),
                CallField("amount_staked", str(intent.exact)),
                CallField("limit_price", str(intent.ceiling)),
                CallField("allow_partial", "False"),
            )
        case RegisterHotkey():
            return (
                CallField("netuid", str(intent.netuid)),
                CallField("hotkey", intent.hotkey),
                CallField("limit_price", str(intent.exact)),
            )


def _quote(intent: Intent) -> Quote | None:
    match intent:
        case TransferTao():
            return None
        case AddStake():
            return Quote(48_210_000, 50_000_000, intent.exact, AlphaRao(517 * TAO), TaoRao(75_000))
        case RegisterHotkey():
            return Quote(488_000_000, intent.exact, TaoRao(488_000_000))


def receipt(stage: Stage = Stage.SENT, outcome: Outcome = Outcome.OPEN, **fields: Any) -> Receipt:
    """How far the transaction of hash ``HASH`` is."""
    in_block = stage in (Stage.IN_BLOCK, Stage.FINAL)
    values: dict[str, Any] = {
        "settled": stage is Stage.FINAL,
        "block": BlockNumber(BLOCK + 2) if in_block else None,
        "block_hash": BlockHash("0x" + "ef" * 32) if in_block else None,
        "reached": Times(
            sent=None if stage is Stage.SIGNED else NOW + 1,
            included=NOW + 13 if in_block else None,
            final=NOW + 37 if stage is Stage.FINAL else None,
        ),
    }
    return Receipt(HASH, stage, outcome, FEE, **{**values, **fields})


def way_to_the_end() -> list[Receipt]:
    """Everything that a transfer which succeeds goes through."""
    return [
        receipt(Stage.SIGNED),
        receipt(Stage.SENT),
        receipt(Stage.IN_BLOCK, Outcome.SUCCEEDED),
        receipt(Stage.FINAL, Outcome.SUCCEEDED),
    ]
