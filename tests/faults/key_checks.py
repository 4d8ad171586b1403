"""What must hold of a folder of wallets wherever its writer was killed."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from pathlib import Path

from core.domain.keys import Finding, KeyRef
from core.errors import AppError
from core.keys import primitives
from core.keys.authoring import Author
from core.keys.opening import open_key
from tests.fakes import keyfiles as fakes
from tests.fakes.keyfiles import OTHER_WORDS, PASSWORD, WORDS, plaintext

NEW = b"new password"
MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")

text_of = cache(plaintext)
keypair = cache(fakes.keypair)
SEEDS = [json.loads(text_of(words))["secretSeed"][2:] for words in (WORDS, OTHER_WORDS)]
PLAINTEXTS = (WORDS, OTHER_WORDS, *(seed.encode() for seed in SEEDS))


def stick_of(root: Path) -> Path:
    return root.with_name(f"{root.name}-stick")


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
        for path in (*root.rglob("*"), *stick_of(root).rglob("*"))
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


def watched_or_absent(root: Path) -> list[str]:
    """A wallet to watch is not there, or names the address."""
    if not (root / "main").exists():
        return []
    return [] if _wallet(root).address == keypair().ss58_address else ["no address"]


def adopted_or_absent(root: Path) -> list[str]:
    """A copied wallet is not there, or is with all its keys; the original is as it was."""
    places = [stick_of(root)] + [root] * (root / "main").exists()
    problems = [problem for place in places for problem in hotkey_whole_or_absent(place)]
    return problems + [
        f"no hotkey in {p}" for p in places if not (p / "main/hotkeys/miner").exists()
    ]


def there_in_any_case(root: Path) -> list[str]:
    """A wallet on the stick, with a link to it or with a copy in the link's place."""
    return adopted_or_absent(root) + ([] if (root / "main").exists() else ["the link is gone"])


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
    copy, keyfile = stick_of(root) / "copy", root / "main" / "coldkey"
    if copy.exists() and copy.read_bytes() != keyfile.read_bytes():
        problems.append("half a copy")
    return problems + _taken(root)


def exported_or_absent(root: Path) -> list[str]:
    problems = _main_opens(root, PASSWORD)
    copy = stick_of(root) / "export.json"
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
    taken = stick_of(root) / "taken"
    return [] if taken.read_bytes() == b"mine" else ["another file was written over"]


@cache
def opened_export(data: bytes) -> str | None:
    with suppress(AppError):
        return primitives.from_polkadot_js(data, NEW).ss58_address
    return None
