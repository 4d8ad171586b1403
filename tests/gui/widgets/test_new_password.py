"""A password is typed twice; a weak one needs a second yes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from shiboken6 import delete

from core.errors import AppError, ErrorKind
from gui.widgets.new_password import NewPassword
from tests.fakes.waiting import until
from tests.fakes.wallets import FakeStrength

STRONG = "correct horse battery"


@pytest.fixture
async def form(theme):
    made = NewPassword(theme, FakeStrength())
    made.show()
    yield made
    delete(made)


def enter(form: NewPassword, first: str, second: str | None = None) -> None:
    for field, text in ((form.password, first), (form.repeat, first if second is None else second)):
        field.setText(text)
        field.textEdited.emit(text)


async def test_a_strong_one_is_taken_at_once_and_the_fields_are_empty(form):
    enter(form, STRONG)
    assert form.is_filled
    secret = await form.take()
    assert secret.reveal_text() == STRONG
    assert form.password.is_empty
    assert form.repeat.is_empty


async def test_two_different_ones_are_refused_and_stay(form):
    enter(form, STRONG, STRONG + "x")
    assert await form.take() is None
    assert form.warning == "The two are not the same."
    assert not form.password.is_empty


async def test_a_weak_one_needs_a_second_yes(form):
    enter(form, "short")
    assert await form.take() is None
    assert form.is_warned
    assert "weak" in form.warning
    assert (await form.take()).reveal_text() == "short"


async def test_another_weak_one_needs_a_yes_of_its_own(form):
    enter(form, "short")
    await form.take()
    enter(form, "brief")
    assert not form.is_warned
    assert await form.take() is None


async def test_one_that_could_not_be_rated_counts_as_weak(theme):
    strength = FakeStrength()
    strength.error = AppError(ErrorKind.INTERNAL, "ended")
    form = NewPassword(theme, strength)
    enter(form, STRONG)
    assert await form.take() is None
    assert (await form.take()).reveal_text() == STRONG
    delete(form)


async def test_one_field_alone_is_not_enough(form):
    enter(form, STRONG, "")
    assert not form.is_filled


async def test_enter_goes_on_to_the_repetition_while_it_is_missing(form, qtbot):
    form.activateWindow()
    await until(form.isActiveWindow)
    form.password.setFocus()
    qtbot.keyClick(form.password, Qt.Key.Key_Return)
    assert form.password.hasFocus()
    enter(form, STRONG, "")
    qtbot.keyClick(form.password, Qt.Key.Key_Return)
    assert form.repeat.hasFocus()


async def test_caps_lock_is_told(form, qtbot):
    qtbot.keyClicks(form.password, "A")
    form.password.caps_lock = True
    form.password.textEdited.emit("A")
    texts = [label.text() for label in form.findChildren(type(form._first.note))]
    assert "Caps Lock is on." in texts


async def test_wiping_empties_both_and_forgets_the_yes(form):
    enter(form, "short")
    await form.take()
    form.wipe()
    assert not form.is_filled
    assert not form.is_warned
    assert form.warning == ""
