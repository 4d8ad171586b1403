"""Kills a writer of keyfiles before and after each of its system calls, and looks at the rest.

A program of its own: it forks for every point, which a test process with
threads must not. Prints one JSON object: how many points each scenario had,
and what was wrong after which of them.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path

from core.domain.keys import Finding, KeyRef
from core.errors import AppError
from core.keys import primitives
from core.keys.authoring import Author
from core.keys.keyfiles import renaming, writer
from core.keys.opening import open_key
from tests.fakes import keyfiles as fakes
from tests.fakes.keyfiles import (
    OTHER_WORDS,
    PASSWORD,
    WORDS,
    plaintext,
    put_hotkey,
    put_wallet,
    vault,
)

CALLS = ("open", "write", "fsync", "link", "unlink", "replace", "rename", "mkdir", "rmdir")
CALLS += ("fchmod", "chmod")
NEW = b"new password"
MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")
PARTS = f"*{writer.PART_SUFFIX}"
SURVIVED = 99

sealed = cache(vault)  # the same text under the same password once is enough here
text_of = cache(plaintext)
keypair = cache(fakes.keypair)
SEEDS = [json.loads(text_of(words))["secretSeed"][2:] for words in (WORDS, OTHER_WORDS)]
PLAINTEXTS = (WORDS, OTHER_WORDS, *(seed.encode() for seed in SEEDS))


@dataclass(frozen=True)
class Scenario:
    """``stays`` are the references that must open before, between and after."""

    name: str
    prepare: Callable[[Path], object]
    run: Callable[[Author], object]
    check: Callable[[Path], list[str]]
    secret_files: tuple[str, ...] = ()


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
            scenario.run(Author(root))
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


def opens(root: Path, ref: KeyRef, *passwords: bytes | None) -> str | None:
    """The address, by the first of ``passwords`` that opens the key."""
    for password in passwords:
        with suppress(AppError):
            return open_key(root, ref, password, None).stored.address
    return None


def leaks(root: Path, allowed: tuple[str, ...]) -> list[str]:
    """Files with a secret in plaintext where none may be."""
    return [
        f"plaintext in {path.relative_to(root)}"
        for path in root.rglob("*")
        if path.is_file()
        and not any(path.match(pattern) for pattern in allowed)
        and any(text in path.read_bytes() for text in PLAINTEXTS)
    ]


def loose(root: Path) -> list[str]:
    """Files and folders that others may read."""
    return [
        f"mode of {path.relative_to(root)}"
        for path in root.rglob("*")
        if path.stat().st_mode & 0o077
    ]


def whole_or_absent(root: Path) -> list[str]:
    """A new wallet is not there, or opens and names its key."""
    if not (root / "main").exists():
        return []
    return _main_opens(root, PASSWORD)


def joined_or_watched(root: Path) -> list[str]:
    """A wallet that watched still does, and may have its key."""
    problems = [] if _wallet(root).address == keypair().ss58_address else ["address lost"]
    if (root / "main" / "coldkey").exists():
        problems += _main_opens(root, PASSWORD)
    return problems


def hotkey_whole_or_absent(root: Path) -> list[str]:
    problems = _main_opens(root, PASSWORD)
    path = root / "main" / "hotkeys" / "miner"
    if path.exists() and opens(root, MINER, None, PASSWORD) != keypair(OTHER_WORDS).ss58_address:
        problems.append("hotkey does not open")
    return problems


def old_or_new(root: Path) -> list[str]:
    return _main_opens(root, PASSWORD, NEW)


def hotkey_old_or_new(root: Path) -> list[str]:
    address = opens(root, MINER, None, NEW)
    return [] if address == keypair(OTHER_WORDS).ss58_address else ["hotkey does not open"]


def here_or_in_the_trash(root: Path) -> list[str]:
    places = [root, *root.glob(".trash/*")]
    found = {opens(place, MAIN, PASSWORD) for place in places}
    return [] if keypair().ss58_address in found else ["coldkey lost"]


def hotkey_here_or_in_the_trash(root: Path) -> list[str]:
    folders = [root / "main" / "hotkeys", *root.glob(".trash/*/main/hotkeys")]
    found = [path for path in (folder / "miner" for folder in folders) if path.exists()]
    problems = [] if len(found) == 1 else [f"{len(found)} hotkeys"]
    return problems + _main_opens(root, PASSWORD)


def _main_opens(root: Path, *passwords: bytes) -> list[str]:
    problems = []
    if opens(root, MAIN, *passwords) != keypair().ss58_address:
        problems.append("coldkey does not open")
    if Finding.DAMAGED in _wallet(root).findings:
        problems.append("wallet is damaged")
    return problems


def _wallet(root: Path):
    (wallet,) = (w for w in Author(root).wallets().wallets if w.name.text == "main")
    return wallet


def _with_coldkey(root: Path) -> None:
    put_wallet(root, coldkey=sealed(text_of(WORDS), PASSWORD))


def _watching(root: Path) -> None:
    _with_coldkey(root)
    (root / "main" / "coldkey").unlink()


def _with_hotkey(root: Path) -> None:
    _with_coldkey(root)
    put_hotkey(root)


def _pass(_root: Path) -> None:
    """An empty folder of wallets."""


HOTKEY = ("hotkeys/miner",)
SCENARIOS = (
    Scenario(
        "create a wallet",
        _pass,
        lambda author: author.store(MAIN, keypair(), PASSWORD),
        whole_or_absent,
    ),
    Scenario(
        "import into a watched wallet",
        _watching,
        lambda author: author.store(MAIN, keypair(), PASSWORD),
        joined_or_watched,
    ),
    Scenario(
        "create a hotkey",
        _with_coldkey,
        lambda author: author.store(MINER, keypair(OTHER_WORDS), None),
        hotkey_whole_or_absent,
        HOTKEY,
    ),
    Scenario(
        "import an encrypted hotkey",
        _with_coldkey,
        lambda author: author.store(MINER, keypair(OTHER_WORDS), PASSWORD),
        hotkey_whole_or_absent,
    ),
    Scenario(
        "change a password",
        _with_coldkey,
        lambda author: author.change_password(MAIN, PASSWORD, NEW, None),
        old_or_new,
    ),
    Scenario(
        "encrypt a hotkey",
        _with_hotkey,
        lambda author: author.change_password(MINER, None, NEW, None),
        hotkey_old_or_new,
        HOTKEY,
    ),
    Scenario("put a wallet away", _with_coldkey, lambda a: a.put_away(MAIN), here_or_in_the_trash),
    Scenario(
        "put a hotkey away",
        _with_hotkey,
        lambda author: author.put_away(MINER),
        hotkey_here_or_in_the_trash,
        HOTKEY,
    ),
)


def after(scenario: Scenario, root: Path, way: str) -> list[str]:
    """What is wrong now, and once the next writer came by."""
    allowed = scenario.secret_files
    # Without nameless files, a hotkey in the making lies under a hidden name for a moment.
    hidden = (".miner.*",) if way != "linux" or scenario.name == "encrypt a hotkey" else ()
    problems = scenario.check(root) + leaks(root, allowed + hidden) + loose(root)
    if not any(root.rglob(PARTS)):
        return problems
    with suppress(AppError):
        Author(root).put_away(KeyRef("main", "nothing"))
    problems += scenario.check(root) + leaks(root, allowed)
    return problems + [f"left {path.name}" for path in root.rglob(PARTS)]


def main() -> None:
    primitives.encrypt = sealed
    primitives.decrypt = cache(primitives.decrypt)
    for words in (WORDS, OTHER_WORDS):
        for password in (PASSWORD, NEW):
            sealed(text_of(words), password)
    ledger = Ledger()
    with tempfile.TemporaryDirectory(dir=sys.argv[1]) as scratch:
        for way in ("linux", "no nameless files", "no links"):
            with system(way):
                for scenario in SCENARIOS:
                    _walk(scenario, way, Path(scratch), ledger)
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
