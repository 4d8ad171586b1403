from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import bittensor as bt
import pytest
from bittensor import calls

from core.domain.ids import NetUid
from core.domain.intents import AddStake, Intent, RegisterHotkey, TransferTao
from core.domain.money import Price, TaoRao
from core.domain.networks import FINNEY, PRACTICE
from core.services.equivalents import equivalent_of
from tests.builders import TAO
from tests.fakes.signers import address

BOB = address("//Bob")
TRANSFER = TransferTao(BOB, TaoRao(TAO))
STAKE = AddStake(BOB, NetUid(14), TaoRao(25 * TAO), Price(50_000_000))
REGISTRATION = RegisterHotkey(BOB, NetUid(19), TaoRao(54_000_000))
ALL = [TRANSFER, STAKE, REGISTRATION]


def same(intent: Intent, wallet: str = ""):
    return equivalent_of(intent, FINNEY, wallet)


def test_a_command_says_the_amount_in_tao_and_the_limit_in_rao():
    assert same(TRANSFER).command == (
        f"btcli --network finney wallet transfer --dest {BOB} --amount 1.000000000"
    )
    assert same(STAKE).command == (
        f"btcli --network finney tx add-stake-limit --hotkey {BOB} --netuid 14"
        " --amount-tao 25.000000000 --limit-price-rao 50000000 --no-mev-shield"
    )
    assert same(REGISTRATION).command == (
        f"btcli --network finney subnets register --netuid 19 --hotkey {BOB}"
    )


@pytest.mark.parametrize("intent", ALL)
def test_a_wallet_is_named_whatever_its_name(intent):
    assert shlex.split(same(intent, "my cold; ls").command)[-2:] == ["--wallet", "my cold; ls"]


@pytest.mark.parametrize("intent", ALL)
def test_a_folder_that_btcli_would_not_take_by_itself_is_named(intent):
    command = equivalent_of(intent, FINNEY, "mine", Path("/my vault")).command
    assert shlex.split(command)[-4:] == ["--wallet", "mine", "--wallet-path", "/my vault"]
    hidden = equivalent_of(intent, FINNEY, "mine", Path("/a\u202eb"))
    assert "--wallet" not in hidden.command
    assert "no line shows" in hidden.difference


@pytest.mark.parametrize("intent", ALL)
def test_a_name_that_begins_like_an_option_is_none(intent):
    assert shlex.split(same(intent, "-rf").command)[-1] == "--wallet=-rf"


@pytest.mark.parametrize("name", ["a\u202eb", "a\nb", "a\x1b[2J", "a\udcff", "a\u200bb"])
def test_a_name_that_cannot_be_shown_as_it_is_is_left_out_and_that_is_said(name):
    said = same(TRANSFER, name)
    assert said.command == same(TRANSFER).command
    assert said.difference.startswith(same(TRANSFER).difference)
    assert "characters that no line shows" in said.difference


def test_what_a_command_does_otherwise_is_said():
    assert "anew" in same(TRANSFER).difference
    ending = TransferTao(BOB, TaoRao(TAO), keep_alive=False)
    assert "keeps the sender" in same(ending).difference
    assert "any price" in same(REGISTRATION).difference
    openly = RegisterHotkey(BOB, NetUid(19), TaoRao(1), shielded=False)
    assert "encrypted" in same(openly).difference


class Client:
    """What a snippet opens; ``told`` is all it was given."""

    told: list[Any]

    def __init__(self, network: str) -> None:
        self.told.append(network)

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(self, *_: object) -> None: ...

    async def plan(self, intent: Any, wallet: Any) -> None:
        self.told.append(intent)

    async def submit_call(self, call: Any, wallet: Any, shielded: bool) -> None:
        self.told.append((call, shielded))


async def run(snippet: str, monkeypatch) -> list[Any]:
    """What the SDK is told by a snippet that runs as it stands."""
    Client.told = []
    monkeypatch.setattr(bt, "Client", Client)
    body = "\n".join(f"    {line}" for line in snippet.splitlines())
    space: dict[str, Any] = {}
    exec(f"async def main(wallet):\n{body}\n", space)
    await space["main"](None)
    return Client.told


async def test_the_snippets_run_and_say_the_same_to_the_sdk(monkeypatch):
    network, transfer = await run(same(TRANSFER).snippet, monkeypatch)
    assert network == "finney"
    assert (transfer.dest_ss58, transfer.amount_tao.rao, transfer.keep_alive) == (BOB, TAO, True)
    _, stake = await run(same(STAKE).snippet, monkeypatch)
    assert (stake.hotkey_ss58, stake.netuid, stake.limit_price_rao) == (BOB, 14, 50_000_000)
    assert (stake.amount_tao.rao, stake.allow_partial) == (25 * TAO, False)
    _, (call, shielded) = await run(same(REGISTRATION).snippet, monkeypatch)
    assert shielded is True
    assert call == calls.SubtensorModule.register_limit(
        netuid=19, hotkey=BOB, limit_price=54_000_000
    )


@pytest.mark.parametrize("intent", ALL)
def test_a_network_without_a_name_of_theirs_goes_by_its_address(intent):
    reached = replace(PRACTICE, endpoints=("ws://127.0.0.1:9944",))
    said = equivalent_of(intent, reached, "")
    assert shlex.split(said.command)[2] == "ws://127.0.0.1:9944"
    assert 'bt.Client("ws://127.0.0.1:9944")' in said.snippet
