"""What was sent is followed by the app itself, whoever stopped watching, and over a restart."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace

import pytest

from core.application import Application, open_application
from core.domain.ids import NetUid
from core.domain.intents import AddStake, TransferTao, Within
from core.domain.money import TaoRao
from core.domain.networks import parse_network
from core.domain.settings import Launch, Settings
from core.domain.transactions import NoticeKind, Outcome, Stage
from tests.builders import TAO
from tests.fakes.practice import RunningNode, running_node
from tests.fakes.signers import DevSigner, address

ALICE = address("//Alice")
SENT = TransferTao(address("//Bob"), TaoRao(3 * TAO))
STAKE = AddStake(address("//Alice//hot"), NetUid(1), TaoRao(5 * TAO), Within(500))


@pytest.fixture(autouse=True)
def _environment():
    before = dict(os.environ)
    yield
    for name in set(os.environ) - set(before):
        del os.environ[name]
    os.environ.update(before)


@pytest.fixture
async def node() -> AsyncIterator[RunningNode]:
    """One that goes on while the app is closed."""
    async with running_node(block_time=0.3) as running:
        yield running


def opened(folder, node: RunningNode):
    launch = Launch(folder / "data", folder / "wallets", parse_network(node.url))
    return open_application(launch, Settings())


async def sent(app: Application, intent=SENT) -> None:
    """Sign and send; nobody watches afterwards."""
    review = await app.transfers.review(intent, ALICE)
    async with aclosing(app.transfers.submit(review, DevSigner())) as receipts:
        async for receipt in receipts:
            if receipt.stage is Stage.SENT:
                return


async def final(app: Application):
    """The only entry, once the chain has decided; told by the journal's changes."""
    changes = app.activity.changes()
    async with asyncio.timeout(30):
        while True:
            entries = await app.activity.entries()
            if entries and entries[0].receipt.settled:
                (entry,) = entries
                return entry
            await anext(changes)


@pytest.mark.parametrize("intent", [SENT, STAKE], ids=lambda intent: intent.kind.value)
async def test_what_nobody_watches_is_followed_to_its_end(tmp_path, node, intent):
    async with opened(tmp_path, node) as app:
        await app.network.reader()
        await sent(app, intent)
        entry = await final(app)
        assert (entry.receipt.stage, entry.receipt.outcome) == (Stage.FINAL, Outcome.SUCCEEDED)
        assert entry.paid == intent.exact
        reached = entry.receipt.reached
        assert None not in (reached.sent, reached.included, reached.final)


async def test_quitting_in_the_middle_is_taken_up_at_the_next_start(tmp_path, node):
    async with opened(tmp_path, node) as app:
        await app.network.reader()
        await sent(app)
        (entry,) = await app.activity.entries()
        assert not entry.receipt.settled
    async with opened(tmp_path, node) as app:
        entry = await final(app)
        assert (entry.receipt.stage, entry.receipt.outcome) == (Stage.FINAL, Outcome.SUCCEEDED)


async def test_the_limits_are_those_of_the_preferences_at_once(tmp_path, node):
    async with opened(tmp_path, node) as app:
        await app.network.reader()
        assert (await app.transfers.review(SENT, ALICE)).blockers == ()
        await app.preferences.save(replace(app.preferences.settings, most_per_transaction=TAO))
        review = await app.transfers.review(SENT, ALICE)
        assert [notice.kind for notice in review.blockers] == [NoticeKind.OVER_LIMIT_ONCE]
