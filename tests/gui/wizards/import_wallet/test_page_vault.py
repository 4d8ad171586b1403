"""Imports by the real vault: what was entered is what lies on the disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from shiboken6 import delete

from core.application import open_application
from core.domain.keys import KeyRef
from core.domain.settings import Launch, Settings
from core.flows.import_wallet import ImportKind
from core.keys.opening import open_key
from gui.wizards.import_wallet.page import ImportWalletPage
from tests.fakes.keyfiles import (
    OTHER_WORDS,
    PASSWORD,
    SEED,
    WORDS,
    keypair,
    polkadot_js,
    put_hotkey,
    put_wallet,
)
from tests.fakes.wizards import WizardStage


class Stage(WizardStage):
    def __init__(self, theme, app) -> None:
        super().__init__(theme, ImportWalletPage, "wallets/+import", app=app)

    async def to(self, kind: ImportKind):
        self.page.panels.kinds.choose(kind)
        await self.on_to("Enter")
        return self.page.panels.entries[kind]

    async def as_hotkey(self, name: str) -> None:
        """The rest of the way, in plaintext."""
        await self.on_to("Compare")
        self.page.panels.place.ways.findChildren(QPushButton)[1].click()
        self.type(self.page.panels.place.name.field, name)
        await self.on_to("Password")
        await self.on_to("Done")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "wallets"
    put_wallet(folder, "main", words=OTHER_WORDS)
    return folder


@pytest.fixture
async def stage(theme, tmp_path: Path, root: Path) -> AsyncIterator[Stage]:
    async with open_application(Launch(tmp_path / "data", root), Settings()) as app:
        await app.wallets.refresh()
        made = Stage(theme, app)
        yield made
        delete(made.window)


async def test_words_become_the_hotkey_of_their_address(stage, root):
    entry = await stage.to(ImportKind.WORDS)
    entry.field.setPlainText(WORDS.decode().upper().replace(" ", ", "))
    await stage.as_hotkey("second")
    opened = open_key(root, KeyRef("main", "second"), None, None)
    assert opened.stored.address == keypair().ss58_address
    assert stage.page.panels.done.facts.fact("Address") == opened.stored.address


async def test_a_seed_becomes_the_hotkey_of_its_address(stage, root):
    entry = await stage.to(ImportKind.SEED)
    stage.type(entry.field, SEED.decode())
    await stage.as_hotkey("second")
    shown = stage.page.panels.done.facts.fact("Address")
    assert open_key(root, KeyRef("main", "second"), None, None).stored.address == shown


async def test_an_export_becomes_the_hotkey_of_its_address(stage, root):
    entry = await stage.to(ImportKind.POLKADOT_JS)
    entry.document.setPlainText(polkadot_js().decode())
    stage.type(entry.passphrase, "wrong")
    stage.on()
    await stage.rest()
    assert "does not open" in entry._password.note.text()
    stage.type(entry.passphrase, PASSWORD.decode())
    await stage.as_hotkey("second")
    opened = open_key(root, KeyRef("main", "second"), None, None)
    assert opened.stored.address == keypair().ss58_address


async def test_a_folder_is_compared_and_copied(stage, root, tmp_path):
    stick = tmp_path / "stick"
    put_wallet(stick, "old")
    put_hotkey(stick, "old", "miner")
    entry = await stage.to(ImportKind.FOLDER)
    stage.type(entry.field, str(stick))
    stage.on()
    await stage.rest()
    await stage.on_to("Compare")
    await stage.on_to("Password")
    stage.type(stage.page.panels.folder_password.field, PASSWORD.decode())
    await stage.on_to("Done")
    assert open_key(root, KeyRef("old"), PASSWORD, None).stored.address == keypair().ss58_address
    assert "belongs to the address" in stage.page.panels.done.verdict.text
    assert stage.app.wallets.wallet("old").hotkeys[0].name.text == "miner"


async def test_nothing_of_a_wrong_seed_reaches_the_disk(stage, root):
    before = sorted(path.name for path in root.rglob("*"))
    entry = await stage.to(ImportKind.SEED)
    stage.type(entry.field, "00" * 32)
    stage.on()
    await stage.rest()
    assert "not all of them zero" in entry._label.note.text()
    assert sorted(path.name for path in root.rglob("*")) == before
