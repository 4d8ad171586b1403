"""What the journal notes of a signed transaction."""

from __future__ import annotations

import logging
from dataclasses import replace

from core.domain.activity import Contents, Entry
from core.domain.ids import BlockHash, NetUid, Ss58
from core.domain.intents import Intent, TransferTao
from core.domain.transactions import Outcome, Receipt, Review, SignedTransaction, Stage
from core.errors import AppError
from core.ports.activity import ActivityJournal

log = logging.getLogger(__name__)


def entry_of(review: Review, signed: SignedTransaction, now: float) -> Entry:
    """As it stands when it is signed and not yet sent."""
    prepared, intent = review.prepared, review.prepared.intent
    dest, netuid, hotkey, limit = _particulars(intent)
    return Entry(
        receipt=Receipt(signed.hash, Stage.SIGNED, Outcome.OPEN, prepared.fee),
        genesis=prepared.genesis,
        signer=prepared.signer,
        nonce=signed.nonce,
        born=signed.born,
        dies=signed.dies,
        function=prepared.function,
        dest=dest,
        amount=intent.exact,
        signed_at=now,
        kind=intent.kind,
        netuid=netuid,
        hotkey=hotkey,
        limit=limit,
        contents=_contents(review, signed),
    )


async def added(journal: ActivityJournal, entry: Entry) -> Entry:
    """The entry, on the disk. Raises AppError(STORAGE).

    It may be there: what an ed25519 key signs again before anything has changed
    is the same transaction, refused or swallowed the first time.
    """
    for known in await journal.unsettled(entry.genesis):
        if known.receipt.hash == entry.receipt.hash:
            await journal.update(entry.genesis, entry.receipt)
            return replace(known, receipt=entry.receipt)
    await journal.add(entry)
    return entry


async def noted(journal: ActivityJournal, genesis: BlockHash, receipt: Receipt) -> Receipt:
    """The receipt, telling whether the journal has it.

    What was signed happens whether or not a disk can be written; the journal
    catches up when it is resolved.
    """
    try:
        await journal.update(genesis, receipt)
    except AppError as error:
        log.warning("noting %s: %r", receipt.hash, error)
        return replace(receipt, is_noted=False)
    return replace(receipt, is_noted=True)


def _particulars(intent: Intent) -> tuple[Ss58 | None, NetUid | None, Ss58 | None, int | None]:
    if isinstance(intent, TransferTao):
        return intent.dest, None, None, None
    return None, intent.netuid, intent.hotkey, intent.ceiling


def _contents(review: Review, signed: SignedTransaction) -> Contents:
    prepared = review.prepared
    return Contents(
        fields=prepared.fields,
        data="0x" + prepared.data.hex(),
        call_hash=prepared.call_hash,
        spec_version=prepared.spec_version,
        command=review.command,
        command_differs=review.command_differs,
        snippet=review.snippet,
        carrier=signed.carrier_hash,
    )
