"""Wallets written by the SDK open here, and the other way round.

The only tests that encrypt in the default form: some seconds for each key.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.domain.keys import (
    CryptoType,
    Finding,
    FromDraft,
    FromWords,
    KeyFormat,
    KeyRef,
    Secret,
    StoredKey,
    WalletRecord,
)
from core.keys.agent import KeyAgent
from core.keys.keyfiles.lister import list_wallets
from core.keys.opening import open_key
from core.keys.vault import KeyVault
from tests.fakes.keyfiles import OTHER_WORDS, PASSWORD

SCRIPT = """
import json, sys
from pathlib import Path
from bittensor.signing import Signer
from bittensor._transport.protocols import MetadataVerifyingSigner
from bittensor.wallet import Wallet
from bittensor.wallets import list_wallets_detailed
from core.domain.keys import KeyRef, UnlockedKey
from core.keys.opening import open_key
from core.keys.signer import AgentSigner

root, password = sys.argv[1:3]
theirs = Wallet("theirs", "validator", path=root)
theirs.create_new_coldkey(suppress=True, coldkey_password=password)
theirs.create_new_hotkey(suppress=True, use_password=False, crypto_type=0)
eye = Wallet("eye", path=root)
eye.regenerate_coldkeypub(ss58_address=theirs.coldkeypub.ss58_address)
ours = Wallet("ours", "miner", path=root)
coldkey = ours.get_coldkey(password)
stored = open_key(Path(root), KeyRef("ours", "miner"), None, None).stored
signer = AgentSigner(None, UnlockedKey(stored, False, True))
json.dump({
    "theirs": theirs.coldkeypub.ss58_address,
    "validator": theirs.hotkeypub.ss58_address,
    "coldkey": coldkey.ss58_address,
    "signature": coldkey.sign(b"payload").hex(),
    "coldkeypub": ours.coldkeypub.ss58_address,
    "hotkey": ours.hotkey.ss58_address,
    "hotkeypub": ours.hotkeypub.ss58_address,
    "listed": {w.name: [h.name for h in w.hotkeys] for w in list_wallets_detailed(root)},
    "signer": isinstance(signer, Signer) and isinstance(signer, MetadataVerifyingSigner),
}, sys.stdout)
"""


@dataclass(frozen=True)
class Exchange:
    root: Path
    coldkey: StoredKey
    hotkey: StoredKey
    sdk: dict[str, object]

    def wallet(self, name: str) -> WalletRecord:
        (found,) = (w for w in list_wallets(self.root).wallets if w.name.text == name)
        return found


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    """A wallet of this app and one of the SDK side by side, each read by the SDK."""
    root = tmp_path_factory.mktemp("exchange") / "wallets"
    coldkey, hotkey = asyncio.run(_make_ours(root))
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(root), PASSWORD.decode()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path), "HOME": str(root.parent)},
        timeout=100,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    return Exchange(root, coldkey, hotkey, json.loads(ended.stdout))


async def _make_ours(root: Path) -> tuple[StoredKey, StoredKey]:
    vault = KeyVault(root)
    try:
        draft = await vault.draft(12, CryptoType.SR25519)
        coldkey = await vault.store_coldkey("ours", FromDraft(draft.number), Secret(PASSWORD))
        hotkey = await vault.store_hotkey("ours", "miner", FromWords(Secret(OTHER_WORDS)))
    finally:
        await vault.close()
    return coldkey, hotkey


def test_the_sdk_opens_our_keys(exchange):
    assert exchange.sdk["coldkey"] == exchange.coldkey.address
    assert exchange.sdk["coldkeypub"] == exchange.coldkey.address
    assert exchange.sdk["hotkey"] == exchange.hotkey.address
    assert exchange.sdk["hotkeypub"] == exchange.hotkey.address
    assert exchange.coldkey.format is KeyFormat.NACL


def test_the_sdk_lists_our_wallets(exchange):
    listed = exchange.sdk["listed"]
    assert listed == {"eye": [], "ours": ["miner"], "theirs": ["validator"]}


def test_the_sdk_takes_our_signer(exchange):
    assert exchange.sdk["signer"] is True


def test_we_list_the_sdks_wallets(exchange):
    theirs = exchange.wallet("theirs")
    assert theirs.address == exchange.sdk["theirs"]
    assert theirs.format is KeyFormat.NACL
    assert set(theirs.findings) <= {Finding.OPEN_MODE}  # its folders follow the umask
    (hotkey,) = theirs.hotkeys
    assert hotkey.address == exchange.sdk["validator"]
    assert hotkey.crypto_type is CryptoType.ED25519
    assert exchange.wallet("eye").is_watch_only


def test_we_open_the_sdks_hotkey(exchange):
    opened = open_key(exchange.root, KeyRef("theirs", "validator"), None, None)
    assert opened.stored.address == exchange.sdk["validator"]
    assert opened.has_public


async def test_we_open_the_sdks_coldkey_while_the_loop_runs_on(exchange, record_property):
    """Prints how long the loop stood still at worst, for whoever looks."""
    agent = KeyAgent(exchange.root)
    gaps: list[float] = []
    pulse = asyncio.ensure_future(_pulse(gaps))
    begun = time.perf_counter()
    try:
        key = await agent.unlock(KeyRef("theirs"), Secret(PASSWORD))
    finally:
        pulse.cancel()
        await agent.close()
    assert key.stored.address == exchange.sdk["theirs"]
    assert key.has_public
    seconds, worst = time.perf_counter() - begun, max(gaps) * 1e3
    record_property("unlock", f"{seconds:.1f} s, worst stall {worst:.1f} ms")
    sys.stdout.write(f"\nunlock {seconds:.1f} s, worst stall of the loop {worst:.1f} ms\n")
    assert len(gaps) > 10


async def _pulse(gaps: list[float]) -> None:
    """How much later than asked the loop comes back, in seconds."""
    while True:
        before = time.perf_counter()
        await asyncio.sleep(0.002)
        gaps.append(time.perf_counter() - before - 0.002)
