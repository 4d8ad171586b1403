"""What moves TAO: reviewed, signed, sent once, followed until the chain has decided."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.background import Unbroken
from core.domain.activity import Entry
from core.domain.ids import BlockNumber, Ss58
from core.domain.intents import Intent
from core.domain.money import TaoRao
from core.domain.networks import Network, NetworkKind
from core.domain.policy import DAY, Policy
from core.domain.transactions import (
    Outcome,
    PreparedCall,
    Receipt,
    Review,
    SignedTransaction,
    Stage,
)
from core.errors import AppError, ErrorKind
from core.ports.activity import ActivityJournal
from core.ports.keys import KeySigner
from core.ports.writing import ChainWriter
from core.services.reviews import Surroundings, over_day, reviewed
from core.services.surveys import require_addresses, surveyed
from core.services.transfers_entries import added, entry_of, noted
from core.services.transfers_outcomes import followed, judged, outdone

log = logging.getLogger(__name__)

_MAY_RESTART: Final = (NetworkKind.PRACTICE, NetworkKind.LOCAL)
PARTING: Final = 3.0  # seconds that leaving waits for a node to take what is being sent
_IN_POOL: Final = "1013"  # "already imported": the node has these very bytes


class TransferService:
    """``writer`` gives what writes over the present connection; ``network`` what it is to.

    ``elsewhere`` is the wallets' folder where btcli would not look by itself.
    One transaction of an account is under way at a time: whatever a node
    answers, two that could both happen are never signed.
    """

    def __init__(
        self,
        writer: Callable[[], Awaitable[ChainWriter]],
        journal: ActivityJournal,
        network: Callable[[], Network],
        clock: Callable[[], float] = time.time,
        policy: Callable[[], Policy] = Policy,
        elsewhere: Path | None = None,
    ) -> None:
        self._writer = writer
        self._journal = journal
        self._network = network
        self._clock = clock
        self._policy = policy
        self._elsewhere = elsewhere
        self._turns: defaultdict[Ss58, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._used: set[tuple[Ss58, str, float]] = set()  # reviews, each signed once
        self._sending = Unbroken()

    async def close(self) -> None:
        """Let what is being sent go out, for a moment; of anything later the chain will tell."""
        await self._sending.close(PARTING)

    async def review(
        self, intent: Intent, signer: Ss58, book: Collection[Ss58] = (), wallet: str = ""
    ) -> Review:
        """What signing would do. Nothing is signed, and blockers are said, not raised.

        ``book`` are addresses that are known, beside those paid before;
        ``wallet`` is the name of the signer's folder, for the equal command.
        Raises AppError: BAD_INPUT for an address that is none, and the writer's.
        """
        require_addresses(intent)
        writer = await self._writer()
        network = self._network()
        sender, earlier, paid, spent = await asyncio.gather(
            writer.standing(signer),
            self._journal.unsettled(writer.genesis),
            self._journal.destinations(writer.genesis),
            self._journal.spent(writer.genesis, self._clock() - DAY),
        )
        prepared, checking = await surveyed(writer, intent, signer, sender)
        pending = [entry for entry in earlier if entry.signer == signer and entry.under_way]
        around = Surroundings(
            network=network,
            wanted=intent,
            sender=sender,
            known=paid | set(book),
            unsettled=pending[0].receipt.hash if pending else "",
            policy=self._policy(),
            spent=spent,
            wallet=wallet,
            elsewhere=self._elsewhere,
        )
        return reviewed(prepared, around, checking(around), self._clock())

    async def submit(self, review: Review, signer: KeySigner) -> AsyncGenerator[Receipt]:
        """Sign what was reviewed, note it, send it, and follow it until it is final.

        Yields a receipt for each stage. The last one is settled, or its
        outcome is UNKNOWN: then the connection ended, and ``resolve`` tells.
        Closing it stops watching and no more: what is being sent is sent. Nor
        does a journal that fails after the signature: the receipt says it.
        Raises AppError before anything is sent: STALE, BAD_INPUT,
        REJECTED (also by the node), LOCKED, NODE_FAULT, STORAGE, OFFLINE, TIMEOUT.
        """
        writer = await self._writer()
        async with self._turns[review.prepared.signer]:
            entry, signed = await self._signed(writer, review, signer)
        yield entry.receipt
        entry = await self._sending.run(self._sent(writer, entry, signed))
        yield entry.receipt
        if entry.receipt.outcome is Outcome.OPEN:
            async with aclosing(self._watched(writer, entry)) as receipts:
                async for receipt in receipts:
                    yield receipt

    async def resolve(self) -> Sequence[Receipt]:
        """Ask the chain about all that is unsettled, after a reconnect or a start.

        Returns the receipts that changed. Raises AppError.
        """
        writer = await self._writer()
        head = await anext(writer.heads())
        changed: list[Receipt] = []
        for entry in await self._journal.unsettled(writer.genesis):
            receipt = await self._told(writer, entry, head.number)
            if receipt != entry.receipt:
                await self._journal.update(entry.genesis, receipt)
                changed.append(receipt)
        return changed

    # -- parts

    async def _told(self, writer: ChainWriter, entry: Entry, head: BlockNumber) -> Receipt:
        if head < entry.born and self._network().kind in _MAY_RESTART:
            return replace(entry.receipt, outcome=Outcome.EXPIRED, fee=TaoRao(0), settled=True)
        try:
            receipt = await judged(writer, entry, head, self._clock())
            return await outdone(self._journal, entry, receipt, self._clock())
        except AppError as error:
            if error.kind is not ErrorKind.STATE_PRUNED:
                raise
            return entry.receipt  # an archive node can tell, this one cannot

    def _require_sound(self, review: Review, signer: KeySigner) -> None:
        if not review.fresh(self._clock()):
            raise AppError(ErrorKind.STALE, "the review is too old", {"changed": "age"})
        if _ticket(review) in self._used:
            raise AppError(ErrorKind.STALE, "the review was signed before", {"changed": "used"})
        if review.blockers:
            kinds = ", ".join(notice.kind for notice in review.blockers)
            raise AppError(ErrorKind.BAD_INPUT, f"stopped by {kinds}", {"blockers": kinds})
        if signer.ss58_address != review.prepared.signer:
            raise AppError(ErrorKind.BAD_INPUT, "another key than the reviewed one")

    async def _signed(
        self, writer: ChainWriter, review: Review, signer: KeySigner
    ) -> tuple[Entry, SignedTransaction]:
        """Signed and in the journal: from here on it may happen, whatever fails."""
        try:
            return await self._signed_once(writer, review, signer)
        finally:
            await signer.finish()

    async def _signed_once(
        self, writer: ChainWriter, review: Review, signer: KeySigner
    ) -> tuple[Entry, SignedTransaction]:
        self._require_sound(review, signer)
        await self._require_within_day(writer, review)
        nonce = await self._free_nonce(writer, review.prepared)
        signed = await writer.sign(review.prepared, signer, nonce)
        self._used.add(_ticket(review))
        return await added(self._journal, entry_of(review, signed, self._clock())), signed

    async def _require_within_day(self, writer: ChainWriter, review: Review) -> None:
        """Reviews made side by side may each keep the day's limit, and not together."""
        spent = await self._journal.spent(writer.genesis, self._clock() - DAY)
        for notice in over_day(self._policy(), spent, review.prepared.intent.exact):
            raise AppError(ErrorKind.BAD_INPUT, "above a limit", {"blockers": notice.kind})

    async def _free_nonce(self, writer: ChainWriter, prepared: PreparedCall) -> int:
        """The next nonce, if no earlier transaction could happen beside the new one.

        One with the same nonce cannot: the chain takes one of the two. That
        is how a transaction that a node swallowed is sent again safely. A
        shielded one has the nonce behind its carrier's.
        """
        nonce = await writer.next_nonce(prepared.signer)
        own = nonce + 1 if prepared.intent.shielded else nonce
        await self.resolve()
        final, now = await writer.finalized(), self._clock()
        for entry in await self._journal.unsettled(writer.genesis):
            earlier = entry.signer == prepared.signer and entry.under_way and entry.nonce != own
            if earlier and (entry.dies > final or entry.may_happen(now)):
                facts = {"reason": "unsettled", "hash": entry.receipt.hash}
                raise AppError(ErrorKind.REJECTED, "an earlier one is under way", facts)
        return nonce

    async def _sent(self, writer: ChainWriter, entry: Entry, signed: SignedTransaction) -> Entry:
        reached = replace(entry.receipt.reached, sent=self._clock())
        sent = replace(entry.receipt, stage=Stage.SENT, reached=reached)
        try:
            await writer.send(signed)
        except AppError as error:
            if error.kind is not ErrorKind.REJECTED:
                log.warning("sending %s: %r", signed.hash, error)
                return await self._noted(entry, replace(sent, outcome=Outcome.UNKNOWN))
            if error.facts.get("code") != _IN_POOL:
                reason = error.facts.get("reason", "")
                await self._noted(entry, replace(sent, outcome=Outcome.REFUSED, error=reason))
                raise
        return await self._noted(entry, sent)

    async def _watched(self, writer: ChainWriter, entry: Entry) -> AsyncGenerator[Receipt]:
        receipt = entry.receipt
        try:
            async with aclosing(followed(writer, self._journal, entry, self._clock)) as receipts:
                async for seen in receipts:
                    receipt = seen
                    yield receipt
        except AppError as error:
            log.warning("watching %s: %r", receipt.hash, error)
            lost = replace(receipt, outcome=Outcome.UNKNOWN)
            yield (await self._noted(entry, lost)).receipt

    async def _noted(self, entry: Entry, receipt: Receipt) -> Entry:
        return replace(entry, receipt=await noted(self._journal, entry.genesis, receipt))


def _ticket(review: Review) -> tuple[Ss58, str, float]:
    """What tells a review from every other."""
    return review.prepared.signer, review.prepared.call_hash, review.made_at
