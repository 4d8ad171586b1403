"""Keys that come from elsewhere, through the real worker: identified, adopted, tidied up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.domain.keys import (
    CryptoType,
    FromPolkadotJs,
    FromPrivateKey,
    FromSeed,
    FromWords,
    KeyReason,
    Secret,
)
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.keyfiles.writer import part_name
from core.keys.vault import KeyVault
from tests.fakes.keyfiles import (
    PASSWORD,
    SEED,
    WORDS,
    keypair,
    polkadot_js,
    put_hotkey,
    put_wallet,
)


@pytest.fixture
async def vault(root: Path) -> AsyncIterator[KeyVault]:
    found = KeyVault(root)
    yield found
    await found.close()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (FromWords(Secret(WORDS)), keypair()),
        (FromWords(Secret(WORDS), CryptoType.ED25519), keypair(WORDS, CryptoType.ED25519)),
        (FromSeed(Secret(SEED)), primitives.from_seed(SEED, CryptoType.SR25519)),
        (FromPolkadotJs(Secret(polkadot_js()), Secret(PASSWORD)), keypair()),
    ],
)
async def test_a_key_is_identified_and_nothing_is_written(vault, root, source, expected):
    identity = await vault.identify(source)
    assert identity.address == expected.ss58_address
    assert identity.crypto_type == expected.crypto_type
    assert list(root.iterdir()) == []


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (FromWords(Secret(b"legal winner")), KeyReason.MNEMONIC),
        (FromSeed(Secret(b"0x12")), KeyReason.SEED),
        (FromSeed(Secret(b"00" * 32)), KeyReason.SEED),
        (FromPrivateKey(Secret(b"zz" * 32)), KeyReason.PRIVATE_KEY),
        (FromPolkadotJs(Secret(b"{}"), Secret(b"x")), KeyReason.POLKADOT_JS),
    ],
)
async def test_what_is_no_key_is_told_by_its_kind(vault, source, reason):
    with pytest.raises(AppError) as caught:
        await vault.identify(source)
    assert caught.value.facts["reason"] == reason


async def test_a_wrong_password_of_an_export_is_told_apart(vault):
    with pytest.raises(AppError) as caught:
        await vault.identify(FromPolkadotJs(Secret(polkadot_js()), Secret(b"wrong")))
    assert caught.value.kind is ErrorKind.WRONG_PASSWORD


async def test_a_wallet_elsewhere_is_found_and_adopted(vault, root, tmp_path):
    elsewhere = tmp_path / "stick"
    put_wallet(elsewhere, "old")
    put_hotkey(elsewhere, "old", "miner")
    found = await vault.look_into(elsewhere)
    assert found.root == elsewhere
    (wallet,) = found.wallets
    adopted = await vault.adopt(elsewhere / "old", "mine", Secret(PASSWORD))
    assert (adopted.wallet, adopted.hotkeys, adopted.was_opened) == ("mine", ("miner",), True)
    (listed,) = (await vault.wallets()).wallets
    assert listed.address == wallet.address


async def test_tidying_removes_what_a_killed_writer_left(vault, root):
    put_wallet(root)
    left = [root / part_name("new"), root / "main" / part_name("coldkey")]
    left[0].mkdir()
    (left[0] / "coldkey").write_bytes(b"half")
    left[1].write_bytes(b"half")
    await vault.tidy("main")
    assert not any(path.exists() for path in left)
    assert (root / "main" / "coldkey").exists()


async def test_tidying_where_there_is_no_folder_makes_none(tmp_path):
    vault = KeyVault(tmp_path / "none")
    await vault.tidy("main")
    await vault.close()
    assert not (tmp_path / "none").exists()
