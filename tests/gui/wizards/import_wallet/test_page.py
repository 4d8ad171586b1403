"""Importing in the wizard: where a key goes, what is written, and that nothing is kept."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QPushButton
from shiboken6 import delete

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.flows.import_wallet import ImportKind
from tests.fakes.imports import OTHER, STRONG, ImportStage
from tests.fakes.vault import wallet
from tests.fakes.waiting import until
from tests.fakes.wallets import ADDRESS, WORDS
from tests.gui.accessible import unnamed_controls


@pytest.fixture
async def stage(theme):
    made = ImportStage(theme)
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
