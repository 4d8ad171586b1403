"""A journal that cannot be written any more once a transaction is signed."""

from __future__ import annotations

import pytest

from core.domain.intents import TransferTao
from core.domain.money import TaoRao
from core.domain.networks import PRACTICE
from core.domain.transactions import Outcome, Stage
from core.errors import AppError, ErrorKind
from core.services.transfers import TransferService
from tests.builders import TAO
from tests.fakes.practice import running_node
from tests.fakes.signers import DevSigner, address
from tests.fakes.transfers import bench

ALICE, BOB = address("//Alice"), address("//Bob")
SENT = TransferTao(BOB, TaoRao(3 * TAO))


class FullJournal:
    """Takes what is signed, and no news of it."""

    def __init__(self, journal) -> None:
        self._journal = journal

    def __getattr__(self, name):
        return getattr(self._journal, name)

    async def update(self, genesis, receipt) -> None:
        raise AppError(ErrorKind.STORAGE, "full")


class Refusing:
    """A writer whose node refuses what is sent."""

    def __init__(self, writer) -> None:
        self._writer = writer

    def __getattr__(self, name):
        return getattr(self._writer, name)

    async def send(self, signed) -> None:
        raise AppError(ErrorKind.REJECTED, "no", {"code": "1010", "reason": "Inability to pay"})


def over_full_disk(desk, writer) -> TransferService:
    async def give():
        return writer

    return TransferService(
        give, FullJournal(desk.journal), lambda: PRACTICE, lambda: desk.now, lambda: desk.policy
    )


async def test_it_is_sent_and_followed_all_the_same_and_the_journal_catches_up(tmp_path):
    async with running_node() as node, bench(tmp_path, node.url) as desk:
        service = over_full_disk(desk, desk.link.writer())
        review = await service.review(SENT, ALICE)
        receipts = [receipt async for receipt in service.submit(review, DevSigner())]
        stages = [receipt.stage for receipt in receipts]
        assert stages == [Stage.SIGNED, Stage.SENT, Stage.IN_BLOCK, Stage.FINAL]
        assert [receipt.is_noted for receipt in receipts] == [True, False, False, False]
        assert receipts[-1].outcome is Outcome.SUCCEEDED
        (entry,) = await desk.journal.entries(desk.link.writer().genesis)
        assert entry.receipt.stage is Stage.SIGNED
        (told,) = await desk.service.resolve()
        assert (told.stage, told.hash) == (Stage.FINAL, receipts[-1].hash)


async def test_a_refusal_is_told_as_one(tmp_path):
    async with running_node() as node, bench(tmp_path, node.url) as desk:
        service = over_full_disk(desk, Refusing(desk.link.writer()))
        review = await service.review(SENT, ALICE)
        with pytest.raises(AppError) as caught:
            async for _receipt in service.submit(review, DevSigner()):
                pass
        assert caught.value.kind is ErrorKind.REJECTED
