"""A key process from the app's side: what hangs, dies or answers nonsense is killed."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable

import pytest

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.keys import child
from core.keys.child import KeyProcess
from core.keys.protocol import Frame, Header, Lent

SCRIPT = """
import os, sys, time
from core.keys.protocol import PREFIX_SIZE, body_size, decode, encode

def answer(header, blobs={}):
    os.write(1, encode(header, blobs))

if "mute" in sys.argv:
    time.sleep(60)
if "gone" in sys.argv:
    sys.exit(9)
answer({"ready": True})
while prefix := os.read(0, PREFIX_SIZE):
    request = decode(prefix, os.read(0, body_size(prefix)))
    number, operation = request.header["id"], request.header["op"]
    if operation == "hang":
        time.sleep(60)
    elif operation == "die":
        sys.exit(9)
    elif operation == "babble":
        os.write(1, b"traceback or whatever it is" * 9)
    elif operation == "mistake":
        answer({"id": number + 1})
    elif operation == "refuse":
        error = {"kind": "not-found", "detail": "no", "facts": {"name": "x"}}
        answer({"id": number, "error": error})
    elif operation == "surroundings":
        answer({"id": number, "environ": dict(os.environ), "arguments": sys.argv})
    else:
        answer({"id": number, "pid": os.getpid()}, request.blobs)
"""


class Ends:
    """Counts how often the process ended."""

    def __init__(self) -> None:
        self.count = 0
        self.changed = asyncio.Event()

    def __call__(self) -> None:
        self.count += 1
        self.changed.set()


@pytest.fixture
def ends() -> Ends:
    return Ends()


@pytest.fixture
async def start(ends: Ends) -> AsyncIterator[Callable[..., KeyProcess]]:
    started: list[KeyProcess] = []

    def begin(*arguments: str) -> KeyProcess:
        started.append(KeyProcess((sys.executable, "-P", "-c", SCRIPT, *arguments), ends))
        return started[-1]

    yield begin
    for process in started:
        await process.end()


async def _ask(process: KeyProcess, operation: str = "echo", seconds: float = 20) -> Frame:
    return await process.ask({"op": operation}, {"blob": b"\0\xff"}, seconds)


async def _pid(process: KeyProcess) -> int:
    pid = (await _ask(process)).header["pid"]
    assert isinstance(pid, int)
    return pid


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def _until_busy(process: KeyProcess) -> None:
    async with asyncio.timeout(20):
        while not process.is_busy:
            await asyncio.sleep(0)


async def test_nothing_runs_until_something_is_asked(start):
    process = start()
    assert not process.is_running
    assert (await _ask(process)).blobs == {"blob": b"\0\xff"}
    assert process.is_running


async def test_a_process_gets_no_password_from_the_environment(start, monkeypatch):
    for name in ("BT_WALLET_PASSWORD", "BT_WALLET_PASSWORD_FILE", "BT_PW_MAIN"):
        monkeypatch.setenv(name, "canary")
    header = (await _ask(start(), "surroundings")).header
    assert "canary" not in str(header["environ"])
    assert str(child.__file__).startswith(header["environ"]["PYTHONPATH"])


async def test_one_process_answers_many_requests_in_turn(start):
    process = start()
    pids = await asyncio.gather(*(_pid(process) for _ in range(20)))
    assert len(set(pids)) == 1


async def test_a_refusal_arrives_and_the_process_stays(start, ends):
    process = start()
    with pytest.raises(AppError) as caught:
        await _ask(process, "refuse")
    assert caught.value.kind is ErrorKind.NOT_FOUND
    assert caught.value.facts == {"name": "x"}
    assert ends.count == 0


async def test_a_passed_deadline_kills_and_the_next_request_starts_another(start, ends):
    process = start()
    pid = await _pid(process)
    with pytest.raises(AppError) as caught:
        await _ask(process, "hang", seconds=0.1)
    assert caught.value.kind is ErrorKind.TIMEOUT
    assert not _lives(pid)
    assert ends.count == 1
    assert await _pid(process) != pid


async def test_giving_up_kills(start, ends):
    process = start()
    pid = await _pid(process)
    task = asyncio.ensure_future(_ask(process, "hang"))
    await _until_busy(process)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not _lives(pid)
    assert ends.count == 1


async def test_giving_up_before_ones_turn_kills_nobody(start, ends):
    process = start()
    pid = await _pid(process)
    first = asyncio.ensure_future(_ask(process))
    second = asyncio.ensure_future(_ask(process, "hang"))
    await _until_busy(process)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    assert (await first).header["pid"] == pid
    assert ends.count == 0


@pytest.mark.parametrize("operation", ["die", "babble", "mistake"])
async def test_a_process_that_dies_or_babbles_is_replaced(start, ends, operation):
    process = start()
    with pytest.raises(AppError) as caught:
        await _ask(process, operation)
    assert caught.value.kind is ErrorKind.INTERNAL
    assert caught.value.facts["reason"] == KeyReason.AGENT_ENDED
    assert ends.count == 1
    assert await _pid(process)


async def test_a_process_that_ends_unasked_is_noticed(start, ends):
    process = start()
    os.kill(await _pid(process), 9)
    async with asyncio.timeout(10):
        await ends.changed.wait()
    assert not process.is_running
    assert await _pid(process)


async def test_ending_it_meanwhile_is_a_lock_and_no_fault(start):
    process = start()
    await _ask(process)
    task = asyncio.ensure_future(_ask(process, "hang"))
    await _until_busy(process)
    await process.end()
    with pytest.raises(AppError) as caught:
        await task
    assert caught.value.kind is ErrorKind.LOCKED


async def test_a_process_that_does_not_come_up_is_told(start, monkeypatch):
    with pytest.raises(AppError) as caught:
        await _ask(start("gone"))
    assert caught.value.facts["reason"] == KeyReason.AGENT_ENDED
    monkeypatch.setattr(child, "START_SECONDS", 0.2)
    with pytest.raises(AppError) as caught:
        await _ask(start("mute"))
    assert caught.value.kind is ErrorKind.TIMEOUT


async def test_a_program_that_is_not_there_is_told(ends):
    with pytest.raises(AppError) as caught:
        await _ask(KeyProcess(("/no/such/program",), ends))
    assert caught.value.facts["reason"] == KeyReason.AGENT_ENDED


async def test_ending_twice_is_ending_once(start, ends):
    process = start()
    await _ask(process)
    await process.end()
    await process.end()
    assert ends.count == 1


async def test_a_request_beyond_the_cap_is_refused_and_ends_nothing(start, ends):
    process = start()
    await _ask(process)
    with pytest.raises(AppError) as caught:
        await process.ask({"op": "echo"}, {"blob": bytes(17 * 1024 * 1024)}, 20)
    assert caught.value.kind is ErrorKind.BAD_INPUT
    assert ends.count == 0


async def test_ending_it_while_it_starts_leaves_none_running(start):
    process = start()
    task = asyncio.ensure_future(_ask(process))
    await _until_busy(process)
    await process.end()
    with pytest.raises(AppError) as caught:
        await task
    assert caught.value.kind is ErrorKind.LOCKED
    assert not process.is_running


async def test_ending_it_refuses_what_waits_for_its_turn(start):
    process = start()
    await _ask(process)
    waiting = [asyncio.ensure_future(_ask(process, name)) for name in ("hang", "echo")]
    await _until_busy(process)
    await process.end()
    for task in waiting:
        with pytest.raises(AppError) as caught:
            await task
        assert caught.value.kind is ErrorKind.LOCKED
    assert not process.is_running


async def test_an_ending_that_was_given_up_is_completed_by_the_next(start):
    process = start()
    pid = await _pid(process)
    task = asyncio.ensure_future(process.end())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await process.end()
    assert not _lives(pid)


async def test_what_was_sent_is_wiped_once_it_is_answered(start, monkeypatch):
    sent: list[bytearray] = []
    encode = child.encode

    def encode_and_keep(header: Header, blobs: Lent) -> bytearray:
        sent.append(encode(header, blobs))
        return sent[-1]

    monkeypatch.setattr(child, "encode", encode_and_keep)
    await _ask(start())
    assert [set(frame) for frame in sent] == [{0}]
