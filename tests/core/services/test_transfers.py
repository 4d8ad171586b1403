"""What the service does of itself, over a chain that is written by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest

from core.domain.activity import Entry
from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.intents import Intent, TransferTao
from core.domain.money import TaoRao
from core.domain.networks import FINNEY, LOCAL, PRACTICE, TEST
from core.domain.policy import Policy
from core.domain.transactions import (
    Inclusion,
    Outcome,
    PreparedCall,
    Review,
    SignedTransaction,
    Standing,
)
from core.errors import AppError, ErrorKind
from core.services.transfers import TransferService
from core.storage.activity import SqliteActivity
from core.storage.database import Database
from tests.builders import NOW, TAO
from tests.fakes.entries import GENESIS, entry
from tests.fakes.signers import DevSigner, address

ALICE = address("//Alice")
BOB = address("//Bob")
FEE = TaoRao(166_000)
SENT = TransferTao(BOB, TaoRao(3 * TAO))


@dataclass
class Chain:
    """A ``ChainWriter``; ``done`` is what was signed and sent, in order."""

    head: int = 1_010
    final: int = 1_005
    nonce: int = 1
    taken: int = 1
    pruned: bool = False
    done: list[str] = field(default_factory=list)
    genesis: BlockHash = GENESIS

    async def standing(self, address: Ss58) -> Standing:
        return Standing(TaoRao(100 * TAO), TaoRao(0), TaoRao(0), TaoRao(500))

    async def hotkey_owner(self, address: Ss58) -> Ss58 | None:
        return None

    async def prepare(self, intent: Intent, signer: Ss58) -> PreparedCall:
        block, block_hash = BlockNumber(self.head), BlockHash("0x01")
        parts = (intent, signer, "Balances.transfer_keep_alive", (), b"", "0x00")
        return PreparedCall(*parts, FEE, GENESIS, 461, block, block_hash)

    async def next_nonce(self, address: Ss58) -> int:
        await asyncio.sleep(0)  # as a node, it lets others go on meanwhile
        return self.nonce

    async def sign(self, prepared: PreparedCall, signer: DevSigner, nonce: int):
        number = sum(step.startswith("signed") for step in self.done)
        self.done.append(f"signed {number}")
        lives = BlockNumber(self.final), BlockNumber(self.final + 64)
        return SignedTransaction(f"0x{number}", b"", prepared.signer, nonce, *lives)

    async def send(self, signed: SignedTransaction) -> None:
        self.done.append(f"sent {signed.hash}")

    async def find(self, transaction: str, born: int, last: int) -> Inclusion | None:
        if self.pruned:
            raise AppError(ErrorKind.STATE_PRUNED, "that block is gone")
        return None

    async def nonce_at(self, address: Ss58, block: BlockNumber) -> int:
        return self.taken

    async def finalized(self) -> BlockNumber:
        return BlockNumber(self.final)

    async def heads(self) -> AsyncIterator[BlockHead]:
        yield BlockHead(BlockNumber(self.head), BlockHash("0x01"), 0.0)
        raise AppError(ErrorKind.OFFLINE, "gone")


class Desk:
    def __init__(self, journal: SqliteActivity) -> None:
        self.chain = Chain()
        self.journal = journal
        self.network = PRACTICE
        self.policy = Policy()
        self.now = NOW
        self.signer = DevSigner()
        self.service = TransferService(
            self._writer, journal, lambda: self.network, lambda: self.now, lambda: self.policy
        )

    async def _writer(self):
        return self.chain

    async def review(self, intent: TransferTao = SENT) -> Review:
        self.now += 1
        return await self.service.review(intent, ALICE)

    async def submit(self, review: Review) -> AppError | None:
        """How its first steps end."""
        receipts = self.service.submit(review, self.signer)
        try:
            async for _ in receipts:
                pass
        except AppError as error:
            return error
        finally:
            await receipts.aclose()
        return None

    async def only(self) -> Entry:
        (kept,) = await self.journal.entries(GENESIS)
        return kept


@pytest.fixture
async def desk(tmp_path) -> AsyncIterator[Desk]:
    database = Database(tmp_path / "taonaut.db")
    await database.open()
    made = Desk(SqliteActivity(database))
    try:
        yield made
    finally:
        await made.service.close()
        await database.close()


async def test_one_review_that_is_confirmed_twice_at_once_is_signed_once(desk):
    review = await desk.review()
    ends = await asyncio.gather(desk.submit(review), desk.submit(review))
    (refused,) = [end for end in ends if end is not None]
    assert (refused.kind, refused.facts["changed"]) == (ErrorKind.STALE, "used")
    assert desk.chain.done == ["signed 0", "sent 0x0"]


async def test_two_reviews_confirmed_at_once_keep_the_limit_of_a_day_together(desk):
    desk.policy = Policy(most_per_day=TaoRao(5 * TAO))
    reviews = [await desk.review(), await desk.review()]
    ends = await asyncio.gather(*(desk.submit(review) for review in reviews))
    (refused,) = [end for end in ends if end is not None]
    assert refused.facts["blockers"] == "over-limit-day"
    assert desk.chain.done.count("signed 0") == 1
    assert "signed 1" not in desk.chain.done


async def test_what_cannot_be_noted_is_not_sent(desk, monkeypatch):
    async def full(_entry: Entry) -> None:
        raise AppError(ErrorKind.STORAGE, "the disk is full")

    monkeypatch.setattr(desk.journal, "add", full)
    error = await desk.submit(await desk.review())
    assert error is not None
    assert error.kind is ErrorKind.STORAGE
    assert desk.chain.done == ["signed 0"]
    assert desk.signer.finished == 1


@pytest.mark.parametrize(
    ("network", "outcome"),
    [
        (PRACTICE, Outcome.EXPIRED),
        (LOCAL, Outcome.EXPIRED),
        (TEST, Outcome.UNKNOWN),
        (FINNEY, Outcome.UNKNOWN),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
async def test_only_a_network_that_may_begin_anew_forgets_what_was_sent(desk, network, outcome):
    """On the others a head before the transaction's birth is a node that is behind."""
    desk.network, desk.chain.head, desk.chain.final = network, 12, 9
    await desk.journal.add(entry(outcome=Outcome.UNKNOWN))
    await desk.service.resolve()
    receipt = (await desk.only()).receipt
    assert (receipt.outcome, receipt.settled) == (outcome, outcome is Outcome.EXPIRED)
    assert receipt.fee == (0 if receipt.settled else 166_000)


async def test_a_node_that_dropped_the_blocks_settles_nothing(desk):
    desk.network, desk.chain.pruned = FINNEY, True
    desk.chain.head = desk.chain.final = 9_000
    await desk.journal.add(entry(outcome=Outcome.UNKNOWN))
    assert await desk.service.resolve() == []
    assert (await desk.only()).receipt.outcome is Outcome.UNKNOWN


async def test_a_failure_to_ask_is_raised_and_settles_nothing(desk, monkeypatch):
    async def gone() -> BlockNumber:
        raise AppError(ErrorKind.OFFLINE, "gone")

    await desk.journal.add(entry())
    monkeypatch.setattr(desk.chain, "finalized", gone)
    with pytest.raises(AppError):
        await desk.service.resolve()
    assert not (await desk.only()).receipt.settled


@pytest.mark.parametrize(
    ("nonce", "signs"), [(1, True), (2, False)], ids=["in its place", "behind it"]
)
async def test_beside_one_that_may_happen_only_one_in_its_place_is_signed(desk, nonce, signs):
    await desk.journal.add(replace(entry("0xold"), born=BlockNumber(1_000)))
    desk.chain.nonce = nonce
    error = await desk.submit(await desk.review())
    assert (error is None) is signs
    assert ("signed 0" in desk.chain.done) is signs
    if error is not None:
        assert (error.facts["reason"], error.facts["hash"]) == ("unsettled", "0xold")


async def test_the_book_makes_an_address_known_and_its_twin_suspect(desk):
    twin = Ss58(BOB[:6] + "x" * 36 + BOB[-6:])
    review = await desk.service.review(SENT, ALICE, [BOB])
    assert [notice.kind.value for notice in review.warnings] == ["irreversible"]
    review = await desk.service.review(SENT, ALICE, [twin])
    kinds = [notice.kind.value for notice in review.warnings]
    assert kinds == ["new-address", "look-alike", "irreversible"]
    assert review.warnings[1].facts["address"] == twin


async def test_a_payment_of_another_account_makes_the_address_known(desk):
    paid = entry("0xold", signer=address("//Carol"), dest=BOB)
    await desk.journal.add(paid)
    done = replace(paid.receipt, outcome=Outcome.SUCCEEDED, settled=True)
    await desk.journal.update(GENESIS, done)
    assert [notice.kind.value for notice in (await desk.review()).warnings] == ["irreversible"]
