"""A terminal for programs that ask for passwords on one, and on nothing else."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from typing import Final

SECONDS: Final = 120.0
# The first terminal that the leader of a session opens becomes that session's.
_INSIDE: Final = 'exec <>"$0" >&0 2>&0; exec "$@"'
_LOCAL_FLAGS: Final = 3  # their place in what tcgetattr gives


def run_in_terminal(
    command: Sequence[str | os.PathLike[str]],
    environ: Mapping[str, str],
    password: str,
    times: int,
) -> tuple[int, str]:
    """Run with a terminal of its own; the password is typed at each of ``times`` questions.

    Returns the exit code and all that was shown. TimeoutError after two minutes.
    """
    ours, theirs = pty.openpty()
    try:
        process = subprocess.Popen(
            ["sh", "-c", _INSIDE, os.ttyname(theirs), *command], env=environ, start_new_session=True
        )
        try:
            shown = _converse(process, ours, password, times)
            return process.returncode, shown
        finally:
            process.kill()
            process.wait()
    finally:
        os.close(theirs)
        os.close(ours)


def _converse(process: subprocess.Popen[bytes], terminal: int, password: str, times: int) -> str:
    deadline = time.monotonic() + SECONDS
    shown, asked = b"", 0  # how much was shown when the last answer was typed
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.02)[0]:
            shown += os.read(terminal, 65_536)
        elif process.poll() is not None:
            return shown.decode(errors="replace")
        elif times and b"assword" in shown[asked:] and not _echoes(terminal):
            os.write(terminal, password.encode() + b"\n")
            asked, times = len(shown), times - 1
    raise TimeoutError(shown.decode(errors="replace"))


def _echoes(terminal: int) -> bool:
    """What is typed before the program stops the echo may be thrown away."""
    return bool(termios.tcgetattr(terminal)[_LOCAL_FLAGS] & termios.ECHO)
