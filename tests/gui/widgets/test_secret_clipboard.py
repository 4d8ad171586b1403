"""A secret leaves the clipboard by itself, and nothing else does."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from gui.widgets.secret_clipboard import SecretClipboard, copy_secret, forget_secret
from tests.fakes.waiting import until


@pytest.fixture(autouse=True)
def clean(qapp):
    yield
    forget_secret()
    QGuiApplication.clipboard().clear()


def text() -> str:
    return QGuiApplication.clipboard().text()


async def test_a_secret_goes_after_its_time(qapp):
    copy_secret("legal winner", seconds=0.02)
    assert text() == "legal winner"
    await until(lambda: text() == "")


async def test_its_time_is_half_a_minute_unless_told_otherwise(qapp):
    copy_secret("legal winner")
    assert qapp.findChild(SecretClipboard)._timer.interval() == 30_000


async def test_what_was_copied_since_stays(qapp):
    copy_secret("legal winner", seconds=0.02)
    QGuiApplication.clipboard().setText("an address")
    held = qapp.findChild(SecretClipboard)
    await until(lambda: not held.is_waiting)
    assert text() == "an address"


async def test_a_second_secret_has_its_whole_time(qapp):
    copy_secret("one", seconds=0.01)
    copy_secret("two", seconds=60)
    held = qapp.findChild(SecretClipboard)
    assert held.is_waiting
    assert text() == "two"


def test_it_can_be_taken_away_at_once(qapp):
    copy_secret("legal winner")
    forget_secret()
    assert text() == ""
    assert not qapp.findChild(SecretClipboard).is_waiting


def test_forgetting_leaves_what_is_no_secret(qapp):
    QGuiApplication.clipboard().setText("an address")
    forget_secret()
    assert text() == "an address"


def test_clipboard_histories_are_told_that_it_is_a_secret(qapp):
    copy_secret("legal winner")
    offered = QGuiApplication.clipboard().mimeData()
    assert bytes(offered.data("x-kde-passwordManagerHint").data()) == b"secret"


def test_only_one_object_watches_the_clipboard(qapp):
    copy_secret("one")
    copy_secret("two")
    assert len(qapp.findChildren(SecretClipboard)) == 1
