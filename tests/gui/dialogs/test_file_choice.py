"""A file, a folder or a place to save at is asked for without a loop inside the loop."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from gui.dialogs.file_choice import ask_folder, ask_open_path, ask_save_path
from tests.fakes.waiting import until


@pytest.fixture
async def asked(window):
    async def ask(**options):
        asking = asyncio.ensure_future(
            ask_save_path(window, "Save", "code.png", "PNG (*.png)", **options)
        )
        await until(lambda: window.findChild(QFileDialog) is not None)
        return window.findChild(QFileDialog), asking

    return ask


async def test_the_chosen_path_is_given(asked, tmp_path):
    dialog, asking = await asked()
    assert dialog.selectedFiles()[0].endswith("code.png")
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "mine"))
    dialog.accept()
    assert await asking == tmp_path / "mine.png"


async def test_changing_your_mind_gives_none(asked):
    dialog, asking = await asked()
    dialog.reject()
    assert await asking is None


@pytest.mark.parametrize("name", ["key.json", "wallets"])
async def test_what_is_there_can_be_opened(window, tmp_path, name):
    (tmp_path / "key.json").write_text("{}")
    (tmp_path / "wallets").mkdir()
    work = ask_open_path(window, "Open", "JSON (*.json)") if "." in name else None
    asking = asyncio.ensure_future(work or ask_folder(window, "Open"))
    await until(lambda: window.findChild(QFileDialog) is not None)
    dialog = window.findChild(QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / name))
    dialog.accept()
    assert await asking == tmp_path / name


@pytest.mark.parametrize("replaces", [True, False])
async def test_it_asks_about_replacing_only_where_that_may_happen(asked, replaces):
    dialog, asking = await asked(replaces=replaces)
    silent = dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert silent is not replaces
    dialog.reject()
    await asking


async def test_whoever_asked_may_give_up(asked, window):
    _, asking = await asked()
    asking.cancel()
    await asyncio.wait({asking})
    await until(lambda: window.findChild(QFileDialog) is None)
