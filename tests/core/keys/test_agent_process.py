"""The program of a key process, spoken to over its pipes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.keys import agent_process
from core.keys.child import agent_command
from core.keys.protocol import PREFIX_SIZE, Frame, body_size, decode, encode
from tests.fakes.keyfiles import PASSWORD, put_wallet

Program = subprocess.Popen[bytes]


@pytest.fixture
def program(root: Path) -> Iterator[Program]:
    environ = {"PYTHONPATH": os.pathsep.join(sys.path), "BT_WALLET_PASSWORD": "canary"}
    with subprocess.Popen(
        agent_command(root),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ,
    ) as process:
        yield process
        process.kill()


def _receive(program: Program) -> Frame:
    assert program.stdout is not None
    prefix = program.stdout.read(PREFIX_SIZE)
    return decode(prefix, program.stdout.read(body_size(prefix)))


def _send(program: Program, data: bytes) -> None:
    assert program.stdin is not None
    program.stdin.write(data)
    program.stdin.flush()


def _ask(program: Program, operation: str, blobs: dict[str, bytes], **fields) -> Frame:
    _send(program, encode({"id": 1, "op": operation, **fields}, blobs))
    return _receive(program)


def test_it_says_that_it_is_ready_and_answers(program, root):
    put_wallet(root)
    assert _receive(program).header["ready"] is True
    fields = {"ref": ["main", ""], "expected": None}
    assert "key" in _ask(program, "unlock", {"password": PASSWORD}, **fields).header
    reply = _ask(program, "sign-message", {"text": b"p"}, ref=["main", ""])
    assert len(reply.blobs["signature"]) == 64


def test_it_ends_with_the_pipe(program):
    _receive(program)
    assert program.stdin is not None
    program.stdin.close()
    assert program.wait(10) == 0


@pytest.mark.parametrize("data", [b"\xff" * 64, b"\0\0\0\x02\0\0\0\x02[]"])
def test_what_is_no_frame_ends_it_at_once(program, data):
    _receive(program)
    _send(program, data)
    assert program.wait(10) == 4


def test_it_ends_when_nobody_reads_its_answers(program):
    _receive(program)
    assert program.stdout is not None
    program.stdout.close()
    _send(program, encode({"id": 1, "op": "wallets"}, {}))
    assert program.wait(10) == 3


def test_an_interrupt_in_the_terminal_is_the_apps_to_handle(program):
    _receive(program)
    program.send_signal(signal.SIGINT)
    assert "listing" in _ask(program, "wallets", {}).header


def test_it_dumps_no_core_and_reads_no_terminal(program):
    _receive(program)
    limits = Path(f"/proc/{program.pid}/limits").read_text()
    (core,) = (line for line in limits.splitlines() if "core file" in line)
    assert core.split()[4:6] == ["0", "0"]
    assert os.readlink(f"/proc/{program.pid}/fd/0") == "/dev/null"


def test_it_is_hardened_before_it_is_asked_anything(root, monkeypatch):
    done: list[str] = []
    monkeypatch.setattr(agent_process, "claim_pipes", lambda: done.append("pipes") or (0, 1))
    monkeypatch.setattr(agent_process, "harden", lambda: done.append("hardened"))
    monkeypatch.setattr(agent_process, "write_frame", lambda *_: done.append("ready"))
    monkeypatch.setattr(agent_process, "read_frame", lambda _pipe: done.append("asked"))
    assert agent_process.main([str(root)]) == 0
    assert done == ["pipes", "hardened", "ready", "asked"]


def test_it_imports_nothing_from_where_the_app_was_started(root, tmp_path):
    for name in ("bittensor_core", "json", "core"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(77)")
    with subprocess.Popen(
        agent_command(root),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=tmp_path,
    ) as process:
        assert _receive(process).header["ready"] is True
        process.kill()


def test_it_loads_neither_the_sdk_nor_anything_of_the_app_but_keys():
    listed = subprocess.run(
        [sys.executable, "-c", "import sys, core.keys.agent_process; print(*sys.modules)"],
        capture_output=True,
        check=True,
        timeout=30,
        env={"PYTHONPATH": ":".join(sys.path)},
        text=True,
    ).stdout.split()
    assert "bittensor_core" in listed
    heavy = {"bittensor", "asyncio", "numpy", "PySide6", "gui", "aiohttp", "cryptography"}
    assert heavy.isdisjoint(name.partition(".")[0] for name in listed)
    parts = {name.split(".")[1] for name in listed if name.startswith("core.")}
    assert parts == {"keys", "domain", "errors"}
