"""Wizard pages work on one thing at a time, and hear of every lock."""

from __future__ import annotations

import asyncio

import pytest
from shiboken6 import delete

from core.errors import AppError, ErrorKind
from gui.widgets.wizard_page import WizardPage
from tests.fakes.application import FakeApplication
from tests.fakes.waiting import until


class Wizard(WizardPage):
    def __init__(self, app, theme) -> None:
        super().__init__(app, theme, "A wizard")
        self.said: list[object] = []

    def cancel(self) -> None:
        self.said.append("cancel")

    def go_back(self) -> None:
        self.said.append("back")

    def go_on(self) -> None:
        self.said.append("on")

    def on_failed(self, error: AppError) -> None:
        self.said.append(error.kind)

    def on_locked(self) -> None:
        self.said.append("locked")


@pytest.fixture
async def wizard(theme):
    made = Wizard(FakeApplication(), theme)
    made.show()
    yield made
    delete(made)


async def test_the_buttons_of_the_frame_are_the_wizards(wizard):
    wizard.frame.foot.back.click()
    wizard.frame.foot.primary.click()
    wizard.frame.foot.cancel.click()
    assert wizard.said == ["back", "on", "cancel"]


async def test_it_works_until_its_work_is_done(wizard):
    gate = asyncio.Event()
    states: list[bool] = []

    async def work() -> None:
        await gate.wait()
        states.append(wizard.is_working)

    wizard.work(work)
    assert wizard.is_working
    gate.set()
    await until(lambda: bool(states))
    assert states == [True]
    await until(lambda: not wizard.is_working)


async def test_new_work_gives_up_the_old_and_counts_as_work(wizard):
    first, second = asyncio.Event(), asyncio.Event()
    done: list[str] = []

    async def old() -> None:
        await first.wait()
        done.append("old")

    async def new() -> None:
        await second.wait()
        done.append("new")

    wizard.work(old)
    wizard.work(new)
    first.set()
    await asyncio.sleep(0)
    assert wizard.is_working
    second.set()
    await until(lambda: done == ["new"])
    assert not wizard.is_working


async def test_work_that_never_began_leaves_nothing_behind(wizard):
    async def work() -> None:
        wizard.said.append("worked")

    wizard.work(work)
    wizard.rest()
    assert not wizard.is_working
    await asyncio.sleep(0)
    assert wizard.said == []


async def test_a_failure_is_told_and_the_work_is_over(wizard):
    async def fail() -> None:
        raise AppError(ErrorKind.STORAGE, "full")

    wizard.work(fail)
    await until(lambda: wizard.said == [ErrorKind.STORAGE])
    assert not wizard.is_working


async def test_locks_are_heard_until_the_page_rests(wizard):
    wizard.follow_locks()
    await until(lambda: wizard.app.locks._locked.readers == 1)
    await wizard.app.locks.lock()
    await until(lambda: wizard.said == ["locked"])
    wizard.rest()
    await until(lambda: wizard.app.locks._locked.readers == 0)


async def test_a_question_gives_up_what_would_be_written_below_it(wizard):
    gate, answer = asyncio.Event(), asyncio.Event()
    done: list[str] = []

    async def work() -> None:
        await gate.wait()
        done.append("written")

    async def question() -> None:
        await answer.wait()
        done.append("answered")

    wizard.work(work)
    wizard.ask(question())
    assert not wizard.is_working
    gate.set()
    answer.set()
    await until(lambda: "answered" in done)
    assert done == ["answered"]
