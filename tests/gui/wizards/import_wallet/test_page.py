"""Importing in the wizard: every kind, each wrong entry told in its place, nothing kept."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from shiboken6 import delete

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    FromPolkadotJs,
    FromPrivateKey,
    FromSeed,
    FromWords,
    KeyIdentity,
    KeyReason,
)
from core.errors import AppError, ErrorKind
from core.flows.import_wallet import ImportKind
from gui.wizards.import_wallet.page import ImportWalletPage
from tests.fakes.vault import hotkey, wallet
from tests.fakes.waiting import until
from tests.fakes.wallets import ADDRESS, WORDS, FakeWallets
from tests.fakes.wizards import WizardStage
from tests.gui.accessible import unnamed_controls

OTHER = Ss58("5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty")
STRONG = "correct horse battery"


class Stage(WizardStage):
    """What is identified is remembered in plain text: the flow wipes its secrets."""

    def __init__(self, theme) -> None:
        wallets = FakeWallets(wallet("main", hotkey("miner", OTHER), address=OTHER))
        super().__init__(theme, ImportWalletPage, "wallets/+import", wallets)
        self.seen: list[tuple[str, ...]] = []
        wallets.identify = self._identify

    async def _identify(self, source):
        self.seen.append(plain(source))
        if (error := self.app.wallets.error) is not None:
            self.app.wallets.error = None
            raise error
        return KeyIdentity(ADDRESS, CryptoType.SR25519)

    @property
    def panels(self):
        return self.page.panels

    @property
    def words(self):
        return self.panels.entries[ImportKind.WORDS]

    async def to(self, kind: ImportKind):
        """The entry of a kind."""
        self.panels.kinds.choose(kind)
        await self.on_to("Enter")
        return self.panels.entries[kind]

    async def to_place(self) -> None:
        (await self.to(ImportKind.WORDS)).field.setPlainText(WORDS)
        await self.on_to("Compare")

    def name(self, text: str) -> None:
        self.type(self.panels.place.name.field, text)

    def take_way(self, number: int) -> None:
        self.panels.place.ways.findChildren(QPushButton)[number].click()

    def choose(self, text: str = STRONG) -> None:
        self.type(self.panels.coldkey.fields.password, text)
        self.type(self.panels.coldkey.fields.repeat, text)

    async def to_password(self, name: str = "new") -> None:
        await self.to_place()
        self.name(name)
        await self.on_to("Password")


def plain(source) -> tuple[str, ...]:
    match source:
        case FromWords(words):
            return ("words", words.reveal_text(), source.crypto_type.name)
        case FromSeed(seed):
            return ("seed", seed.reveal_text(), source.crypto_type.name)
        case FromPrivateKey(key):
            return ("key", key.reveal_text(), source.crypto_type.name)
        case FromPolkadotJs(document, passphrase):
            return ("json", document.reveal_text(), passphrase.reveal_text())
    raise AssertionError(source)


@pytest.fixture
async def stage(theme):
    made = Stage(theme)
    yield made
    delete(made.window)


async def test_words_become_a_wallet(stage):
    await stage.to_password()
    assert stage.asked("create_coldkey") == []
    stage.choose()
    await stage.on_to("Done")
    ((_, name, source, password),) = stage.asked("create_coldkey")
    assert (name, password) == ("new", STRONG)
    assert len(source.words) == 0
    assert stage.panels.done.facts.fact("Address") == ADDRESS
    assert stage.panels.done.facts.fact("Kept") == "encrypted"
    stage.on()
    assert stage.routes == ["wallets/new"]


async def test_words_are_understood_as_people_paste_them(stage):
    entry = await stage.to(ImportKind.WORDS)
    entry.field.setPlainText("1. LEGAL, 2) winner\u00a0\n" + " ".join(WORDS.split()[2:]))
    await stage.on_to("Compare")
    assert stage.seen == [("words", WORDS, "SR25519")]


async def test_a_wrong_word_is_named_with_what_may_be_meant(stage):
    entry = await stage.to(ImportKind.WORDS)
    entry.field.setPlainText(WORDS.replace("thank", "thnak", 1))
    assert entry.told == ["Word 3, “thnak”, is not in the list."]
    stage.on()
    assert stage.step == "Enter"
    assert stage.seen == []

    def offered() -> list[QPushButton]:
        buttons = entry.findChildren(QPushButton)
        return [b for b in buttons if b.text() == "thank" and b.isVisible()]

    await until(lambda: len(offered()) == 1)
    offered()[0].click()
    assert entry.field.toPlainText() == WORDS
    assert entry.told == []


async def test_a_word_that_is_being_typed_is_not_called_wrong(stage):
    entry = await stage.to(ImportKind.WORDS)
    entry.field.setPlainText("legal winn")
    assert entry.told == []
    entry.field.setPlainText("legal winn ")
    assert len(entry.told) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("legal winner", "12, 15, 18, 21 or 24"),
        (WORDS.replace("yellow", "thank"), "do not belong together"),
        (" ".join(["thnak", "wniner", "xq", "zz", "qx"]), "And 3 more"),
    ],
)
async def test_why_words_are_no_mnemonic(stage, text, told):
    entry = await stage.to(ImportKind.WORDS)
    entry.field.setPlainText(text)
    stage.on()
    assert told in " ".join(entry.told)
    assert stage.step == "Enter"


@pytest.mark.parametrize(
    ("kind", "text", "seen"),
    [
        (ImportKind.SEED, " 0x" + "1f" * 32, ("seed", "0x" + "1f" * 32, "SR25519")),
        (ImportKind.PRIVATE_KEY, "ab cd", ("key", "abcd", "SR25519")),
    ],
)
async def test_digits_are_taken_without_their_spaces(stage, kind, text, seen):
    entry = await stage.to(kind)
    stage.type(entry.field, text)
    await stage.on_to("Compare")
    assert stage.seen == [seen]
    assert entry.field.is_empty


@pytest.mark.parametrize("kind", [ImportKind.SEED, ImportKind.PRIVATE_KEY])
async def test_digits_that_are_no_key_are_refused_in_place(stage, kind):
    entry = await stage.to(kind)
    stage.type(entry.field, "zz")
    reason = KeyReason.SEED if kind is ImportKind.SEED else KeyReason.PRIVATE_KEY
    stage.app.wallets.error = AppError(ErrorKind.BAD_INPUT, "no", {"reason": reason})
    stage.on()
    await stage.rest()
    assert "digits from 0 to f" in entry._label.note.text()
    assert stage.step == "Enter"


async def test_another_scheme_is_taken_along(stage):
    entry = await stage.to(ImportKind.SEED)
    entry._scheme.findChildren(QPushButton)[1].click()
    stage.type(entry.field, "1f" * 32)
    await stage.on_to("Compare")
    assert stage.seen[0][2] == "ED25519"


async def test_an_export_is_opened_with_its_password(stage):
    entry = await stage.to(ImportKind.POLKADOT_JS)
    entry.document.setPlainText('{"address": "5"}')
    assert not stage.is_ready
    stage.type(entry.passphrase, "phrase")
    await stage.on_to("Compare")
    assert stage.seen == [("json", '{"address": "5"}', "phrase")]


async def test_a_wrong_password_of_an_export_keeps_the_export(stage):
    entry = await stage.to(ImportKind.POLKADOT_JS)
    entry.document.setPlainText("{}")
    stage.type(entry.passphrase, "wrong")
    stage.app.wallets.error = AppError(ErrorKind.WRONG_PASSWORD, "no")
    stage.on()
    await stage.rest()
    assert "does not open" in entry._password.note.text()
    assert entry.document.toPlainText() == "{}"
    assert entry.passphrase.is_empty


async def test_an_export_is_read_from_a_file(stage, tmp_path):
    path = tmp_path / "export.json"
    path.write_text('{"encoded": "x"}')
    entry = await stage.to(ImportKind.POLKADOT_JS)
    await entry.load(path)
    assert entry.document.toPlainText() == '{"encoded": "x"}'
    with pytest.raises(AppError):
        await entry.load(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("text", "told"),
    [("5Grw", "Too short"), (ADDRESS[:-1] + "Z", "Mistyped"), ("0x12", "hex")],
)
async def test_what_is_no_address_is_told(stage, text, told):
    entry = await stage.to(ImportKind.ADDRESS)
    stage.type(entry.field, text)
    stage.on()
    assert told in entry._label.note.text()
    assert stage.step == "Enter"


async def test_an_address_is_watched(stage):
    entry = await stage.to(ImportKind.ADDRESS)
    stage.type(entry.field, ADDRESS)
    await stage.on_to("Compare")
    stage.name("eye")
    assert stage.primary == "Watch it"
    await stage.on_to("Done")
    assert stage.asked("watch") == [("watch", "eye", ADDRESS)]


async def look(stage: Stage, path: str = "/stick"):
    entry = await stage.to(ImportKind.FOLDER)
    stage.type(entry.field, path)
    assert stage.primary == "Look into it"
    stage.on()
    await stage.rest()
    return entry


@pytest.mark.parametrize("password", ["", "its own"])
async def test_a_folder_is_looked_into_and_copied(stage, password):
    stage.app.wallets.elsewhere = (wallet("old", hotkey("miner")), wallet("older"))
    entry = await look(stage)
    assert entry.chosen.name.text == "old"
    await stage.on_to("Compare")
    assert stage.panels.place.name.text == "old"
    await stage.on_to("Password")
    stage.type(stage.panels.folder_password.field, password)
    assert stage.primary == ("Compare and copy" if password else "Copy without opening")
    await stage.on_to("Done")
    assert stage.asked("adopt") == [("adopt", Path("/stick/old"), "old", password or None)]
    assert stage.panels.done.facts.fact("Left out") == "notes.txt"


async def test_another_wallet_of_the_folder_can_be_picked(stage):
    stage.app.wallets.elsewhere = (wallet("old"), wallet("older"))
    entry = await look(stage)
    entry._group.button(1).click()
    await stage.on_to("Compare")
    assert stage.panels.place.name.text == "older"


async def test_a_folder_without_wallets_says_so(stage):
    entry = await look(stage)
    assert "no wallet" in entry._label.note.text()
    assert stage.primary == "Look into it"


async def test_a_folder_that_is_not_there_says_so(stage):
    stage.app.wallets.error = AppError(ErrorKind.NOT_FOUND, "none", {"name": "stick"})
    entry = await look(stage)
    assert entry.field.property("invalid") == "true"


async def test_a_wrong_password_of_a_folder_is_told_and_copies_nothing(stage):
    stage.app.wallets.elsewhere = (wallet("old"),)
    await look(stage)
    await stage.on_to("Compare")
    await stage.on_to("Password")
    stage.type(stage.panels.folder_password.field, "wrong")
    stage.app.wallets.error = AppError(ErrorKind.WRONG_PASSWORD, "no")
    stage.on()
    await stage.rest()
    assert "does not open" in stage.panels.folder_password._label.note.text()
    assert stage.step == "Password"


async def test_a_taken_name_is_refused_in_place(stage):
    await stage.to_place()
    stage.name("MAIN")
    stage.on()
    assert "MAIN" in stage.panels.place.name.note
    assert stage.step == "Compare"


@pytest.mark.parametrize("encrypted", [False, True])
async def test_a_key_can_become_a_hotkey(stage, encrypted):
    await stage.to_place()
    stage.take_way(1)
    stage.name("second")
    await stage.on_to("Password")
    protection = stage.panels.hotkey.protection
    if encrypted:
        protection.ways.findChildren(QPushButton)[1].click()
        assert not stage.is_ready
        stage.type(protection.fields.password, STRONG)
        stage.type(protection.fields.repeat, STRONG)
    await stage.on_to("Done")
    ((_, name, hot, _, password),) = stage.asked("create_hotkey")
    assert (name, hot, password) == ("main", "second", STRONG if encrypted else None)


async def test_a_hotkey_that_exists_is_never_written_over(stage):
    await stage.to_place()
    stage.take_way(1)
    stage.name("miner")
    stage.on()
    assert "miner" in stage.panels.place.name.note
    assert stage.step == "Compare"


async def test_a_watched_wallet_of_the_address_is_offered_to_be_completed(stage):
    stage.app.wallets.become(wallet("eye", form=None), wallet("main", address=OTHER))
    await stage.to_place()
    assert "eye" in stage.panels.place.known.text()
    await stage.on_to("Password")
    stage.choose()
    await stage.on_to("Done")
    assert stage.asked("create_coldkey")[0][1] == "eye"


async def test_without_wallets_there_is_no_hotkey_to_offer(stage):
    stage.app.wallets.become()
    await stage.to_place()
    assert not stage.panels.place.ways.isVisible()


async def test_a_name_taken_meanwhile_leads_back_to_it(stage):
    await stage.to_password()
    stage.choose()
    facts = {"reason": KeyReason.NAME_TAKEN, "name": "new"}
    stage.app.wallets.error = AppError(ErrorKind.BAD_INPUT, "taken", facts)
    await stage.on_to("Compare")
    assert "new" in stage.panels.place.name.note
    stage.name("newer")
    await stage.on_to("Password")
    stage.choose()
    await stage.on_to("Done")


async def test_going_back_wipes_what_was_entered(stage):
    await stage.to_place()
    stage.frame.foot.back.click()
    assert stage.step == "Enter"
    assert stage.words.field.is_empty
    stage.frame.foot.back.click()
    assert stage.step == "Kind"


async def test_leaving_wipes_what_was_typed(stage):
    entry = await stage.to(ImportKind.WORDS)
    entry.field.setPlainText(WORDS)
    stage.page.leave()
    assert entry.field.is_empty
    stage.page.enter("wallets/+import")
    assert stage.step == "Kind"


async def test_a_lock_wipes_what_was_entered_and_says_so(stage):
    await stage.to_password()
    await until(lambda: stage.app.locks._locked.readers == 1)
    await stage.app.locks.lock()
    await stage.until_step("Kind")
    assert stage.frame.banner.isVisible()
    assert stage.page.flow.identity is None


async def test_a_lock_before_anything_was_entered_changes_nothing(stage):
    await until(lambda: stage.app.locks._locked.readers == 1)
    await stage.app.locks.lock()
    await asyncio.sleep(0)
    assert not stage.frame.banner.isVisible()


@pytest.mark.parametrize("written", [False, True])
async def test_cancelling_while_it_is_written_leads_to_what_there_is(stage, written):
    gate = asyncio.Event()

    async def slow(*args):
        await gate.wait()

    stage.app.wallets.create_coldkey = slow
    await stage.to_password()
    stage.choose()
    stage.on()
    await until(lambda: stage.primary == "Writing…")
    if written:
        stage.app.wallets.become(wallet("new"))
    stage.frame.foot.cancel.click()
    await until(lambda: bool(stage.routes))
    assert stage.routes == ["wallets/new" if written else "wallets"]
    assert stage.asked("tidy") == [("tidy", "new")]


async def test_leaving_while_it_is_written_tidies_up(stage):
    gate = asyncio.Event()

    async def slow(*args):
        await gate.wait()

    stage.app.wallets.create_coldkey = slow
    await stage.to_password()
    stage.choose()
    stage.on()
    await until(lambda: stage.primary == "Writing…")
    stage.page.leave()
    await until(lambda: bool(stage.asked("tidy")))


@pytest.mark.parametrize("kind", list(ImportKind))
async def test_every_control_has_a_name(stage, kind):
    await stage.to(kind)
    assert unnamed_controls(stage.page) == []
