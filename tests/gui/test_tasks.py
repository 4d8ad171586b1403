"""Tasks live and die with their widget."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QWidget

from core.errors import AppError, ErrorKind
from gui import tasks
from gui.tasks import TaskScope
from tests.fakes.waiting import until


class Owner:
    """A widget with a scope, and what the scope told."""

    def __init__(self) -> None:
        self.widget = QWidget()
        self.errors: list[AppError] = []
        self.busy: list[bool] = []
        self.scope = TaskScope(self.widget, on_error=self.errors.append, on_busy=self.busy.append)
        self.log: list[str] = []

    async def wait(self, name: str, gate: asyncio.Event) -> None:
        try:
            await gate.wait()
            self.log.append(f"{name} done")
        except asyncio.CancelledError:
            self.log.append(f"{name} cancelled")
            raise


@pytest.fixture
def owner(qapp):
    return Owner()


async def test_the_newest_of_a_name_wins(owner):
    gate = asyncio.Event()
    owner.scope.start("read", owner.wait("first", gate))
    await asyncio.sleep(0)
    owner.scope.start("read", owner.wait("second", gate))
    gate.set()
    await until(lambda: len(owner.log) == 2)
    assert owner.log == ["first cancelled", "second done"]


async def test_names_do_not_disturb_each_other(owner):
    gate = asyncio.Event()
    owner.scope.start("a", owner.wait("a", gate))
    owner.scope.start("b", owner.wait("b", gate))
    assert owner.scope.running("a")
    gate.set()
    await until(lambda: sorted(owner.log) == ["a done", "b done"])
    assert not owner.scope.running("a")


async def test_deleting_the_widget_cancels_its_work(owner):
    owner.scope.start("read", owner.wait("read", asyncio.Event()))
    await asyncio.sleep(0)
    owner.widget.deleteLater()
    await until(lambda: owner.log == ["read cancelled"])


async def test_a_foreseen_failure_is_told_to_the_widget(owner):
    async def fail() -> None:
        raise AppError(ErrorKind.OFFLINE, "refused")

    owner.scope.start("read", fail())
    await until(lambda: bool(owner.errors))
    assert owner.errors[0].kind is ErrorKind.OFFLINE


async def test_an_unforeseen_failure_goes_to_the_loop(owner):
    seen = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: seen.append(context))

    async def fail() -> None:
        raise KeyError("netuid")

    owner.scope.start("read", fail())
    await until(lambda: bool(seen))
    assert seen[0]["message"] == "read crashed"
    assert isinstance(seen[0]["exception"], KeyError)


async def test_cancelling_is_told_to_nobody(owner):
    owner.scope.start("read", owner.wait("read", asyncio.Event()))
    await asyncio.sleep(0)
    owner.scope.cancel("read")
    await until(lambda: owner.log == ["read cancelled"])
    assert owner.errors == []


async def test_quick_work_shows_no_sign_of_being_busy(owner):
    gate = asyncio.Event()
    gate.set()
    await owner.scope.start("read", owner.wait("read", gate))
    await asyncio.sleep(0)
    assert owner.busy == []


async def test_long_work_is_busy_until_the_last_of_it_ends(owner, monkeypatch):
    monkeypatch.setattr(tasks, "BUSY_AFTER", 0.001)
    one, other = asyncio.Event(), asyncio.Event()
    owner.scope.start("a", owner.wait("a", one))
    owner.scope.start("b", owner.wait("b", other))
    await until(lambda: owner.busy == [True])
    one.set()
    await until(lambda: owner.log == ["a done"])
    assert owner.busy == [True]
    other.set()
    await until(lambda: owner.busy == [True, False])


async def test_a_closed_scope_reports_nothing_more(owner):
    gate = asyncio.Event()

    async def fail() -> None:
        await gate.wait()
        raise AppError(ErrorKind.OFFLINE, "refused")

    task = owner.scope.start("read", fail())
    owner.scope.close()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert owner.errors == []
