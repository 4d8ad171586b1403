"""Wallets that the app made open in both generations of btcli."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest

from core.domain.keys import CryptoType, FromDraft, KeyRef, Secret
from core.keys.agent import KeyAgent
from core.keys.vault import KeyVault

# Each tool takes seconds for every encrypted key, and so does the app.
pytestmark = pytest.mark.timeout(300)

PASSWORD = "pass wörd ✓"
MESSAGE = "I am who I say, ü ✓"
AMOUNT = Decimal("0.123456789")
SR25519, ED25519 = CryptoType.SR25519, CryptoType.ED25519

# Every number of words and both schemes, encrypted and not. Encrypting takes seconds.
COLDKEYS = {"spruce": (12, SR25519), "cedar": (24, ED25519)}
HOTKEYS = {
    ("spruce", "fifteen"): (15, SR25519, False),
    ("spruce", "eighteen"): (18, ED25519, False),
    ("spruce", "twenty-one"): (21, SR25519, False),
    ("cedar", "sealed"): (24, SR25519, True),
}
SCHEMES = {SR25519: "sr25519", ED25519: "ed25519"}


class Made:
    """The folder and the address of each key in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.addresses: dict[KeyRef, str] = {}

    async def make(self) -> None:
        vault, password = KeyVault(self.folder), Secret.of_text(PASSWORD)
        try:
            for wallet, (words, scheme) in COLDKEYS.items():
                source = FromDraft((await vault.draft(words, scheme)).number)
                stored = await vault.store_coldkey(wallet, source, password)
                self.addresses[stored.ref] = stored.address
            for (wallet, name), (words, scheme, sealed) in HOTKEYS.items():
                source = FromDraft((await vault.draft(words, scheme)).number)
                secret = password if sealed else None
                stored = await vault.store_hotkey(wallet, name, source, secret)
                self.addresses[stored.ref] = stored.address
        finally:
            await vault.close()

    def address(self, wallet: str, hotkey: str = "") -> str:
        return self.addresses[KeyRef(wallet, hotkey)]


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Made:
    found = Made(tmp_path_factory.mktemp("app") / "wallets")
    asyncio.run(found.make())
    return found


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


def test_both_tools_list_every_wallet_and_hotkey(btcli, made):
    listed = btcli.list_wallets(made.folder)
    assert set(listed) == set(COLDKEYS)
    for wallet, (_, scheme) in COLDKEYS.items():
        assert listed[wallet].address == made.address(wallet)
        assert listed[wallet].scheme == SCHEMES[scheme]
        assert listed[wallet].hotkeys == {
            name: None if sealed else made.address(wallet, name)
            for (of, name), (_, _, sealed) in HOTKEYS.items()
            if of == wallet
        }


@pytest.mark.parametrize(
    ("tool", "wallet", "hotkey"),
    [
        # With the transfers below, each tool opens both schemes' coldkeys.
        ("current", "spruce", ""),
        ("older", "cedar", ""),
        ("current", "cedar", "sealed"),
        ("older", "cedar", "sealed"),
        ("older", "spruce", "eighteen"),
        ("current", "spruce", "twenty-one"),
    ],
)
async def test_what_a_tool_signs_with_the_apps_key_the_app_verifies(
    request, made, vault, tool, wallet, hotkey
):
    is_sealed = not hotkey or HOTKEYS[wallet, hotkey][2]
    password = PASSWORD if is_sealed else ""
    signature, address = await asyncio.to_thread(
        request.getfixturevalue(tool).sign, made.folder, wallet, MESSAGE, password, hotkey
    )
    assert address == made.address(wallet, hotkey)
    raw = bytes.fromhex(signature.removeprefix("0x"))
    assert await vault.verify_message(MESSAGE, raw, address)
    assert not await vault.verify_message(MESSAGE + ".", raw, address)


@pytest.mark.parametrize("hotkey", ["fifteen", "eighteen"])
async def test_what_the_app_signs_a_tool_verifies(btcli, made, agent, hotkey):
    ref = KeyRef("spruce", hotkey)
    scheme = SCHEMES[HOTKEYS["spruce", hotkey][1]]
    if scheme not in btcli.verifies:
        pytest.skip("btcli 11 says of its own ed25519 signatures too that they are not valid")
    await agent.unlock(ref, None)
    signature = (await agent.sign_message(ref, MESSAGE)).hex()
    assert await asyncio.to_thread(btcli.verify, MESSAGE, signature, made.addresses[ref])
    assert not await asyncio.to_thread(btcli.verify, "other", signature, made.addresses[ref])


async def test_an_ed25519_signature_is_to_the_byte_what_a_tool_signs(current, made, agent):
    ref = KeyRef("spruce", "eighteen")
    await agent.unlock(ref, None)
    theirs, _ = await asyncio.to_thread(
        current.sign, made.folder, ref.wallet, MESSAGE, hotkey=ref.hotkey
    )
    assert (await agent.sign_message(ref, MESSAGE)).hex() == theirs


@pytest.mark.parametrize(("tool", "wallet"), [("current", "cedar"), ("older", "spruce")])
def test_a_tool_transfers_from_the_apps_wallet(request, current, made, stranger, tool, wallet):
    current.transfer(made.address(wallet), "1")
    spender = request.getfixturevalue(tool)
    spender.transfer_from(made.folder, wallet, PASSWORD, stranger, str(AMOUNT))
    assert current.balance(stranger) == AMOUNT
    assert 0 < 1 - AMOUNT - current.balance(made.address(wallet)) < Decimal("0.01")
