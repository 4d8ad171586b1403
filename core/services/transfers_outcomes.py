"""What became of a transaction, told by the blocks alone.

No status that a node pushes is believed: a transaction is in a block when
that block's own transactions hash to it, and it is over when the last block
that could have held it is final.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace

from core.domain.activity import Entry
from core.domain.ids import BlockNumber
from core.domain.transactions import Inclusion, Outcome, Receipt, Stage
from core.ports.activity import ActivityJournal
from core.ports.writing import ChainWriter


async def judged(writer: ChainWriter, entry: Entry, head: BlockNumber) -> Receipt:
    """The entry's receipt as of the blocks up to ``head``. Raises AppError."""
    final = await writer.finalized()
    last = BlockNumber(min(max(head, final), entry.dies))
    found = await writer.find(entry.receipt.hash, entry.born, last)
    if found is not None:
        return _included(entry.receipt, found, final)
    if final >= entry.dies:
        return _over(entry.receipt, Outcome.EXPIRED)
    if await writer.nonce_at(entry.signer, final) > entry.nonce:
        return _over(entry.receipt, Outcome.REPLACED)
    if entry.receipt.stage is Stage.IN_BLOCK:  # that block is gone
        return replace(
            entry.receipt, stage=Stage.SENT, outcome=Outcome.OPEN, block=None, block_hash=None
        )
    return entry.receipt


async def followed(
    writer: ChainWriter, journal: ActivityJournal, entry: Entry
) -> AsyncGenerator[Receipt]:
    """Each change of the receipt, noted first, until it is settled. Raises AppError."""
    receipt = entry.receipt
    async for head in writer.heads():
        seen = await judged(writer, replace(entry, receipt=receipt), head.number)
        if seen != receipt:
            receipt = seen
            await journal.update(entry.genesis, receipt)
            yield receipt
        if receipt.settled:
            return


def _included(receipt: Receipt, found: Inclusion, final: BlockNumber) -> Receipt:
    settled = found.block <= final
    return replace(
        receipt,
        stage=Stage.FINAL if settled else Stage.IN_BLOCK,
        outcome=Outcome.FAILED if found.error else Outcome.SUCCEEDED,
        fee=found.fee,
        settled=settled,
        block=found.block,
        block_hash=found.block_hash,
        error=found.error,
    )


def _over(receipt: Receipt, outcome: Outcome) -> Receipt:
    """A transaction that can never happen any more."""
    refused = receipt.outcome is Outcome.REFUSED
    outcome = Outcome.REFUSED if refused else outcome
    return replace(receipt, outcome=outcome, settled=True, block=None, block_hash=None)
