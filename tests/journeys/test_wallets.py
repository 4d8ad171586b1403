"""Wallets in the real window: the first one, one that is imported, and what locks them."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any, cast

import bittensor_core
import pytest

from core.domain.connection import Phase
from core.domain.keys import FromSeed, KeyRef, Secret
from core.domain.networks import PRACTICE
from core.flows.create_wallet import CreateStep
from core.flows.import_wallet import ImportKind, ImportStep
from core.services import locks
from gui.dialogs.unlock import UnlockDialog
from gui.pages.home import HomePage
from gui.pages.wallets import WalletsPage
from gui.pages.welcome import WelcomePage
from gui.routes import CREATE_WALLET, IMPORT_WALLET, wallet_route
from gui.shell import lock_center
from gui.shell.locked_view import LockedView
from gui.tour.stage import Stage
from gui.wizards.create_wallet import CreateWalletPage
from gui.wizards.import_wallet import ImportWalletPage
from tests.journeys.conftest import Start

NAME = "my-first"
PASSWORD = "walnut ladder under the blue awning"
WORDS = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def address_of(words: str) -> str:
    keypair: Any = bittensor_core.Keypair.create_from_mnemonic(words, 1)
    return str(keypair.ss58_address)


async def press_when_ready(stage: Stage, wizard: CreateWalletPage | ImportWalletPage) -> None:
    await stage.until(wizard.frame.foot.primary.isEnabled, "a step that can be left")
    stage.press(wizard.frame.foot.primary)


async def create(stage: Stage) -> str:
    """Through the whole wizard; the words as they were shown."""
    wizard = stage.page(CreateWalletPage)
    stage.enter(wizard.name.name.field, NAME)
    await press_when_ready(stage, wizard)
    await stage.until(lambda: wizard.flow.steps.current is CreateStep.WORDS, "the words")
    wizard.words.grid.button.hold(held=True)
    wizard.words.grid.button.hold(held=False)
    words = wizard.flow.words()
    await press_when_ready(stage, wizard)
    for position, field in wizard.check.fields.items():
        stage.enter(field, words[position - 1])
    await press_when_ready(stage, wizard)
    stage.enter(wizard.password.fields.password, PASSWORD)
    stage.enter(wizard.password.fields.repeat, PASSWORD)
    await press_when_ready(stage, wizard)
    await stage.until(lambda: wizard.flow.steps.current is CreateStep.DONE, "the wallet")
    stage.press(wizard.frame.foot.primary)
    return " ".join(words)


async def test_a_newcomers_first_wallet_is_there_encrypted_and_checked(
    start: Start, tmp_path: Path
) -> None:
    async with start() as journey:
        stage = journey.stage
        welcome = stage.window.findChild(WelcomePage)
        stage.press(welcome.fresh.button)
        await stage.until(
            lambda: isinstance(stage.window.router.page, CreateWalletPage), "the wizard"
        )
        assert not (tmp_path / "wallets").exists()
        words = await create(stage)
        page = stage.page(WalletsPage)
        await stage.until(page.detail.isVisible, "the wallet's page")
        address = address_of(words)
        folder = tmp_path / "wallets" / NAME
        assert json.loads((folder / "coldkeypub.txt").read_text())["ss58Address"] == address
        assert (folder / "coldkey").read_bytes().startswith(b"$NACL")
        assert (folder / "coldkey").stat().st_mode & 0o077 == 0
        assert await stage.services.backups.verified_at(address) is not None


async def test_practising_gives_a_wallet_with_practice_tao_in_one_press(start: Start) -> None:
    async with start() as journey:
        stage = journey.stage
        stage.press(stage.window.findChild(WelcomePage).practise.button)
        await stage.until(lambda: isinstance(stage.window.router.page, HomePage), "the home page")
        page = stage.page(HomePage)

        def funded() -> bool:
            accounts = page.feed.accounts
            return accounts is not None and accounts.total == 100 * 10**9

        await stage.until(funded, "100 practice TAO")
        settings = stage.services.preferences.settings
        wallet = stage.services.wallets.wallet("practice")
        assert settings.practice_wallets == (wallet.address,)


async def test_words_written_in_a_hurry_are_imported_as_the_wallet_they_are(start: Start) -> None:
    async with start(PRACTICE) as journey:
        stage = journey.stage
        stage.window.go(IMPORT_WALLET)
        wizard = stage.page(ImportWalletPage)
        stage.press(wizard.frame.foot.primary)
        entry = cast(Any, wizard.panels.entries[ImportKind.WORDS])
        hurried = ", ".join(
            f"{at}. {word.upper()}\u00a0" for at, word in enumerate(WORDS.split(), 1)
        )
        entry.field.setPlainText(hurried)
        await press_when_ready(stage, wizard)
        await stage.until(lambda: wizard.flow.steps.current is ImportStep.PLACE, "its address")
        assert wizard.flow.identity.address == address_of(WORDS)
        stage.enter(wizard.panels.place.name.field, "imported")
        await press_when_ready(stage, wizard)
        stage.enter(wizard.panels.coldkey.fields.password, PASSWORD)
        stage.enter(wizard.panels.coldkey.fields.repeat, PASSWORD)
        await press_when_ready(stage, wizard)
        await stage.until(lambda: wizard.flow.steps.current is ImportStep.DONE, "the wallet")
        assert stage.services.wallets.wallet("imported").address == address_of(WORDS)


async def test_a_wrong_word_is_named_and_nothing_is_written(start: Start, tmp_path: Path) -> None:
    async with start(PRACTICE) as journey:
        stage = journey.stage
        stage.window.go(IMPORT_WALLET)
        wizard = stage.page(ImportWalletPage)
        stage.press(wizard.frame.foot.primary)
        entry = cast(Any, wizard.panels.entries[ImportKind.WORDS])
        entry.field.setPlainText(WORDS.replace("wave", "wvae"))
        stage.press(wizard.frame.foot.primary)
        await stage.until(lambda: "wvae" in shown_texts(wizard), "the wrong word")
        assert wizard.flow.steps.current is ImportStep.ENTER
        assert not (tmp_path / "wallets").exists()


def shown_texts(wizard: ImportWalletPage) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in wizard.findChildren(QLabel) if label.isVisible())


async def made_wallet(stage: Stage) -> KeyRef:
    seed, password = Secret.of_text("0x" + "5c" * 32), Secret.of_text(PASSWORD)
    await stage.services.wallets.create_coldkey(NAME, FromSeed(seed), password)
    return KeyRef(NAME)


async def unlock(stage: Stage, password: str) -> UnlockDialog:
    dialog = await stage.dialog(UnlockDialog)
    stage.enter(dialog.form.field, password)
    await stage.until(dialog.unlock.isEnabled, "a password")
    stage.press(dialog.unlock)
    return dialog


async def test_a_wrong_password_is_told_and_the_right_one_still_opens(start: Start) -> None:
    async with start(PRACTICE) as journey:
        stage = journey.stage
        ref = await made_wallet(stage)
        await stage.until(lambda: stage.services.wallets.chosen == ref, "the chosen wallet")
        stage.press(stage.window.frame.status.lock)
        dialog = await unlock(stage, "walnut ladder under the red awning")
        await stage.until(lambda: "does not open" in dialog.message, "the refusal")
        assert stage.services.locks.unlocked == ()
        await unlock(stage, PASSWORD)
        await stage.until(lambda: stage.services.locks.is_unlocked(ref), "an unlocked key")


async def test_idleness_locks_and_covers_whose_wallets_these_are(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_MINUTE", 0.2)  # ten minutes are two seconds
    async with start(PRACTICE) as journey:
        stage = journey.stage
        ref = await made_wallet(stage)
        await stage.until(lambda: stage.services.wallets.chosen == ref, "the chosen wallet")
        stage.window.go(wallet_route(NAME))
        secret = Secret.of_text(PASSWORD)
        await stage.services.locks.unlock(ref, secret)
        monkeypatch.setattr(lock_center, "_MINUTE", 0.2)
        await stage.until(lambda: stage.services.locks.unlocked == (), "a locked key")
        await stage.until(lambda: stage.window.findChild(LockedView) is not None, "the cover")
        view = stage.window.findChild(LockedView)
        await stage.until(view.isVisible, "the cover")
        assert stage.window.findChild(WalletsPage) is None
        # Decrypting takes longer than two seconds.
        monkeypatch.setattr(lock_center, "_MINUTE", 60.0)
        stage.enter(view.form.field, PASSWORD)
        stage.press(view.unlock)
        await stage.until(
            lambda: isinstance(stage.window.router.page, WalletsPage), "the wallets again"
        )


async def test_a_wallet_that_another_program_makes_shows_by_itself(
    start: Start, tmp_path: Path
) -> None:
    async with start(PRACTICE) as journey:
        stage = journey.stage
        await stage.until_phase(Phase.ONLINE)
        stage.window.go("wallets")
        page = stage.page(WalletsPage)
        folder = tmp_path / "wallets" / "from-btcli"

        def write() -> None:
            folder.mkdir(parents=True)
            public = {"ss58Address": address_of(WORDS)}
            (folder / "coldkeypub.txt").write_text(json.dumps(public))

        await asyncio.to_thread(write)
        await stage.until(lambda: page.list.model.rowCount() == 1, "the new wallet")


async def test_leaving_the_wizard_leaves_nothing_on_disk(start: Start, tmp_path: Path) -> None:
    async with start(PRACTICE) as journey:
        stage = journey.stage
        stage.window.go(CREATE_WALLET)
        wizard = stage.page(CreateWalletPage)
        stage.enter(wizard.name.name.field, NAME)
        await press_when_ready(stage, wizard)
        await stage.until(lambda: wizard.flow.steps.current is CreateStep.WORDS, "the words")
        stage.window.go("subnets")
        await stage.until(lambda: wizard.flow.words() == (), "forgotten words")
    assert not (tmp_path / "wallets").exists()
