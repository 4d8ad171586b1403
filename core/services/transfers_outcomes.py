"""What became of a transaction, told by the blocks alone.

No status that a node pushes is believed: a transaction is in a block when
that block's own transactions hash to it, and it is over when the last block
that could have held it is final. A node may lie about that too, to have the
same paid twice; so where it is known how long blocks take, no transaction is
over before its blocks can have passed.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from typing import Final

from core.domain.activity import Entry
from core.domain.ids import BlockNumber
from core.domain.money import TaoRao
from core.domain.transactions import Inclusion, Outcome, Receipt, Result, Stage
from core.ports.activity import ActivityJournal
from core.ports.writing import ChainWriter
from core.services.transfers_entries import noted

_NO_TAO: Final = TaoRao(0)


async def judged(writer: ChainWriter, entry: Entry, head: BlockNumber, now: float) -> Receipt:
    """The entry's receipt as of the blocks up to ``head``. Raises AppError."""
    final = await writer.finalized()
    last = BlockNumber(min(max(head, final), entry.dies))
    found = await writer.find(entry.receipt.hash, entry.born, last)
    if found is not None:
        fee = TaoRao(found.fee + await _carriage(writer, entry, found.block))
        return _included(entry.receipt, replace(found, fee=fee), final, now)
    end = None if entry.may_happen(now) else await _end(writer, entry, final)
    if end is not None:
        return _over(entry.receipt, end, await _carriage(writer, entry, last))
    if entry.receipt.stage is Stage.IN_BLOCK:  # that block is gone
        return _taken_back(entry.receipt)
    return entry.receipt


async def followed(
    writer: ChainWriter, journal: ActivityJournal, entry: Entry, clock: Callable[[], float]
) -> AsyncGenerator[Receipt]:
    """Each change of the receipt, noted first, until it is settled. Raises AppError."""
    receipt = entry.receipt
    async for head in writer.heads():
        seen = await judged(writer, replace(entry, receipt=receipt), head.number, clock())
        if seen != receipt:
            receipt = await noted(journal, entry.genesis, seen)
            yield receipt
        if receipt.settled:
            return


async def outdone(journal: ActivityJournal, entry: Entry, receipt: Receipt, now: float) -> Receipt:
    """Its ``receipt``, settled where another one that was signed here with its nonce is final.

    The chain takes one of the two: sending what was swallowed again is not
    followed by waiting for the first one's last block. An account that ended
    and was paid again counts from 0 anew: one of before its blocks takes
    nothing from it. Raises AppError.
    """
    if receipt.settled or entry.contents.carrier or not entry.may_happen(now):
        return receipt
    others = await journal.entries(entry.genesis, entry.signer)
    if not any(_took_its_place(other, entry) for other in others):
        return receipt
    return _over(receipt, Outcome.REPLACED, _NO_TAO)


def _took_its_place(other: Entry, entry: Entry) -> bool:
    final, block = other.receipt.stage is Stage.FINAL, other.receipt.block
    is_of_its_time = final and block is not None and block >= entry.born
    return is_of_its_time and (other.signer, other.nonce) == (entry.signer, entry.nonce)


async def _end(writer: ChainWriter, entry: Entry, final: BlockNumber) -> Outcome | None:
    """How it ended without having happened, None where it may happen yet."""
    if final >= entry.dies:
        return Outcome.EXPIRED
    outrun = await writer.nonce_at(entry.signer, final) > entry.nonce
    return Outcome.REPLACED if outrun else None


async def _carriage(writer: ChainWriter, entry: Entry, last: BlockNumber) -> TaoRao:
    """The fee of what carried a shielded transaction: it is paid whatever became of that."""
    if not entry.contents.carrier:
        return _NO_TAO
    carrier = await writer.find(entry.contents.carrier, entry.born, last)
    return _NO_TAO if carrier is None else carrier.fee


def _included(receipt: Receipt, found: Inclusion, final: BlockNumber, now: float) -> Receipt:
    settled = found.block <= final
    reached = replace(receipt.reached, included=found.time, final=now if settled else None)
    return replace(
        receipt,
        stage=Stage.FINAL if settled else Stage.IN_BLOCK,
        outcome=Outcome.FAILED if found.error else Outcome.SUCCEEDED,
        fee=found.fee,
        settled=settled,
        block=found.block,
        block_hash=found.block_hash,
        error=found.error,
        reached=reached,
        result=found.result,
    )


def _taken_back(receipt: Receipt) -> Receipt:
    return replace(
        receipt,
        stage=Stage.SENT,
        outcome=Outcome.OPEN,
        block=None,
        block_hash=None,
        error="",
        reached=replace(receipt.reached, included=None),
        result=Result(),
    )


def _over(receipt: Receipt, outcome: Outcome, fee: TaoRao) -> Receipt:
    """A transaction that can never happen any more. ``fee`` is what it cost all the same."""
    if receipt.stage is Stage.IN_BLOCK:
        receipt = _taken_back(receipt)
    if receipt.outcome is Outcome.REFUSED:
        outcome = Outcome.REFUSED
    return replace(receipt, outcome=outcome, fee=fee, settled=True)
