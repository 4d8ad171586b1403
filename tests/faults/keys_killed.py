"""Kills a writer of keyfiles before and after each of its system calls, and looks at the rest.

A program of its own, told a folder and what system to be on: it forks for every
point, which a test process with threads must not. Prints one JSON object: how
many points each scenario had, and what was wrong after which of them.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from core.domain.keys import KeyRef
from core.errors import AppError
from core.keys.authoring import Author
from core.keys.keyfiles import renaming, writer
from tests.faults.key_checks import leaks, loose
from tests.faults.key_scenarios import SCENARIOS, Scenario, hurry

WAYS = ("linux", "no nameless files", "no links")
CALLS = ("open", "write", "fsync", "link", "unlink", "replace", "rename", "mkdir", "rmdir")
CALLS += ("fchmod", "chmod", "utime")
PARTS = f"*{writer.PART_SUFFIX}"
SURVIVED = 99


@dataclass
class Ledger:
    points: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


class Fuse:
    """Counts system calls and kills its own process at the one it was set to."""

    def __init__(self, at: int) -> None:
        self.left = at

    def burn(self) -> None:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1

    def around(self, call):
        def fused(*arguments, **options):
            self.burn()
            result = call(*arguments, **options)
            self.burn()
            return result

        return fused

    def torn(self, write):
        """A write that may also be cut in the middle."""

        def fused(descriptor, data):
            self.burn()
            if self.left == 0:
                write(descriptor, bytes(data)[: len(data) // 2])
            self.burn()
            written = write(descriptor, data)
            self.burn()
            return written

        return fused

    def set(self) -> None:
        for name in CALLS:
            setattr(os, name, (self.torn if name == "write" else self.around)(getattr(os, name)))
        renaming._renameat2 = self.around(renaming._renameat2)


@contextmanager
def system(way: str) -> Iterator[None]:
    """A system without nameless files, without links, or without swapping renames."""
    kept = writer._NAMELESS, os.link, renaming._renameat2
    if way != "linux":
        writer._NAMELESS = 0
        renaming._renameat2 = lambda *_: False
    if way == "no links":
        os.link = _no_link
    yield
    writer._NAMELESS, os.link, renaming._renameat2 = kept


def _no_link(*_arguments, **_options):
    raise PermissionError(1, "no links here")


def killed_at(point: int, scenario: Scenario, root: Path) -> bool:
    """Run a scenario in a child that dies at ``point``; whether it lived to the end instead."""
    child = os.fork()
    if child == 0:
        Fuse(point).set()
        try:
            scenario.run(root)
        except AppError as error:
            os.write(2, f"{scenario.name}: {error!r}\n".encode())
            os._exit(1)
        os._exit(SURVIVED)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    if os.waitstatus_to_exitcode(status) != SURVIVED:
        raise RuntimeError(f"{scenario.name} failed at {point} without being killed")
    return True


def after(scenario: Scenario, root: Path, way: str) -> list[str]:
    """What is wrong now, and once the next writer came by."""
    allowed = scenario.secret_files
    # Without nameless files, a hotkey in the making lies under a hidden name for a moment.
    hidden = (".miner.*",) if way != "linux" or scenario.name == "encrypt a hotkey" else ()
    problems = scenario.check(root) + leaks(root, allowed + hidden)
    problems += [] if scenario.is_loose else loose(root)
    if not any(root.rglob(PARTS)):
        return problems
    with suppress(AppError):
        Author(root).put_away(KeyRef("main", "nothing"))
    problems += scenario.check(root) + leaks(root, allowed)
    return problems + [f"left {path.name}" for path in root.rglob(PARTS)]


def main() -> None:
    hurry()
    ledger = Ledger()
    with tempfile.TemporaryDirectory(dir=sys.argv[1]) as scratch, system(sys.argv[2]):
        for scenario in SCENARIOS:
            _walk(scenario, sys.argv[2], Path(scratch), ledger)
    sys.stdout.write(json.dumps({"points": ledger.points, "failures": ledger.failures}))


def _walk(scenario: Scenario, way: str, scratch: Path, ledger: Ledger) -> None:
    name = f"{scenario.name}, {way}"
    for point in count():
        root = scratch / f"{name}-{point}"
        root.mkdir(mode=0o700)
        scenario.prepare(root)
        survived = killed_at(point, scenario, root)
        problems = after(scenario, root, way)
        ledger.failures += [f"{name}, point {point}: {problem}" for problem in problems]
        if survived:
            ledger.points[name] = point
            return


if __name__ == "__main__":
    main()
