"""Wallets that both generations of btcli made open in the app."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.domain.keys import CryptoType, Finding, KeyFormat, KeyRef, Secret, WalletRecord
from core.domain.settings import Launch, Settings
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


@pytest.mark.parametrize(
    "ref",
    [KeyRef("new"), KeyRef("again"), KeyRef("new", "first"), KeyRef("again", "ed")],
    ids=lambda ref: f"{ref.wallet}-{ref.hotkey or 'coldkey'}",
)
async def test_the_app_unlocks_them_and_what_it_signs_the_tool_verifies(made, agent, ref):
    password = None if ref.hotkey else Secret.of_text(PASSWORD)
    unlocked = await agent.unlock(ref, password)
    assert unlocked.has_public
    signature = (await agent.sign_message(ref, MESSAGE)).hex()
    address = unlocked.stored.address
    if unlocked.stored.crypto_type.name.lower() in made.tool.verifies:
        assert await asyncio.to_thread(made.tool.verify, MESSAGE, signature, address)
    else:  # btcli 11 takes no ed25519 signature for valid, but makes the same ones
        secret = "" if ref.hotkey else PASSWORD
        theirs = made.tool.sign, made.folder, ref.wallet, MESSAGE, secret, ref.hotkey
        assert (await asyncio.to_thread(*theirs))[0] == signature


async def test_the_tool_signs_with_them_and_the_app_verifies(made, vault):
    signature, address = await asyncio.to_thread(
        made.tool.sign, made.folder, "again", MESSAGE, hotkey="sr"
    )
    assert address == address_of(CryptoType.SR25519)
    assert await vault.verify_message(MESSAGE, bytes.fromhex(signature), address)


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
