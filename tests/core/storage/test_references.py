from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from core.domain.ids import Ss58
from core.domain.keys import CryptoType, KeyRef
from core.domain.wallets import HotkeyReference, KeyringState
from core.errors import AppError, ErrorKind
from core.storage.keyring_access import KeyringThread
from core.storage.references import LONGEST_ENTRY, KeyringReferences
from tests.fakes.entries import ALICE, BOB
from tests.fakes.keyrings import REAL, Entries, backend_of

ROOT = Path("/home/me/.bittensor/wallets")


def reference(hotkey: str = "miner", wallet: str = "main", **changes) -> HotkeyReference:
    ref = KeyRef(wallet, hotkey)
    path = str(ROOT / wallet / "hotkeys" / hotkey)
    made = HotkeyReference(ref, path, ALICE, CryptoType.SR25519, "ab" * 32)
    return replace(made, **changes)


@pytest.fixture
def entries(monkeypatch) -> Entries:
    held = Entries()
    backend = backend_of(REAL, held)
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return held


@pytest.fixture
def store(entries) -> KeyringReferences:
    return KeyringReferences(ROOT)


async def test_what_is_kept_is_there_at_the_next_start(store):
    kept = [reference("a"), reference("b", crypto_type=CryptoType.ED25519, address=BOB)]
    await store.keep(*kept)
    assert await KeyringReferences(ROOT).references() == kept


async def test_keeping_again_replaces(store):
    await store.keep(reference())
    await store.keep(reference(sha256="cd" * 32))
    assert await store.references() == [reference(sha256="cd" * 32)]


async def test_what_is_removed_is_gone_and_removing_again_is_nothing(store, entries):
    for name in ("a", "b"):
        await store.keep(reference(name))
    for _ in range(2):
        await store.remove(KeyRef("main", "a"))
    assert await store.references() == [reference("b")]
    await store.remove(KeyRef("main", "b"))
    assert await store.references() == []
    assert [json.loads(text) for text in entries.held.values()] in ([], [[]])


async def test_folders_of_wallets_do_not_mix(store):
    other = KeyringReferences(Path("/media/stick/wallets"))
    await store.keep(reference())
    await other.keep(reference(address=BOB))
    assert await store.references() == [reference()]
    await other.remove(KeyRef("main", "miner"))
    assert await store.references() == [reference()]
    assert await other.references() == []


async def test_everything_is_under_the_service_name_of_the_app(store, entries):
    await store.keep(reference())
    assert {service for service, _ in entries.held} == {"taonaut"}


async def test_an_entry_holds_what_the_reference_says_and_nothing_else(store, entries):
    """No field for a secret: whoever reads the keyring learns where hotkeys are, no more."""
    await store.keep(reference())
    texts = [json.loads(text) for text in entries.held.values()]
    assert ["main/miner"] in texts
    assert {
        "path": str(ROOT / "main/hotkeys/miner"),
        "address": ALICE,
        "crypto_type": 1,
        "sha256": "ab" * 32,
    } in texts
    assert len(texts) == 2


async def test_no_entry_is_longer_than_windows_can_hold(store, entries):
    """2560 bytes of UTF-16."""
    names = [f"hotkey-with-a-long-name-{number:03}-{'x' * 20}" for number in range(120)]
    for name in names[:60]:
        await store.keep(reference(name, path="C:\\" + "ü" * 700))
    await store.keep(*(reference(name, path="C:\\" + "ü" * 700) for name in names[60:]))
    assert max(len(text.encode("utf-16-le")) for text in entries.held.values()) <= 2560
    assert LONGEST_ENTRY * 2 <= 2560
    found = await store.references()
    assert [each.ref.hotkey for each in found] == names
    assert {each.path for each in found} == {""}
    for name in names[1:]:
        await store.remove(KeyRef("main", name))
    assert [each.ref.hotkey for each in await store.references()] == names[:1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        "[" * 100_000,
        json.dumps({"path": "p", "address": "5Grw", "crypto_type": 1, "sha256": ""}),
        json.dumps({"path": "p", "address": ALICE, "crypto_type": 7, "sha256": ""}),
        json.dumps({"path": "p", "address": ALICE, "crypto_type": 1}),
    ],
)
async def test_an_entry_that_something_else_wrote_counts_as_absent(store, entries, text):
    await store.keep(reference("a"))
    await store.keep(reference("b"))
    (name,) = [name for name in entries.held if name[1].endswith("main/a")]
    entries.held[name] = text
    assert await store.references() == [reference("b")]


@pytest.mark.parametrize("text", ["", "{", "{}", '"x"', '[5, null, [], {}, "a", "a/b/c"]'])
async def test_an_index_that_something_else_wrote_is_begun_anew(store, entries, text):
    await store.keep(reference("a"))
    (name,) = [name for name in entries.held if "index" in name[1]]
    entries.held[name] = text
    assert await store.references() == []
    await store.keep(reference("a"))
    assert await store.references() == [reference("a")]


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (NoKeyringError("no bus"), KeyringState.NO_SERVICE),
        (KeyringLocked("locked"), KeyringState.LOCKED),
        (InitError("no collection"), KeyringState.UNFINISHED),
        (OSError("broken"), KeyringState.FAULTY),
    ],
)
async def test_each_failure_is_said_with_its_state(store, entries, failure, state):
    entries.failure = failure
    for work in (store.references(), store.keep(reference()), store.remove(KeyRef("a", "b"))):
        with pytest.raises(AppError) as caught:
            await work
        assert caught.value.kind is ErrorKind.STORAGE
        assert caught.value.facts["keyring"] == state
    assert await store.state() is state
    assert await store.backend() == "Secret Service"


async def test_a_ready_keyring_says_so_with_its_name(store):
    assert await store.state() is KeyringState.READY
    assert await store.backend() == "Secret Service"


async def test_a_backend_that_writes_plain_files_gets_nothing(store, monkeypatch):
    plain = Entries()
    backend = backend_of("keyrings.alt.file", plain)
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    with pytest.raises(AppError) as caught:
        await store.keep(reference())
    assert caught.value.facts["keyring"] == KeyringState.REFUSED
    assert await store.state() is KeyringState.REFUSED
    assert await store.backend() == ""
    assert plain.calls == 0


async def test_a_keyring_that_does_not_answer_is_silent(monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(keyring, "get_keyring", released.wait)
    store = KeyringReferences(ROOT, KeyringThread(0.05))
    try:
        assert await store.state() is KeyringState.SILENT
        assert await store.backend() == ""
        with pytest.raises(AppError) as caught:
            await store.keep(reference())
        assert caught.value.facts["keyring"] == KeyringState.SILENT
    finally:
        released.set()


async def test_an_address_is_read_as_one(store):
    await store.keep(reference(address=Ss58(BOB)))
    (found,) = await store.references()
    assert found.address == BOB
