"""Accounts go from here to polkadot.js and back, encrypted all the way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import bittensor_core
import pytest

from core.domain.keys import CryptoType, KeyRef
from core.keys import primitives
from core.keys.exporting import export_polkadot_js
from core.keys.keyfiles.folders import KeyBytes, add_coldkey
from core.keys.opening import public_bytes
from tests.fakes.keyfiles import PASSWORD, WORDS, keypair, vault

SCRIPT = Path(__file__).parent / "polkadot" / "keyring.cjs"
PASSPHRASE = "pässphrase τ"
SCHEMES = {CryptoType.SR25519: "sr25519", CryptoType.ED25519: "ed25519"}


def _run(*arguments: str):
    node = shutil.which("node")
    folder = os.environ.get("TAONAUT_POLKADOT", "")
    if not node or not (Path(folder) / "node_modules" / "@polkadot" / "keyring").is_dir():
        pytest.skip("polkadot.js is not installed: needs node and npm")
    answer = subprocess.run(
        [node, SCRIPT, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_polkadot_js_unlocks_our_export_and_signs_with_it(tmp_path, scheme):
    key, wallets = keypair(WORDS, scheme), tmp_path / "wallets"
    wallets.mkdir()
    sealed = vault(primitives.serialise(key))
    add_coldkey(wallets, "main", KeyBytes(key.ss58_address, sealed, public_bytes(key)))
    target = tmp_path / "export.json"
    export_polkadot_js(wallets, KeyRef("main"), PASSWORD, PASSPHRASE.encode(), target)
    found = _run("unlock", str(target), PASSPHRASE)
    assert found["address"] == key.ss58_address
    assert found["type"] == SCHEMES[scheme]
    assert found["name"] == "main"
    signature = bytes.fromhex(found["signature"][2:])
    said = found["message"].encode()
    assert bittensor_core.verify(said, signature, key.ss58_address, scheme)


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_we_import_what_polkadot_js_exports(scheme):
    found = _run("export", SCHEMES[scheme], WORDS.decode(), PASSPHRASE)
    document = json.dumps(found["document"]).encode()
    opened = primitives.from_polkadot_js(document, PASSPHRASE.encode())
    assert opened.ss58_address == found["address"] == keypair(WORDS, scheme).ss58_address
    assert opened.crypto_type == scheme
