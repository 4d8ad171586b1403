"""What is entered for an import: each kind understood, each wrong entry told in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from shiboken6 import delete

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.flows.import_wallet import ImportKind
from gui.dialogs.confirm import ConfirmDialog
from gui.widgets.guarded import GuardedSight
from tests.fakes.imports import ImportStage
from tests.fakes.vault import hotkey, wallet
from tests.fakes.waiting import until
from tests.fakes.wallets import ADDRESS, WORDS


@pytest.fixture
async def stage(theme):
    made = ImportStage(theme)
    yield made
    delete(made.window)


async def look(stage: ImportStage, path: str = "/stick"):
    entry = await stage.to(ImportKind.FOLDER)
    stage.type(entry.field, path)
    assert stage.primary == "Look into it"
    stage.on()
    await stage.rest()
    return entry


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
        (ImportKind.SEED, " 0x" + "1f" * 32, ("seed", "1f" * 32, "SR25519")),
        (ImportKind.PRIVATE_KEY, "ab cd " * 16, ("key", "abcd" * 16, "SR25519")),
    ],
)
async def test_digits_are_taken_without_their_spaces(stage, kind, text, seen):
    entry = await stage.to(kind)
    stage.type(entry.field, text)
    await stage.on_to("Compare")
    assert stage.seen == [seen]
    assert entry.field.is_empty


@pytest.mark.parametrize("kind", [ImportKind.SEED, ImportKind.PRIVATE_KEY])
async def test_digits_that_cannot_be_a_key_stay_where_they_can_be_corrected(stage, kind):
    entry = await stage.to(kind)
    stage.type(entry.field, "1f" * 31)
    assert entry.count.text() == "62 of 64 digits"
    stage.on()
    assert "These are 62 digits." in entry._label.note.text()
    assert entry.field.text() == "1f" * 31
    assert stage.seen == []


@pytest.mark.parametrize("kind", [ImportKind.SEED, ImportKind.PRIVATE_KEY])
async def test_digits_that_are_no_key_are_refused_in_place(stage, kind):
    entry = await stage.to(kind)
    stage.type(entry.field, "00" * 32)
    reason = KeyReason.SEED if kind is ImportKind.SEED else KeyReason.PRIVATE_KEY
    stage.app.wallets.error = AppError(ErrorKind.BAD_INPUT, "no", {"reason": reason})
    stage.on()
    await stage.rest()
    assert "digits from 0 to f" in entry._label.note.text()
    assert stage.step == "Enter"


@pytest.mark.parametrize("kind", [ImportKind.WORDS, ImportKind.SEED, ImportKind.PRIVATE_KEY])
async def test_what_is_the_wallet_is_kept_out_of_screenshots_while_it_is_entered(stage, kind):
    entry = await stage.to(kind)
    assert entry.field.findChild(GuardedSight) is not None


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
    assert "balance" in stage.panels.done.aside.text  # and not of a keyfile, as after words


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


async def test_going_back_from_the_comparison_of_a_folder_loses_nothing(stage):
    stage.app.wallets.elsewhere = (wallet("old"),)
    await look(stage)
    await stage.on_to("Compare")
    stage.page.go_back()
    assert stage.step == "Enter"
    await stage.on_to("Compare")
    await stage.on_to("Password")
    await stage.on_to("Done")
    assert stage.routes == []


@pytest.mark.parametrize("leave", [True, False])
async def test_entered_words_are_not_lost_to_a_slip_on_esc(stage, leave):
    (await stage.to(ImportKind.WORDS)).field.setPlainText(WORDS)
    stage.frame.cancelled.emit()
    await until(lambda: bool(stage.window.findChildren(ConfirmDialog)))
    assert stage.routes == []
    (dialog,) = stage.window.findChildren(ConfirmDialog)
    (dialog.confirm if leave else dialog.cancel).click()
    await until(lambda: not stage.window.findChildren(ConfirmDialog))
    assert stage.routes == (["wallets"] if leave else [])
    assert stage.words.is_filled


async def test_with_nothing_entered_esc_leaves_at_once(stage):
    await stage.to(ImportKind.WORDS)
    stage.frame.cancelled.emit()
    assert stage.routes == ["wallets"]


async def test_what_is_no_secret_stays_when_going_back(stage):
    entry = await stage.to(ImportKind.ADDRESS)
    stage.type(entry.field, ADDRESS)
    await stage.on_to("Compare")
    stage.name("eye")
    stage.page.go_back()
    stage.page.go_back()
    assert stage.step == "Kind"
    await stage.on_to("Enter")
    assert entry.field.text() == ADDRESS
    await stage.on_to("Compare")
    assert stage.panels.place.name.text == "eye"


async def test_a_folder_is_looked_into_again_after_going_back_to_the_kinds(stage):
    stage.app.wallets.elsewhere = (wallet("old"),)
    entry = await look(stage)
    stage.page.go_back()
    await stage.on_to("Enter")
    assert entry.field.text() == "/stick"
    assert stage.primary == "Look into it"


async def test_leaving_forgets_the_name_too(stage):
    entry = await stage.to(ImportKind.ADDRESS)
    stage.type(entry.field, ADDRESS)
    await stage.on_to("Compare")
    stage.name("eye")
    stage.page.leave()
    assert stage.panels.place.name.text == ""
    assert entry.field.text() == ""


async def test_the_clipboard_is_offered_to_be_cleared_once_the_key_is_written(stage):
    QGuiApplication.clipboard().setText(WORDS)
    (await stage.to(ImportKind.WORDS)).field.setPlainText(WORDS)
    await stage.on_to("Compare")
    stage.name("new")
    await stage.on_to("Password")
    stage.choose()
    await stage.on_to("Done")
    clear = stage.panels.done.clear
    assert clear.isVisible()
    clear.click()
    assert QGuiApplication.clipboard().text() == ""
    assert not clear.isEnabled()


async def test_with_nothing_on_the_clipboard_there_is_nothing_to_clear(stage):
    QGuiApplication.clipboard().clear()
    (await stage.to(ImportKind.WORDS)).field.setPlainText(WORDS)
    await stage.on_to("Compare")
    stage.name("new")
    await stage.on_to("Password")
    stage.choose()
    await stage.on_to("Done")
    assert not stage.panels.done.clear.isVisible()


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
    assert entry._label.note.text().startswith("There is no folder at that place.")


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
