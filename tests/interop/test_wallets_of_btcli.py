"""Wallets that both generations of btcli made open in the app."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from core.application import open_application
from core.domain.ids import Ss58
from core.domain.intents import TransferTao
from core.domain.keys import CryptoType, Finding, KeyFormat, KeyRef, Secret, WalletRecord
from core.domain.money import TaoRao
from core.domain.networks import parse_network
from core.domain.settings import Launch, Settings
from core.domain.transactions import Outcome, Stage
from core.keys.agent import KeyAgent
from core.keys.primitives import from_words
from core.keys.vault import KeyVault
from core.services.wallets import WalletService
from tests.fakes.keyfiles import put_wallet
from tests.fakes.preferences import FakePreferences
from tests.fakes.vault import FakeBackupLog
from tests.fakes.waiting import first
from tests.interop.clients import CurrentBtcli, OlderBtcli

# Each tool takes seconds for every encrypted key, and so does the app.
pytestmark = pytest.mark.timeout(300)

PASSWORD = "pass wörd ✓"
MESSAGE = "I am who I say, ü ✓"
WORDS = "letter advice cage absurd amount doctor acoustic avoid letter advice cage above"
NOTICED_SECONDS = 2.0
SENT = TaoRao(123_456_789)


def address_of(scheme: CryptoType) -> str:
    return from_words(WORDS.encode(), scheme).ss58_address


@dataclass(frozen=True)
class Made:
    """A folder with a new wallet and one from words, and the tool that made them."""

    tool: CurrentBtcli | OlderBtcli
    folder: Path


def _made(tool: CurrentBtcli | OlderBtcli, folder: Path) -> Made:
    tool.create(folder, "new", "first", 24, PASSWORD)
    tool.regenerate_coldkey(folder, "again", WORDS, "ed25519", PASSWORD)
    for name, scheme in (("sr", "sr25519"), ("ed", "ed25519")):
        tool.regenerate_hotkey(folder, "again", name, WORDS, scheme)
    return Made(tool, folder)


@pytest.fixture(scope="session")
def made_by_current(current, tmp_path_factory) -> Made:
    return _made(current, tmp_path_factory.mktemp("by-current"))


@pytest.fixture(scope="session")
def made_by_older(older, tmp_path_factory) -> Made:
    return _made(older, tmp_path_factory.mktemp("by-older"))


@pytest.fixture(params=["current", "older"])
def made(request) -> Made:
    return request.getfixturevalue(f"made_by_{request.param}")


@pytest.fixture
async def vault(made) -> AsyncIterator[KeyVault]:
    found = KeyVault(made.folder)
    yield found
    await found.close()


@pytest.fixture
async def agent(made) -> AsyncIterator[KeyAgent]:
    found = KeyAgent(made.folder)
    yield found
    await found.close()


async def _listed(vault: KeyVault) -> dict[str, WalletRecord]:
    return {wallet.name.text: wallet for wallet in (await vault.wallets()).wallets}


async def test_the_app_lists_them_and_finds_only_the_plain_hotkeys(vault):
    wallets = await _listed(vault)
    assert set(wallets) == {"new", "again"}
    for wallet in wallets.values():
        assert wallet.format is KeyFormat.NACL
        assert wallet.findings == ()
        assert {hotkey.format for hotkey in wallet.hotkeys} == {KeyFormat.JSON}
        assert {hotkey.findings for hotkey in wallet.hotkeys} == {(Finding.PLAINTEXT,)}
    again = wallets["again"]
    assert (again.address, again.crypto_type) == (
        address_of(CryptoType.ED25519),
        CryptoType.ED25519,
    )
    assert {hotkey.name.text: hotkey.address for hotkey in again.hotkeys} == {
        "sr": address_of(CryptoType.SR25519),
        "ed": address_of(CryptoType.ED25519),
    }


def _spender(made: Made) -> KeyRef:
    """The coldkey that a transfer opens: sr25519 of the one tool, ed25519 of the other."""
    return KeyRef("new" if isinstance(made.tool, CurrentBtcli) else "again")


@pytest.mark.parametrize("which", ["coldkey", "first", "ed"])
async def test_the_app_unlocks_them_and_a_tool_verifies_what_it_signs(made, older, agent, which):
    other = KeyRef("again" if _spender(made).wallet == "new" else "new")
    ref = {"coldkey": other, "first": KeyRef("new", "first"), "ed": KeyRef("again", "ed")}[which]
    unlocked = await agent.unlock(ref, None if ref.hotkey else Secret.of_text(PASSWORD))
    assert unlocked.has_public
    signature = (await agent.sign_message(ref, MESSAGE)).hex()
    scheme = unlocked.stored.crypto_type.name.lower()
    # btcli 11 takes no ed25519 signature for valid, not even its own.
    verifier = made.tool if scheme in made.tool.verifies else older
    address = unlocked.stored.address
    assert await asyncio.to_thread(verifier.verify, MESSAGE, signature, address)


async def test_the_tool_signs_with_them_and_the_app_verifies(made, vault):
    signature, address = await asyncio.to_thread(
        made.tool.sign, made.folder, "again", MESSAGE, hotkey="sr"
    )
    assert address == address_of(CryptoType.SR25519)
    assert await vault.verify_message(MESSAGE, bytes.fromhex(signature), address)


async def test_the_app_transfers_from_a_tools_wallet(made, current, endpoint, stranger, tmp_path):
    ref = _spender(made)
    launch = Launch(tmp_path, made.folder, parse_network(endpoint))
    async with open_application(launch, Settings()) as app:
        await first(app.wallets.listings(), lambda listing: True)
        owner = app.wallets.wallet(ref.wallet).address
        await asyncio.to_thread(current.transfer, owner, "1")
        await app.network.reader()
        await app.locks.unlock(ref, Secret.of_text(PASSWORD))
        review = await app.transfers.review(TransferTao(Ss58(stranger), SENT), owner)
        assert review.blockers == ()
        receipts = [each async for each in app.transfers.submit(review, app.locks.signer(ref))]
    assert receipts[-1].stage is Stage.FINAL
    assert receipts[-1].outcome is Outcome.SUCCEEDED
    assert await asyncio.to_thread(current.balance, stranger) == Decimal(SENT).scaleb(-9)


async def test_what_a_tool_changes_while_the_app_runs_is_noticed_and_left_alone(btcli, tmp_path):
    put_wallet(tmp_path, "new")
    vault = KeyVault(tmp_path)
    launch = Launch(tmp_path, tmp_path)
    preferences = FakePreferences(Settings())
    wallets = WalletService(vault, FakeBackupLog(), preferences, launch, float, _never)
    try:
        wallets.begin()
        listings = wallets.listings()
        await first(listings, lambda listing: True)
        await asyncio.to_thread(btcli.regenerate_hotkey, tmp_path, "new", "miner", WORDS, "sr25519")
        files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        async with asyncio.timeout(NOTICED_SECONDS):
            await first(listings, _has_miner)
        assert {path: path.read_bytes() for path in files} == files
    finally:
        await wallets.close()
        await vault.close()


def _has_miner(listing) -> bool:
    return any(
        hotkey.address == address_of(CryptoType.SR25519)
        for wallet in listing.wallets
        for hotkey in wallet.hotkeys
    )


async def _never(ref: KeyRef) -> None:
    raise AssertionError(f"{ref} was locked")
