"""What writers of keyfiles do, and what must hold wherever one was killed."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.domain.keys import Finding, KeyRef
from core.errors import AppError
from core.keys import polkadot_js, primitives
from core.keys.authoring import Author
from core.keys.exporting import export_keyfile, export_polkadot_js
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

NEW = b"new password"
MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")

sealed = cache(vault)  # the same text under the same password once is enough here
text_of = cache(plaintext)
keypair = cache(fakes.keypair)
SEEDS = [json.loads(text_of(words))["secretSeed"][2:] for words in (WORDS, OTHER_WORDS)]
PLAINTEXTS = (WORDS, OTHER_WORDS, *(seed.encode() for seed in SEEDS))


def hurry() -> None:
    """Derive each key once, before anything is killed."""
    primitives.encrypt = sealed
    primitives.decrypt = cache(primitives.decrypt)
    for words in (WORDS, OTHER_WORDS):
        for password in (PASSWORD, NEW):
            sealed(text_of(words), password)
    document = polkadot_js.exported(keypair(), NEW, "main")
    polkadot_js.exported = lambda *_: document
    primitives.from_polkadot_js = cache(primitives.from_polkadot_js)
    primitives.from_polkadot_js(document, NEW)


@dataclass(frozen=True)
class Scenario:
    """What is written, and what must hold wherever it was killed."""

    name: str
    prepare: Callable[[Path], object]
    run: Callable[[Path], object]
    check: Callable[[Path], list[str]]
    secret_files: tuple[str, ...] = ()
    is_loose: bool = False  # what others may read is what is being mended


def opens(root: Path, ref: KeyRef, *passwords: bytes | None) -> str | None:
    """The address, by the first of ``passwords`` that opens the key."""
    for password in passwords:
        with suppress(AppError):
            return open_key(root, ref, password, None).stored.address
    return None


def leaks(root: Path, allowed: tuple[str, ...]) -> list[str]:
    """Files with a secret in plaintext where none may be."""
    return [
        f"plaintext in {path.name}"
        for path in (*root.rglob("*"), *_stick(root).rglob("*"))
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


def copied_or_absent(root: Path) -> list[str]:
    problems = _main_opens(root, PASSWORD)
    copy, keyfile = _stick(root) / "copy", root / "main" / "coldkey"
    if copy.exists() and copy.read_bytes() != keyfile.read_bytes():
        problems.append("half a copy")
    return problems + _taken(root)


def exported_or_absent(root: Path) -> list[str]:
    problems = _main_opens(root, PASSWORD)
    copy = _stick(root) / "export.json"
    if copy.exists() and opened_export(copy.read_bytes()) != keypair().ss58_address:
        problems.append("the export does not open")
    return problems + _taken(root)


def repaired_or_not(root: Path) -> list[str]:
    """What was open may still be; nothing was opened wider, and the key is there."""
    problems = _main_opens(root, PASSWORD)
    modes = {p: p.stat().st_mode & 0o777 for p in (root / "main", root / "main" / "coldkey")}
    return problems + [f"mode {m:o}" for p, m in modes.items() if m & 0o700 not in (0o600, 0o700)]


def _taken(root: Path) -> list[str]:
    """A file that was there before, with the rights that it had."""
    taken = _stick(root) / "taken"
    return [] if taken.read_bytes() == b"mine" else ["another file was written over"]


def _stick(root: Path) -> Path:
    return root.with_name(f"{root.name}-stick")


def _with_stick(root: Path) -> None:
    _with_coldkey(root)
    _stick(root).mkdir(mode=0o700)
    (_stick(root) / "taken").write_bytes(b"mine")


def _with_open_modes(root: Path) -> None:
    _with_coldkey(root)
    (root / "main").chmod(0o777)
    (root / "main" / "coldkey").chmod(0o666)


@cache
def opened_export(data: bytes) -> str | None:
    with suppress(AppError):
        return primitives.from_polkadot_js(data, NEW).ss58_address
    return None


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
        lambda root: Author(root).store(MAIN, keypair(), PASSWORD),
        whole_or_absent,
    ),
    Scenario(
        "import into a watched wallet",
        _watching,
        lambda root: Author(root).store(MAIN, keypair(), PASSWORD),
        joined_or_watched,
    ),
    Scenario(
        "create a hotkey",
        _with_coldkey,
        lambda root: Author(root).store(MINER, keypair(OTHER_WORDS), None),
        hotkey_whole_or_absent,
        HOTKEY,
    ),
    Scenario(
        "import an encrypted hotkey",
        _with_coldkey,
        lambda root: Author(root).store(MINER, keypair(OTHER_WORDS), PASSWORD),
        hotkey_whole_or_absent,
    ),
    Scenario(
        "change a password",
        _with_coldkey,
        lambda root: Author(root).change_password(MAIN, PASSWORD, NEW, None),
        old_or_new,
    ),
    Scenario(
        "encrypt a hotkey",
        _with_hotkey,
        lambda root: Author(root).change_password(MINER, None, NEW, None),
        hotkey_old_or_new,
        HOTKEY,
    ),
    Scenario(
        "put a wallet away",
        _with_coldkey,
        lambda root: Author(root).put_away(MAIN),
        here_or_in_the_trash,
    ),
    Scenario(
        "put a hotkey away",
        _with_hotkey,
        lambda root: Author(root).put_away(MINER),
        hotkey_here_or_in_the_trash,
        HOTKEY,
    ),
    Scenario(
        "copy a keyfile",
        _with_stick,
        lambda root: export_keyfile(root, MAIN, _stick(root) / "copy"),
        copied_or_absent,
    ),
    Scenario(
        "export for polkadot-js",
        _with_stick,
        lambda root: export_polkadot_js(root, MAIN, PASSWORD, NEW, _stick(root) / "export.json"),
        exported_or_absent,
    ),
    Scenario(
        "repair modes",
        _with_open_modes,
        lambda root: Author(root).repair_mode(MAIN),
        repaired_or_not,
        is_loose=True,
    ),
)
