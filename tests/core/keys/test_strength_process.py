"""The program that rates passwords has no key code in it, and leaks nothing when it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.keys.protocol import PREFIX_SIZE, Frame, body_size, decode, encode
from core.keys.strength import COMMAND


@pytest.fixture
def program() -> Iterator[subprocess.Popen[bytes]]:
    environ = {"PYTHONPATH": os.pathsep.join(sys.path)}
    pipe = subprocess.PIPE
    with subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, env=environ) as process:
        yield process
        process.kill()


def _receive(program) -> Frame:
    prefix = program.stdout.read(PREFIX_SIZE)
    return decode(prefix, program.stdout.read(body_size(prefix)))


def _send(program, data: bytes) -> None:
    program.stdin.write(data)
    program.stdin.flush()


def test_it_answers_with_a_score_and_advice(program):
    assert _receive(program).header["id"] == 0
    blobs = {"password": b"letmein", "familiar": b"[]"}
    _send(program, encode({"id": 7}, blobs))
    reply = _receive(program)
    assert (reply.header["id"], reply.header["score"]) == (7, 0)
    assert reply.header["advice"]
    assert b"letmein" not in encode(reply.header, {})


def test_it_ends_with_its_pipe(program):
    _receive(program)
    program.stdin.close()
    assert program.wait(20) == 0


def test_what_is_no_frame_ends_it_without_a_word(program):
    _receive(program)
    _send(program, b"letmein" * 9)
    assert program.wait(20) == 4
    assert program.stderr.read() == b""


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="looks at the system's limits")
def test_it_dumps_no_core(program):
    _receive(program)
    limits = Path(f"/proc/{program.pid}/limits").read_text()
    (core,) = (line for line in limits.splitlines() if "core file" in line)
    assert core.split()[4:6] == ["0", "0"]


def test_it_imports_no_key_code():
    told = "import core.keys.strength_process, sys; print('bittensor_core' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=os.getcwd()
    )
    assert answer.stdout.strip() == "False"
