"""The command beside a review does the same when it is pasted as it stands."""

from __future__ import annotations

import asyncio
import shlex

import pytest

from core.chain.intents import call_of
from core.domain.ids import NetUid, Ss58
from core.domain.intents import AddStake, RegisterHotkey, TransferTao
from core.domain.money import Price, TaoRao
from core.domain.networks import parse_network
from core.services.equivalents import equivalent_of
from tests.builders import TAO
from tests.fakes.practice import RunningNode
from tests.fakes.signers import address
from tests.interop.clients import WALLET

ONE = NetUid(1)
OF_ALICE = address("//Alice//hot")
NEW = address("//Alice//of-an-equal-command")


async def ran(current, endpoint, intent):
    """What the tool says of the command, and the transactions of the block it went into."""
    said = equivalent_of(intent, parse_network(endpoint), WALLET)
    program, *parts = shlex.split(said.command)
    assert program == "btcli"
    answers = ("--wallet-path", current.wallets, "--yes", "--json")
    told = await asyncio.to_thread(current.run, *parts, *answers)
    assert told["success"]
    block = await RunningNode(endpoint, None).call("chain_getBlock", told["block_hash"])
    return told, "".join(block["block"]["extrinsics"])


@pytest.mark.parametrize(
    "intent",
    [
        TransferTao(Ss58(NEW), TaoRao(1_234_567_891)),
        AddStake(OF_ALICE, ONE, TaoRao(5 * TAO), Price(100 * TAO)),
    ],
    ids=["transfer", "stake"],
)
async def test_the_equal_command_makes_the_very_call(current, endpoint, intent):
    _, transactions = await ran(current, endpoint, intent)
    assert call_of(intent).data.hex() in transactions


async def test_the_command_for_a_registration_registers_and_shields_it(current, endpoint):
    intent = RegisterHotkey(NEW, ONE, TaoRao(1_000 * TAO))
    told, transactions = await ran(current, endpoint, intent)
    assert told["data"]["shielded"] is True
    assert call_of(intent).data.hex() not in transactions  # it knows no limit, as is said there
    assert NEW in await asyncio.to_thread(current.hotkeys, ONE)
