"""The address book: found, added, renamed, removed, chosen from."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt

from core.domain.contacts import Contact
from core.errors import AppError, ErrorKind
from gui.dialogs.confirm import ConfirmDialog
from gui.dialogs.contacts import ContactsDialog, pick_contact
from gui.dialogs.overlay import answer
from tests.fakes.accounts import FakeContacts
from tests.fakes.application import FakeApplication
from tests.fakes.signers import address
from tests.fakes.waiting import until
from tests.gui.accessible import unnamed_controls

BOB, CAROL, DAVE = address("//Bob"), address("//Charlie"), address("//Dave")
BOOK = (Contact(BOB, "treasury", 1.0), Contact(CAROL, "rent", 2.0))


@pytest.fixture
async def opened(theme, window):
    tasks = []

    async def made(*contacts, picks=False):
        app = FakeApplication(contacts=FakeContacts(*contacts))
        dialog = ContactsDialog(app, theme, window, picks=picks)
        dialog.app = app
        dialog.answer = asyncio.ensure_future(answer(dialog, window))
        tasks.append(dialog.answer)
        await until(lambda: len(dialog.list.shown) == len(contacts))
        return dialog

    yield made
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def labels(dialog):
    return [contact.label for contact in dialog.list.shown]


async def test_everybody_is_listed_and_can_be_found(opened):
    dialog = await opened(*BOOK)
    assert labels(dialog) == ["treasury", "rent"]
    dialog.list.field.setText("TREAS")
    assert labels(dialog) == ["treasury"]
    dialog.list.field.setText(CAROL[:9])
    assert labels(dialog) == ["rent"]
    assert unnamed_controls(dialog) == []


async def test_an_empty_book_says_what_it_is_for(opened):
    dialog = await opened()
    await until(dialog.list._empty.isVisible)
    assert not dialog.edit.isEnabled()
    assert not dialog.remove.isEnabled()


async def test_the_search_is_as_wide_as_the_list(opened):
    dialog = await opened(*BOOK)
    await until(lambda: dialog.list.field.width() == dialog.list.width())


async def test_someone_is_added(opened):
    dialog = await opened(*BOOK)
    dialog.add.click()
    assert not dialog.primary.isEnabled()
    dialog.form._name.setText("exchange")
    dialog.form._address.setText(f" {DAVE[:10]} {DAVE[10:]} ")
    dialog.primary.click()
    await until(lambda: not dialog.editing)
    assert dialog.app.contacts.book[-1].address == DAVE
    assert dialog.list.current.label == "exchange"


@pytest.mark.parametrize(
    ("typed", "words"),
    [(DAVE[:-1] + "1", "Mistyped"), ("0x12", "hex"), (DAVE[:20], "Too short"), ("0O", "character")],
)
async def test_a_wrong_address_is_told_and_cannot_be_saved(opened, typed, words):
    dialog = await opened()
    dialog.add.click()
    dialog.form._name.setText("exchange")
    dialog.form._address.setText(typed)
    assert words in dialog.form.address_field.note.text()
    assert not dialog.primary.isEnabled()


async def test_one_that_looks_like_a_known_one_is_compared(opened):
    dialog = await opened(*BOOK)
    names = dialog.form._names
    await until(lambda: dialog.form._names is not names or dialog.form._names.find(BOB) is not None)
    dialog.add.click()
    dialog.form._show_twin(BOB[:4] + "x" * 40 + BOB[-4:])
    assert dialog.form._twin.isVisible()
    assert "looks like treasury" in dialog.form.address_field.note.text()


async def test_someone_is_renamed(opened):
    dialog = await opened(*BOOK)
    dialog.list.choose(BOB)
    dialog.edit.click()
    assert dialog.form.address == BOB
    dialog.form._name.setText("savings")
    dialog.primary.click()
    await until(lambda: "savings" in labels(dialog))
    assert len(dialog.app.contacts.book) == 2


async def test_a_changed_address_takes_the_place_of_the_old_one(opened):
    dialog = await opened(*BOOK)
    dialog.list.choose(BOB)
    dialog.edit.click()
    dialog.form._address.setText(DAVE)
    dialog.primary.click()
    await until(lambda: not dialog.editing)
    assert {contact.address for contact in dialog.app.contacts.book} == {CAROL, DAVE}


async def test_removing_asks_first(opened, window):
    dialog = await opened(*BOOK)
    dialog.list.choose(BOB)
    dialog.remove.click()
    await until(lambda: window.findChild(ConfirmDialog) is not None)
    window.findChild(ConfirmDialog).confirm.click()
    await until(lambda: labels(dialog) == ["rent"])
    assert [contact.address for contact in dialog.app.contacts.book] == [CAROL]


async def test_a_name_that_is_taken_is_told_at_its_field(opened, monkeypatch):
    dialog = await opened(*BOOK)

    async def taken(*_):
        facts = {"field": "label", "reason": "taken"}
        raise AppError(ErrorKind.BAD_INPUT, "label: taken", facts)

    monkeypatch.setattr(dialog.app.contacts, "put", taken)
    dialog.add.click()
    dialog.form._name.setText("rent")
    dialog.form._address.setText(DAVE)
    dialog.primary.click()
    await until(lambda: "has this name" in dialog.form.name_field.note.text())
    assert dialog.editing


async def test_a_disk_that_refuses_is_told(opened, monkeypatch):
    dialog = await opened(*BOOK)

    async def full(*_):
        raise AppError(ErrorKind.STORAGE, "full")

    monkeypatch.setattr(dialog.app.contacts, "put", full)
    dialog.add.click()
    dialog.form._name.setText("exchange")
    dialog.form._address.setText(DAVE)
    dialog.primary.click()
    await until(dialog.banner.isVisible)


async def test_escape_leaves_the_form_first_and_then_the_book(opened, qtbot):
    dialog = await opened(*BOOK)
    dialog.add.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.editing
    assert not dialog.answer.done()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert await dialog.answer is False


async def test_it_answers_with_whom_was_chosen(theme, window, qtbot):
    app = FakeApplication(contacts=FakeContacts(*BOOK))
    task = asyncio.ensure_future(pick_contact(app, theme, window))
    await until(lambda: window.findChild(ContactsDialog) is not None)
    dialog = window.findChild(ContactsDialog)
    await until(lambda: len(dialog.list.shown) == 2)
    assert not dialog.primary.isEnabled()
    dialog.list.choose(CAROL)
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Return)
    assert (await task).address == CAROL
