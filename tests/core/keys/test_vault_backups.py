"""Checks, copies and repairs through the worker. Runs the real process."""

from __future__ import annotations

import json
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.domain.ids import Ss58
from core.domain.keys import KeyReason, KeyRef, Secret
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.vault import KeyVault
from tests.fakes.keyfiles import OTHER_WORDS, PASSWORD, WORDS, keypair, put_hotkey, put_wallet

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")


@pytest.fixture
async def vault(root: Path) -> AsyncIterator[KeyVault]:
    put_wallet(root)
    put_hotkey(root)
    found = KeyVault(root)
    yield found
    await found.close()


async def test_a_drill_tells_the_right_words_from_others_and_from_none(vault):
    assert await vault.check_words(MAIN, Secret(b" 1. " + WORDS.upper()))
    assert not await vault.check_words(MAIN, Secret(OTHER_WORDS))
    assert await vault.check_words(MINER, Secret(OTHER_WORDS))
    with pytest.raises(AppError) as caught:
        await vault.check_words(MAIN, Secret(WORDS.replace(b"cage", b"kage")))
    facts = {"reason": KeyReason.MNEMONIC, "problem": "unknown-word", "positions": "3 11"}
    assert caught.value.facts == facts


async def test_a_keyfile_is_copied(vault, root, tmp_path):
    target = tmp_path / "name with spaces τ"
    await vault.export_keyfile(MAIN, target)
    assert target.read_bytes() == (root / "main" / "coldkey").read_bytes()
    with pytest.raises(AppError) as caught:
        await vault.export_keyfile(MAIN, target)
    assert caught.value.facts["reason"] == KeyReason.KEY_EXISTS


@pytest.mark.parametrize(("ref", "password"), [(MAIN, Secret(PASSWORD)), (MINER, None)])
async def test_a_key_is_exported_for_polkadot_js(vault, tmp_path, ref, password):
    target = tmp_path / "export.json"
    await vault.export_polkadot_js(ref, password, Secret(b"other"), target)
    words = OTHER_WORDS if ref.hotkey else WORDS
    assert json.loads(target.read_bytes())["address"] == keypair(words).ss58_address


async def test_modes_are_repaired(vault, root):
    path = root / "main" / "coldkey"
    path.chmod(0o666)
    await vault.repair_mode(MAIN)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_a_link_is_replaced(vault, root, tmp_path):
    path = root / "main" / "coldkey"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    await vault.replace_links(MAIN)
    assert not path.is_symlink()
    with pytest.raises(AppError) as caught:
        await vault.replace_links(KeyRef("../main"))
    assert caught.value.facts["reason"] == KeyReason.NAME_FOREIGN


async def test_a_message_is_verified_whatever_is_pasted(vault):
    address = Ss58(keypair().ss58_address)
    signature = primitives.sign(keypair(), "τext".encode())
    assert await vault.verify_message("τext", signature, address)
    assert not await vault.verify_message("text", signature, address)
    assert not await vault.verify_message("\udc80", signature, address)
    with pytest.raises(AppError) as caught:
        await vault.verify_message("τext", signature, Ss58("5X"))
    assert caught.value.kind is ErrorKind.BAD_INPUT
