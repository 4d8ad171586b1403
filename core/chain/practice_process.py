"""The practice node as a child process: started, waited for, stopped."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from core.background import Background, spawn
from core.errors import AppError, ErrorKind

log = logging.getLogger(__name__)

STARTING: Final = 30.0  # seconds until the node must take connections
STOPPING: Final = 3.0  # seconds between asking it to stop and ending it
_LARGEST_LOG: Final = 2 * 1024 * 1024

# The node's one line on stdout once it listens, such as "ready ws://127.0.0.1:40123 …".
_READY: Final = re.compile(r"^ready\b.*?(wss?://[^\s\"]+)")


class PracticeProcess:
    """A ``PracticeNode``: ``python -m core.practice``, or this very program when frozen.

    The node follows its parent: it ends by itself when the app dies.
    """

    def __init__(self, data_dir: Path, block_time: float) -> None:
        self._data_dir = data_dir
        self._block_time = block_time
        self._fresh = False
        self._process: Process | None = None
        self._endpoint = ""
        self._changing = asyncio.Lock()
        self._reading = Background()

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def log_file(self) -> Path:
        return self._data_dir / "node.log"

    async def start(self) -> str:
        """The endpoint of the running node. Raises AppError(PRACTICE)."""
        async with self._changing:
            if not self.running:
                self._endpoint = await self._launch()
            return self._endpoint

    async def stop(self) -> None:
        """Ask it to end, and end it if it does not."""
        async with self._changing:
            await self._end()

    async def renew(self, block_time: float) -> None:
        """Stop it; its next start forgets the kept network and makes blocks at this pace.

        A kept network has the pace it was begun with, so the two go together.
        """
        async with self._changing:
            await self._end()
            self._block_time, self._fresh = block_time, True

    async def _launch(self) -> str:
        try:
            with _open_log(self.log_file) as output:
                self._process = await spawn(
                    *_command(),
                    *("--port", "0", "--follow-parent"),
                    *("--data-dir", str(self._data_dir)),
                    *self._plan(),
                    stdin=PIPE,  # the node ends when we close it, also by dying
                    stdout=PIPE,
                    stderr=output,
                    env=_environment(),
                )
        except OSError as error:
            raise self._failure(f"it could not be started: {error}") from error
        try:
            async with asyncio.timeout(STARTING):
                endpoint = await self._ready(self._process)
        except TimeoutError as error:
            await self._end()
            raise self._failure("it did not get ready in time") from error
        except BaseException:
            await asyncio.shield(self._end())
            raise
        self._fresh = False
        self._reading.start("practice node's output", _drain(self._process))
        return endpoint

    def _plan(self) -> tuple[str, ...]:
        """Options of a new network; one that is kept in the folder stays what it is."""
        pace = ("--block-time", f"{self._block_time:g}")
        if self._fresh:
            return ("--fresh", *pace)
        kept = any(path != self.log_file for path in self._data_dir.iterdir())
        return () if kept else pace

    async def _ready(self, process: Process) -> str:
        assert process.stdout is not None
        try:
            async for line in process.stdout:
                if found := _READY.match(line.decode(errors="replace").strip()):
                    return found[1]
        except ValueError as error:  # a line without end
            raise self._failure("it answered nonsense") from error
        code = await process.wait()
        raise self._failure(f"it ended with code {code}: {_last_line(self.log_file)}")

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(STOPPING):
                await process.wait()
        except TimeoutError:
            log.warning("the practice node did not stop when asked")
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        await self._reading.close()

    def _failure(self, detail: str) -> AppError:
        return AppError(ErrorKind.PRACTICE, detail, {"log": str(self.log_file)})


async def _drain(process: Process) -> None:
    """Read on, so that the node can never block on a full pipe."""
    assert process.stdout is not None
    while await process.stdout.read(4096):
        pass


def _command() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (sys.executable, "practice")
    return (sys.executable, "-m", "core.practice")


def _environment() -> dict[str, str]:
    """Ours, with the folder that holds ``core`` on the module path, from wherever we run."""
    environment = dict(os.environ)
    root = str(Path(__file__).resolve().parents[2])
    known = environment.get("PYTHONPATH", "")
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (root, known)))
    return environment


def _open_log(path: Path) -> IO[bytes]:
    """The log to append to; begun anew when it has grown large."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    large = path.exists() and path.stat().st_size > _LARGEST_LOG
    return path.open("wb" if large else "ab")


def _last_line(path: Path) -> str:
    try:
        lines = path.read_bytes()[-2000:].decode(errors="replace").split("\n")
    except OSError:
        return ""
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
