"""The journal of what was signed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.domain.cells import plain_cell
from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58
from core.domain.intents import ActionKind
from core.domain.money import TaoRao, tao_text
from core.domain.networks import BLOCK_SECONDS
from core.domain.transactions import CallField, Outcome, Receipt, Stage

OFF_CHAIN: Final = BlockHash("")  # the genesis of what belongs to no chain

_IN_VAIN: Final = (Outcome.FAILED, Outcome.REFUSED, Outcome.REPLACED, Outcome.EXPIRED)
_MESSAGE: Final = "message"
_SIGNATURE: Final = "signature"


@dataclass(frozen=True, slots=True)
class Contents:
    """What was signed, as it was shown; and the same by other means.

    ``fields`` are the call's arguments as decoded, or a message and its
    signature; ``data`` the call's bytes as 0x hex. ``carrier`` is the hash of
    the transaction that carried a shielded one.
    """

    fields: tuple[CallField, ...] = ()
    data: str = ""
    call_hash: str = ""
    spec_version: int = 0
    command: str = ""
    command_differs: str = ""
    snippet: str = ""
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One signed thing; amounts in rao, times in unix seconds.

    ``amount`` is what was asked for: of a registration the most it may cost.
    ``limit`` is the highest price of a stake, or that most.
    """

    receipt: Receipt
    genesis: BlockHash
    signer: Ss58
    nonce: int
    born: BlockNumber
    dies: BlockNumber
    function: str
    dest: Ss58 | None
    amount: TaoRao | None
    signed_at: float
    label: str = ""
    kind: ActionKind = ActionKind.TRANSFER
    netuid: NetUid | None = None
    hotkey: Ss58 | None = None
    limit: int | None = None
    contents: Contents = Contents()

    @property
    def under_way(self) -> bool:
        """Whether a node may hold it for a block to come."""
        return not self.receipt.settled and self.receipt.stage in (Stage.SIGNED, Stage.SENT)

    def may_happen(self, now: float) -> bool:
        """Whether by the clock a chain may still take it, whatever a node says of its blocks.

        ``now`` is unix seconds. False where nothing but a node tells how fast
        blocks come, and where the clock was set back by more than the era lasts.
        """
        lasts = (self.dies - self.born) * BLOCK_SECONDS.get(self.genesis, 0.0)
        return abs(now - self.signed_at) < lasts

    @property
    def is_off_chain(self) -> bool:
        return self.kind is ActionKind.MESSAGE

    @property
    def in_vain(self) -> bool:
        """Whether it is certain that nothing came of it but perhaps a fee."""
        return self.receipt.settled and self.receipt.outcome in _IN_VAIN

    @property
    def paid(self) -> TaoRao | None:
        """What left the signer's account beside the fee, as far as is known by now.

        Until the chain tells, the amount asked for; None for what moves no TAO.
        """
        if self.amount is not None and (self.in_vain or self.receipt.outcome is Outcome.FAILED):
            return TaoRao(0)
        told = self.receipt.result.paid
        return self.amount if told is None else told

    @property
    def text(self) -> str:
        """The message that was signed; empty for anything else."""
        fields = {field.name: field.value for field in self.contents.fields}
        return fields.get(_MESSAGE, "") if self.is_off_chain else ""


def message_entry(
    identity: str, signer: Ss58, text: str, signature: str, command: str, now: float
) -> Entry:
    """A message signed off the chain. ``identity`` tells it from every other entry."""
    nowhere = BlockNumber(0)
    return Entry(
        receipt=Receipt(identity, Stage.SIGNED, Outcome.SUCCEEDED, TaoRao(0), settled=True),
        genesis=OFF_CHAIN,
        signer=signer,
        nonce=0,
        born=nowhere,
        dies=nowhere,
        function="",
        dest=None,
        amount=None,
        signed_at=now,
        kind=ActionKind.MESSAGE,
        contents=Contents(
            fields=(CallField(_MESSAGE, text), CallField(_SIGNATURE, signature)),
            command=command,
        ),
    )


CSV_HEADER = (
    *("signed_at", "state", "outcome", "action", "function", "signer", "destination"),
    *("netuid", "hotkey", "amount_tao", "paid_tao", "fee_tao", "nonce", "block"),
    *("hash", "error", "label", "message"),
)


def csv_row(entry: Entry) -> tuple[str, ...]:
    """An entry under ``CSV_HEADER``, exact to the rao; no cell that a spreadsheet would run."""
    receipt = entry.receipt
    on_chain = not entry.is_off_chain
    cells = (
        *(f"{entry.signed_at:.0f}", receipt.stage.value, receipt.outcome.value),
        *(entry.kind.value, entry.function, entry.signer, entry.dest or ""),
        *("" if entry.netuid is None else str(entry.netuid), entry.hotkey or ""),
        *(_tao(entry.amount), _tao(entry.paid), _tao(receipt.fee if on_chain else None)),
        *(str(entry.nonce) if on_chain else "",),
        *("" if receipt.block is None else str(receipt.block),),
        *(receipt.hash, receipt.error, entry.label, entry.text),
    )
    return tuple(plain_cell(cell) for cell in cells)


def _tao(rao: int | None) -> str:
    return "" if rao is None else tao_text(rao)
