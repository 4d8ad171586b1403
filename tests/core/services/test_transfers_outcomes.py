"""What blocks tell of a transaction, over a chain written by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest

from core.domain.activity import Contents
from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.money import TaoRao
from core.domain.networks import FINNEY_GENESIS
from core.domain.transactions import Inclusion, Outcome, Result, Stage, Times
from core.errors import AppError, ErrorKind
from core.services.transfers_outcomes import followed, judged, outdone
from tests.builders import NOW
from tests.fakes.entries import entry

FEE = TaoRao(166_247)
CARRIER = "0xca"
SHIELDED = {"contents": Contents(carrier=CARRIER), "dies": BlockNumber(1_008)}


@dataclass
class Blocks:
    """The part of a ``ChainWriter`` that looks; a test moves ``head`` and the rest."""

    found: Inclusion | None = None
    final: int = 1_000
    nonce: int = 1
    script: list[dict] = field(default_factory=list)
    looked: list[tuple[int, int]] = field(default_factory=list)
    carrier: Inclusion | None = None

    async def finalized(self) -> BlockNumber:
        return BlockNumber(self.final)

    async def nonce_at(self, address: Ss58, block: BlockNumber) -> int:
        return self.nonce

    async def find(self, transaction: str, born: int, last: int) -> Inclusion | None:
        self.looked.append((born, last))
        found = self.carrier if transaction == CARRIER else self.found
        return found if found is not None and found.block <= last else None

    async def heads(self) -> AsyncIterator[BlockHead]:
        for number, changes in enumerate(self.script, start=1_001):
            for name, value in changes.items():
                setattr(self, name, value)
            yield BlockHead(BlockNumber(number), BlockHash(f"0x{number}"), 0.0)
        raise AppError(ErrorKind.OFFLINE, "gone")


class Notes:
    def __init__(self) -> None:
        self.noted = []
        self.kept = []
        self.is_full = False

    async def update(self, genesis, receipt) -> None:
        if self.is_full:
            raise AppError(ErrorKind.STORAGE, "full")
        self.noted.append(receipt)

    async def entries(self, genesis, search):
        return [each for each in self.kept if each.genesis == genesis and each.signer == search]


def inclusion(block: int, error: str = "", **fields) -> Inclusion:
    return Inclusion(BlockNumber(block), BlockHash(f"0x{block}"), FEE, error, **fields)


async def told(blocks: Blocks, head: int = 1_010, **fields):
    return await judged(blocks, entry(**fields), BlockNumber(head), NOW)


@pytest.mark.parametrize(("final", "stage"), [(1_004, Stage.IN_BLOCK), (1_005, Stage.FINAL)])
async def test_a_block_counts_as_final_only_when_it_is(final, stage):
    receipt = await told(Blocks(inclusion(1_005), final))
    assert (receipt.stage, receipt.settled) == (stage, stage is Stage.FINAL)
    assert (receipt.outcome, receipt.fee) == (Outcome.SUCCEEDED, FEE)


async def test_a_failure_in_the_block_is_no_success():
    receipt = await told(Blocks(inclusion(1_005, "FundsUnavailable"), 1_010))
    assert (receipt.outcome, receipt.error) == (Outcome.FAILED, "FundsUnavailable")


@pytest.mark.parametrize(("final", "settled"), [(1_063, False), (1_064, True)])
async def test_it_expires_when_its_last_block_is_final_without_it(final, settled):
    receipt = await told(Blocks(final=final), 1_070)
    assert receipt.settled is settled
    assert receipt.outcome is (Outcome.EXPIRED if settled else Outcome.OPEN)


async def test_it_is_replaced_when_another_one_took_its_nonce():
    receipt = await told(Blocks(nonce=2))
    assert (receipt.outcome, receipt.settled) == (Outcome.REPLACED, True)


async def test_one_that_was_refused_stays_refused_until_it_can_no_longer_happen():
    refused = {"outcome": Outcome.REFUSED}
    assert (await told(Blocks(), **refused)).settled is False
    receipt = await told(Blocks(final=1_064), **refused)
    assert (receipt.outcome, receipt.settled) == (Outcome.REFUSED, True)


async def test_one_that_was_refused_and_included_all_the_same_is_found():
    receipt = await told(Blocks(inclusion(1_005), 1_010), outcome=Outcome.REFUSED)
    assert receipt.outcome is Outcome.SUCCEEDED


async def test_a_block_that_a_reorganisation_took_away_is_no_longer_shown():
    receipt = await told(Blocks(), stage=Stage.IN_BLOCK, outcome=Outcome.SUCCEEDED)
    assert (receipt.stage, receipt.outcome) == (Stage.SENT, Outcome.OPEN)
    assert (receipt.block, receipt.settled) == (None, False)


async def test_no_block_beyond_its_life_is_searched():
    blocks = Blocks()
    await told(blocks, 5_000)
    assert blocks.looked == [(1_000, 1_064)]


async def test_following_notes_each_change_before_it_tells():
    blocks, notes = Blocks(), Notes()
    blocks.script = [{}, {"found": inclusion(1_002)}, {}, {"final": 1_002}, {}]
    seen = []
    async for receipt in followed(blocks, notes, entry(), lambda: NOW):
        assert notes.noted[-1] == receipt
        seen.append(receipt.stage)
    assert seen == [Stage.IN_BLOCK, Stage.FINAL]


async def test_following_goes_on_while_the_journal_cannot_be_written_and_says_so():
    blocks, notes = Blocks(), Notes()
    notes.is_full = True
    blocks.script = [{"found": inclusion(1_001)}, {}, {"final": 1_003}]
    seen = []
    async for receipt in followed(blocks, notes, entry(), lambda: NOW):
        seen.append((receipt.stage, receipt.is_noted))
        notes.is_full = False
    assert seen == [(Stage.IN_BLOCK, False), (Stage.FINAL, True)]
    assert [receipt.stage for receipt in notes.noted] == [Stage.FINAL]


async def test_following_through_a_reorganisation_ends_with_the_block_that_stays():
    blocks, notes = Blocks(), Notes()
    blocks.script = [
        {"found": inclusion(1_001)},
        {"found": None},
        {"found": inclusion(1_003)},
        {"final": 1_003},
    ]
    stages = [(r.stage, r.block) async for r in followed(blocks, notes, entry(), lambda: NOW)]
    assert stages == [
        (Stage.IN_BLOCK, 1_001),
        (Stage.SENT, None),
        (Stage.IN_BLOCK, 1_003),
        (Stage.FINAL, 1_003),
    ]


async def test_following_raises_when_the_connection_ends():
    with pytest.raises(AppError):
        _ = [receipt async for receipt in followed(Blocks(), Notes(), entry(), lambda: NOW)]


async def test_what_a_receipt_had_is_kept_while_nothing_is_known():
    lost = entry(outcome=Outcome.UNKNOWN)
    assert await judged(Blocks(), lost, BlockNumber(1_010), NOW) == replace(lost.receipt)


async def test_what_the_block_tells_is_kept_with_the_times():
    told_by = Result(index=3, paid=TaoRao(7))
    in_block = await told(Blocks(inclusion(1_005, time=NOW - 5, result=told_by)))
    assert (in_block.result, in_block.reached) == (told_by, Times(included=NOW - 5))
    final = await told(Blocks(inclusion(1_005, time=NOW - 5, result=told_by), final=1_005))
    assert final.reached == Times(included=NOW - 5, final=NOW)


async def test_nothing_is_paid_for_what_never_happened():
    assert (await told(Blocks(final=1_064), 1_070)).fee == 0
    assert (await told(Blocks(nonce=2))).fee == 0


async def test_a_shielded_one_costs_its_carriers_fee_too():
    blocks = Blocks(inclusion(1_005), 1_005, carrier=inclusion(1_005))
    receipt = await told(blocks, **SHIELDED)
    assert (receipt.stage, receipt.fee) == (Stage.FINAL, 2 * FEE)


async def test_one_that_never_came_out_of_its_carrier_cost_the_carriers_fee():
    receipt = await told(Blocks(final=1_008, carrier=inclusion(1_003)), **SHIELDED)
    assert (receipt.outcome, receipt.settled, receipt.fee) == (Outcome.EXPIRED, True, FEE)


async def test_one_that_left_its_block_and_can_come_back_in_none_is_shown_in_none():
    receipt = await told(Blocks(nonce=2), stage=Stage.IN_BLOCK, outcome=Outcome.SUCCEEDED)
    assert (receipt.outcome, receipt.settled) == (Outcome.REPLACED, True)
    assert (receipt.stage, receipt.block, receipt.result) == (Stage.SENT, None, Result())


@pytest.mark.parametrize(("block", "replaced"), [(999, False), (1_000, True), (1_010, True)])
async def test_only_what_took_its_nonce_in_its_own_time_replaces_it(block, replaced):
    """An account that ended and was paid again counts its transactions from 0 anew."""
    on_finney = {"genesis": FINNEY_GENESIS, "signed_at": NOW}
    waiting = entry("0x01", **on_finney)
    other = entry("0x02", **on_finney)
    there = replace(other.receipt, stage=Stage.FINAL, block=BlockNumber(block), settled=True)
    notes = Notes()
    notes.kept = [waiting, replace(other, receipt=there)]
    receipt = await outdone(notes, waiting, waiting.receipt, NOW + 1)
    assert receipt.settled is replaced
    assert receipt.outcome is (Outcome.REPLACED if replaced else Outcome.OPEN)
