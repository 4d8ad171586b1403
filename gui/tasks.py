"""Where coroutines meet widgets: tasks that live and die with their owner."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final

from PySide6.QtCore import QObject

from core.errors import AppError

Work = Coroutine[Any, Any, None]

# Faster work shows no sign of being busy: a flash is worse than nothing.
BUSY_AFTER: Final = 0.2


class TaskScope:
    """Runs coroutines for one widget and cancels them when it goes away.

    Starting a second task under the same name cancels the first, so the
    newest answer always wins. ``on_busy(True)`` comes once work has lasted
    200 ms and ``on_busy(False)`` when the last task ends, only after a True.
    Not a ``QObject`` on purpose: a widget deletes its children before it
    emits ``destroyed``, and a task may end after both.
    """

    def __init__(
        self,
        owner: QObject,
        *,
        on_error: Callable[[AppError], None],
        on_busy: Callable[[bool], None] = lambda busy: None,
    ) -> None:
        self._on_error = on_error
        self._on_busy = on_busy
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._open = True
        self._busy = False
        self._timer: asyncio.TimerHandle | None = None
        # A lambda keeps this scope alive until then; a bound method would be held weakly.
        owner.destroyed.connect(lambda: self.close())  # noqa: PLW0108

    def start(self, name: str, work: Work) -> asyncio.Task[None]:
        """Run ``work``; one already running under ``name`` is cancelled."""
        self.cancel(name)
        loop = asyncio.get_running_loop()
        task = loop.create_task(work, name=name)
        self._tasks[name] = task
        task.add_done_callback(self._finished)
        if self._timer is None and not self._busy:
            self._timer = loop.call_later(BUSY_AFTER, self._grow_busy)
        return task

    def running(self, name: str) -> bool:
        return name in self._tasks

    def cancel(self, name: str) -> None:
        if task := self._tasks.pop(name, None):
            task.cancel()

    def cancel_all(self) -> None:
        """Cancel what runs; the scope stays usable."""
        for name in tuple(self._tasks):
            self.cancel(name)

    def close(self) -> None:
        """Cancel everything and report nothing more."""
        self._open = False
        self._drop_timer()
        self.cancel_all()

    def _grow_busy(self) -> None:
        self._timer = None
        if self._open and self._tasks:
            self._busy = True
            self._on_busy(True)

    def _drop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _finished(self, task: asyncio.Task[None]) -> None:
        name = task.get_name()
        if self._tasks.get(name) is task:
            del self._tasks[name]
        error = None if task.cancelled() else task.exception()
        if not self._open:
            return
        if not self._tasks:
            self._calm_down()
        if isinstance(error, AppError):
            self._on_error(error)
        elif error is not None:
            task.get_loop().call_exception_handler(
                {"message": f"{name} crashed", "exception": error, "task": task}
            )

    def _calm_down(self) -> None:
        self._drop_timer()
        if self._busy:
            self._busy = False
            self._on_busy(False)
