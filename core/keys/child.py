"""One key process as the app sees it: started when first asked, asked one thing at a time.

What is in flight when the asker gives up or a deadline passes cannot be taken
back: the process is killed, with all it holds, and the next request starts
another.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

import core
from core.background import Background
from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.keys.hardening import child_environment
from core.keys.protocol import (
    PREFIX_SIZE,
    Blobs,
    Frame,
    FrameError,
    Header,
    body_size,
    decode,
    encode,
)
from core.keys.records import read_error

START_SECONDS: Final = 15.0
_PACKAGE_ROOT: Final = str(Path(core.__path__[0]).parent)


def agent_command(root: Path) -> tuple[str, ...]:
    """How a key process for the wallets below ``root`` is started from source.

    -P keeps the working folder out of the import path.
    """
    return (sys.executable, "-P", "-m", "core.keys.agent_process", os.fspath(root))


class KeyProcess:
    """``on_end`` is called whenever the process has ended, with whatever it held."""

    def __init__(self, command: Sequence[str], on_end: Callable[[], None]) -> None:
        self._command = tuple(command)
        self._on_end = on_end
        self._turn = asyncio.Lock()
        self._numbers = count(1)
        self._process: Process | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._background = Background()

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def is_busy(self) -> bool:
        return self._turn.locked()

    async def ask(self, request: Header, blobs: Blobs, seconds: float) -> Frame:
        """One request and its reply, within ``seconds`` from its turn on.

        Raises AppError: what the process answers, TIMEOUT, INTERNAL where it
        ended, or LOCKED where ``end`` was called meanwhile.
        """
        async with self._turn:
            process = await self._running()
            try:
                async with asyncio.timeout(seconds):
                    reply = await self._exchange(process, request, blobs)
            except TimeoutError as error:
                await self.end()
                raise AppError(ErrorKind.TIMEOUT, "the key agent took too long") from error
            except (OSError, EOFError, FrameError) as error:
                if self._process is not process:
                    raise AppError(ErrorKind.LOCKED, "locked meanwhile") from error
                await self.end()
                raise _ended() from error
            except asyncio.CancelledError:
                await self.end()
                raise
        if "error" in reply.header:
            raise read_error(reply.header["error"])
        return reply

    async def end(self) -> None:
        """Kill the process, if there is one, and wait until the system has buried it."""
        process, self._process = self._process, None
        watcher, self._watcher = self._watcher, None
        if process is None:
            return
        with suppress(ProcessLookupError):  # it may have ended by itself
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        self._on_end()
        await process.wait()
        if watcher is not None and watcher is not asyncio.current_task():
            await watcher

    async def _running(self) -> Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        await self.end()
        try:
            async with asyncio.timeout(START_SECONDS):
                process = self._process = await asyncio.create_subprocess_exec(
                    *self._command,
                    stdin=PIPE,
                    stdout=PIPE,
                    stderr=DEVNULL,
                    env=child_environment(os.environ, _PACKAGE_ROOT),
                )
                self._watcher = self._background.start("watch keys", self._watch(process))
                await _receive(process)
        except TimeoutError as error:
            await self.end()
            raise AppError(ErrorKind.TIMEOUT, "the key agent did not start") from error
        except (OSError, EOFError, FrameError) as error:
            await self.end()
            raise _ended() from error
        except asyncio.CancelledError:
            await self.end()
            raise
        return process

    async def _watch(self, process: Process) -> None:
        """A process that ends by itself takes its keys along, asked or not."""
        await process.wait()
        if self._process is process and not self.is_busy:
            await self.end()

    async def _exchange(self, process: Process, request: Header, blobs: Blobs) -> Frame:
        assert process.stdin is not None
        number = next(self._numbers)
        process.stdin.write(encode(Frame({**request, "id": number}, blobs)))
        await process.stdin.drain()
        reply = await _receive(process)
        if reply.header.get("id") != number:
            raise FrameError("a reply to another request")
        return reply


async def _receive(process: Process) -> Frame:
    assert process.stdout is not None
    prefix = await process.stdout.readexactly(PREFIX_SIZE)
    return decode(prefix, await process.stdout.readexactly(body_size(prefix)))


def _ended() -> AppError:
    return AppError(ErrorKind.INTERNAL, "the key agent ended", {"reason": KeyReason.AGENT_ENDED})
