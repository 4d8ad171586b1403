"""Wallet files through the worker. Runs the real process; writes nothing encrypted, for time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.domain.keys import (
    CryptoType,
    FromDraft,
    FromPolkadotJs,
    FromPrivateKey,
    FromSeed,
    FromWords,
    KeyReason,
    KeyRef,
    Secret,
)
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.mnemonic import read_mnemonic
from core.keys.opening import open_key
from core.keys.vault import KeyVault
from core.ports import keys as ports
from tests.fakes.keyfiles import (
    OTHER_WORDS,
    PASSWORD,
    SEED,
    WORDS,
    keypair,
    plaintext,
    polkadot_js,
    put_hotkey,
    put_wallet,
)
from tests.fakes.waiting import until


@pytest.fixture
async def vault(root: Path) -> AsyncIterator[KeyVault]:
    found = KeyVault(root)
    yield found
    await found.close()


async def test_it_is_what_services_are_promised(vault, root):
    promised: ports.KeyVault = vault
    assert (await promised.wallets()).root == root


async def test_a_draft_is_shown_stored_and_listed(vault, root):
    put_wallet(root)
    draft = await vault.draft(12, CryptoType.SR25519)
    assert read_mnemonic(draft.words.reveal_text()).is_mnemonic
    stored = await vault.store_hotkey("main", "miner", FromDraft(draft.number))
    assert stored.address == draft.address
    (wallet,) = (await vault.wallets()).wallets
    assert wallet.hotkeys[0].fingerprint == stored.fingerprint
    opened = open_key(root, KeyRef("main", "miner"), None, None)
    assert primitives.serialise(opened.keypair).find(draft.words.reveal()) > 0


PRIVATE = json.loads(plaintext())["privateKey"].encode()
SOURCES = [
    (FromWords(Secret(WORDS.upper())), keypair()),
    (FromWords(Secret(WORDS), CryptoType.ED25519), keypair(WORDS, CryptoType.ED25519)),
    (FromSeed(Secret(SEED)), primitives.from_seed(SEED, CryptoType.SR25519)),
    (FromPrivateKey(Secret(PRIVATE)), keypair()),
    (FromPolkadotJs(Secret(polkadot_js()), Secret(PASSWORD)), keypair()),
]


@pytest.mark.parametrize(("source", "expected"), SOURCES)
async def test_every_source_becomes_a_hotkey(vault, root, source, expected):
    put_wallet(root)
    stored = await vault.store_hotkey("main", "miner", source)
    assert stored.address == expected.ss58_address
    assert stored.crypto_type == expected.crypto_type
    assert open_key(root, KeyRef("main", "miner"), None, None).has_public


async def test_a_discarded_draft_cannot_be_stored(vault, root):
    put_wallet(root)
    draft = await vault.draft(24, CryptoType.SR25519)
    await vault.discard(draft.number)
    await vault.discard(draft.number)
    with pytest.raises(AppError) as caught:
        await vault.store_hotkey("main", "miner", FromDraft(draft.number))
    assert caught.value.facts["reason"] == KeyReason.NO_DRAFT


async def test_it_says_while_something_is_asked_of_it(vault):
    assert not vault.is_busy
    task = asyncio.ensure_future(vault.draft(12, CryptoType.SR25519))
    await until(lambda: vault.is_busy)
    await task
    assert not vault.is_busy


async def test_an_address_is_watched(vault):
    address = (await vault.draft(12, CryptoType.SR25519)).address
    await vault.watch("eye", address, CryptoType.SR25519)
    (wallet,) = (await vault.wallets()).wallets
    assert wallet.is_watch_only


async def test_a_wrong_old_password_is_told(vault, root):
    put_wallet(root)
    with pytest.raises(AppError) as caught:
        await vault.change_password(KeyRef("main"), Secret(b"no"), Secret(b"new"))
    assert caught.value.kind is ErrorKind.WRONG_PASSWORD


async def test_a_public_file_is_restored(vault, root):
    put_wallet(root)
    put_hotkey(root).parent.joinpath("minerpub.txt").unlink()
    await vault.restore_public(KeyRef("main", "miner"), None)
    assert open_key(root, KeyRef("main", "miner"), None, None).has_public
    (root / "main" / "coldkeypub.txt").unlink()
    await vault.restore_public(KeyRef("main"), Secret(PASSWORD))
    assert open_key(root, KeyRef("main"), PASSWORD, None).has_public


async def test_a_key_is_put_away_where_it_says(vault, root):
    put_wallet(root)
    put_hotkey(root)
    folder = Path(await vault.put_away(KeyRef("main", "miner")))
    assert (folder / "miner").exists()
    assert folder.is_relative_to(root / ".trash")


async def test_two_vaults_at_once_make_one_key(root):
    put_wallet(root)
    vaults = [KeyVault(root), KeyVault(root)]
    words = (WORDS, OTHER_WORDS)
    results = await asyncio.gather(
        *(
            vault.store_hotkey("main", "miner", FromWords(Secret(phrase)))
            for vault, phrase in zip(vaults, words, strict=True)
        ),
        return_exceptions=True,
    )
    for vault in vaults:
        await vault.close()
    (won,) = (result for result in results if not isinstance(result, BaseException))
    (lost,) = (result for result in results if isinstance(result, AppError))
    assert lost.facts["reason"] in (KeyReason.KEY_EXISTS, KeyReason.OTHER_KEY)
    opened = open_key(root, KeyRef("main", "miner"), None, None)
    assert opened.stored.address == won.address
    assert opened.has_public


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def _until_ended(vault: KeyVault) -> None:
    async with asyncio.timeout(20):
        while vault.is_running:
            await asyncio.sleep(0.001)


async def test_an_idle_worker_ends(root):
    clock = Clock()
    vault = KeyVault(root, idle_seconds=0.01, clock=clock)
    await vault.wallets()
    clock.now += 1
    await _until_ended(vault)
    assert (await vault.wallets()).wallets == ()
    await vault.close()


async def test_a_draft_does_not_outlive_a_night_that_the_machine_slept(vault, sleep_all_night):
    await vault.draft(12, CryptoType.SR25519)
    sleep_all_night()
    await _until_ended(vault)


async def test_a_draft_keeps_the_worker_until_it_is_discarded(root):
    clock = Clock()
    vault = KeyVault(root, idle_seconds=0.01, clock=clock)
    draft = await vault.draft(12, CryptoType.SR25519)
    clock.now += 800
    put_wallet(root)
    await vault.store_hotkey("main", "miner", FromDraft(draft.number))
    clock.now += 1
    await vault.wallets()
    clock.now += 1
    await _until_ended(vault)
    await vault.close()


async def test_locking_forgets_every_draft(vault, root):
    put_wallet(root)
    draft = await vault.draft(12, CryptoType.SR25519)
    await vault.lock()
    assert not vault.is_running
    with pytest.raises(AppError) as caught:
        await vault.store_hotkey("main", "miner", FromDraft(draft.number))
    assert caught.value.facts["reason"] == KeyReason.NO_DRAFT
