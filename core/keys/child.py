"""One key process as the app sees it: started when first asked, asked one thing at a time.

What is in flight when the asker gives up or a deadline passes cannot be taken
back: the process is killed, with all it holds, and the next request starts
another.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import core
from core.background import Background, spawn
from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.keys.channel import Channel
from core.keys.hardening import child_environment
from core.keys.protocol import Frame, FrameError, Header, Lent, encode, wipe
from core.keys.records import read_error

START_SECONDS: Final = 15.0
_PACKAGE_ROOT: Final = str(Path(core.__path__[0]).parent)


def agent_command(root: Path) -> tuple[str, ...]:
    """How a key process for the wallets below ``root`` is started from source.

    -P keeps the working folder out of the import path, -s the person's own packages.
    """
    return (sys.executable, "-P", "-s", "-m", "core.keys.agent_process", os.fspath(root))


@dataclass(frozen=True, slots=True)
class _Running:
    process: Process
    channel: Channel


class KeyProcess:
    """``on_end`` is called whenever the process has ended, with whatever it held."""

    def __init__(self, command: Sequence[str], on_end: Callable[[], None]) -> None:
        self._command = tuple(command)
        self._on_end = on_end
        self._turn = asyncio.Lock()
        self._numbers = count(1)
        self._ends = 0
        self._running: _Running | None = None
        self._watchers: set[asyncio.Task[None]] = set()
        self._background = Background()

    @property
    def is_running(self) -> bool:
        return self._running is not None and self._running.process.returncode is None

    @property
    def is_busy(self) -> bool:
        return self._turn.locked()

    async def ask(self, request: Header, blobs: Lent, seconds: float) -> Frame:
        """One request and its reply, within ``seconds`` from its turn on.

        Raises AppError: what the process answers, TIMEOUT, INTERNAL where it
        ended, LOCKED where ``end`` was called meanwhile, or BAD_INPUT for a
        request that is too large.
        """
        number, ends = next(self._numbers), self._ends
        frame = _encoded({**request, "id": number}, blobs)
        try:
            reply = await self._ask_in_turn(frame, number, ends, seconds)
        finally:
            wipe(frame)  # a password may have been in it
        if "error" in reply.header:
            raise read_error(reply.header["error"])
        return reply

    async def end(self) -> None:
        """Kill the process, if there is one; requests that wait or run fail as LOCKED."""
        self._ends += 1
        await self._kill()

    async def _ask_in_turn(self, frame: bytearray, number: int, ends: int, seconds: float) -> Frame:
        async with self._turn:
            self._check_not_ended_since(ends)
            running = await self._started(ends)
            try:
                async with asyncio.timeout(seconds):
                    reply = await _exchange(running.channel, frame, number)
            except TimeoutError as error:
                await self._kill()
                raise AppError(ErrorKind.TIMEOUT, "the key agent took too long") from error
            except (OSError, EOFError, FrameError) as error:
                self._check_not_ended_since(ends)
                await self._kill()
                raise _ended() from error
            except asyncio.CancelledError:
                await self._kill()
                raise
            self._check_not_ended_since(ends)
            return reply

    def _check_not_ended_since(self, ends: int) -> None:
        if self._ends != ends:
            raise AppError(ErrorKind.LOCKED, "locked meanwhile")

    async def _kill(self) -> None:
        """Wait, too, until the system has buried it, and those killed before."""
        running, self._running = self._running, None
        if running is not None:
            with suppress(ProcessLookupError):  # it may have ended by itself
                running.process.kill()
            running.channel.close()
            self._on_end()
        others = {watcher for watcher in self._watchers if watcher is not asyncio.current_task()}
        if others:
            await asyncio.wait(others)

    async def _started(self, ends: int) -> _Running:
        if self._running is not None and self._running.process.returncode is None:
            return self._running
        await self._kill()
        try:
            async with asyncio.timeout(START_SECONDS):
                running = self._running = await _start(self._command)
                watcher = self._background.start("watch keys", self._watch(running))
                self._watchers.add(watcher)
                watcher.add_done_callback(self._watchers.discard)
                await running.channel.exchange(None)
        except TimeoutError as error:
            await self._kill()
            raise AppError(ErrorKind.TIMEOUT, "the key agent did not start") from error
        except (OSError, EOFError, FrameError) as error:
            self._check_not_ended_since(ends)
            await self._kill()
            raise _ended() from error
        except asyncio.CancelledError:
            await self._kill()
            raise
        if self._ends != ends:  # while the system was still making the process
            await self._kill()
        self._check_not_ended_since(ends)
        return running

    async def _watch(self, running: _Running) -> None:
        """A process that ends by itself takes its keys along, asked or not."""
        await running.process.wait()
        if self._running is running and not self.is_busy:
            await self._kill()


async def _start(command: Sequence[str]) -> _Running:
    channel = Channel()
    try:
        process = await spawn(
            *command,
            stdin=channel.childs_in,
            stdout=channel.childs_out,
            stderr=DEVNULL,
            env=child_environment(os.environ, _PACKAGE_ROOT),
        )
    except BaseException:
        channel.close()
        raise
    finally:
        channel.release_childs_ends()
    return _Running(process, channel)


async def _exchange(channel: Channel, frame: bytearray, number: int) -> Frame:
    reply = await channel.exchange(frame)
    if reply.header.get("id") != number:
        raise FrameError("a reply to another request")
    return reply


def _encoded(header: Header, blobs: Lent) -> bytearray:
    try:
        return encode(header, blobs)
    except FrameError as error:
        raise AppError(ErrorKind.BAD_INPUT, "too much for one request") from error


def _ended() -> AppError:
    return AppError(ErrorKind.INTERNAL, "the key agent ended", {"reason": KeyReason.AGENT_ENDED})
