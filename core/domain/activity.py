"""The journal of what was signed here."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.money import TaoRao, tao_text
from core.domain.transactions import Receipt, Stage


@dataclass(frozen=True, slots=True)
class Entry:
    """One signed transaction; amounts in rao, times in unix seconds."""

    receipt: Receipt
    genesis: BlockHash
    signer: Ss58
    nonce: int
    born: BlockNumber
    dies: BlockNumber
    function: str
    dest: Ss58
    amount: TaoRao
    signed_at: float
    label: str = ""

    @property
    def under_way(self) -> bool:
        """Whether a node may hold it for a block to come."""
        return not self.receipt.settled and self.receipt.stage in (Stage.SIGNED, Stage.SENT)


CSV_HEADER = (
    *("signed_at", "state", "outcome", "function", "signer", "destination"),
    *("amount_tao", "fee_tao", "nonce", "block", "hash", "error", "label"),
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_row(entry: Entry) -> tuple[str, ...]:
    """An entry under ``CSV_HEADER``, exact to the rao; no cell that a spreadsheet would run."""
    receipt = entry.receipt
    cells = (
        *(f"{entry.signed_at:.0f}", receipt.stage.value, receipt.outcome.value),
        *(entry.function, entry.signer, entry.dest),
        *(tao_text(entry.amount), tao_text(receipt.fee), str(entry.nonce)),
        "" if receipt.block is None else str(receipt.block),
        *(receipt.hash, receipt.error, entry.label),
    )
    return tuple(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
