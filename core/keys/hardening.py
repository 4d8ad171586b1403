"""What a process that holds keys gives up before it holds one."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Mapping, MutableMapping
from typing import Final

_PR_SET_DUMPABLE: Final = 4  # <sys/prctl.h>
# The SDK unlocks keys with these unasked (bittensor.wallets, bittensor.keyfiles).
_PASSWORDS: Final = ("BT_WALLET_PASSWORD", "BT_PW_")
# What a Python process needs of its surroundings; everything else stays out.
_KEPT: Final = frozenset(
    {"PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "SYSTEMROOT", "TEMP", "TMP"}
)

if sys.platform == "win32":

    def leave_no_core() -> None:
        """Windows writes no core files unless asked to for one program."""
else:
    import resource

    def leave_no_core() -> None:
        """A crash writes no memory to the disk: not of this process, nor of those it starts."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def harden() -> None:
    """No core files, no attaching debugger of the same user, no passwords in the environment.

    Ctrl+C in the terminal the app was started from is the app's to handle.
    """
    leave_no_core()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    scrub(os.environ)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def scrub(environ: MutableMapping[str, str]) -> None:
    for name in [name for name in environ if name.startswith(_PASSWORDS)]:
        del environ[name]


def child_environment(environ: Mapping[str, str], package_root: str) -> dict[str, str]:
    """For a key process: a few names of ``environ``, and where this app's code lies."""
    kept = {name: value for name, value in environ.items() if name.upper() in _KEPT}
    return {**kept, "PYTHONPATH": package_root}


def claim_pipes() -> tuple[int, int]:
    """Move the pipes away from stdin and stdout, and shut those.

    Whatever reads stdin gets an end, whatever prints (or panics) reaches
    nobody. Returns the descriptors to read frames from and to write them to.
    """
    frames_in, frames_out = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.close(null)
    return frames_in, frames_out
