"""Plaintext or encrypted: nothing is asked for the one, a good password for the other."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from shiboken6 import delete

from gui.widgets.protection import Protection
from tests.fakes.wallets import FakeStrength

STRONG = "correct horse battery"


@pytest.fixture
async def protection(theme):
    made = Protection(theme, FakeStrength())
    made.show()
    yield made
    delete(made)


def choose(protection: Protection, number: int) -> None:
    protection.ways.findChildren(QPushButton)[number].click()


async def test_plaintext_needs_nothing(protection):
    assert protection.is_filled
    assert not protection.fields.isVisible()
    assert await protection.take() == (True, None)


async def test_encrypting_needs_a_password(protection):
    choose(protection, 1)
    assert protection.fields.isVisible()
    assert not protection.is_filled
    for field in (protection.fields.password, protection.fields.repeat):
        field.setText(STRONG)
        field.textEdited.emit(STRONG)
    go_on, secret = await protection.take()
    assert go_on
    assert secret.reveal_text() == STRONG


async def test_a_weak_password_does_not_go_on_at_once(protection):
    choose(protection, 1)
    for field in (protection.fields.password, protection.fields.repeat):
        field.setText("short")
        field.textEdited.emit("short")
    assert await protection.take() == (False, None)
    assert protection.is_warned


async def test_changing_ones_mind_forgets_the_password(protection):
    choose(protection, 1)
    protection.fields.password.setText(STRONG)
    choose(protection, 0)
    choose(protection, 1)
    assert protection.fields.password.is_empty
