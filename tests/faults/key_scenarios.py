"""What writers of keyfiles do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.domain.keys import CryptoType
from core.errors import AppError, ErrorKind
from core.keys import polkadot_js, primitives
from core.keys.adoption import adopt
from core.keys.authoring import Author
from core.keys.exporting import export_keyfile, export_polkadot_js
from tests.fakes.keyfiles import OTHER_WORDS, PASSWORD, WORDS, put_hotkey, put_wallet, vault
from tests.faults.key_checks import (
    MAIN,
    MINER,
    NEW,
    adopted_or_absent,
    copied_or_absent,
    exported_or_absent,
    here_or_in_the_trash,
    hotkey_here_or_in_the_trash,
    hotkey_old_or_new,
    hotkey_whole_or_absent,
    joined_or_watched,
    keypair,
    old_or_new,
    repaired_or_not,
    stick_of,
    text_of,
    there_in_any_case,
    watched_or_absent,
    whole_or_absent,
)

sealed = cache(vault)  # the same text under the same password once is enough here


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


def _with_stick(root: Path) -> None:
    _with_coldkey(root)
    stick_of(root).mkdir(mode=0o700)
    (stick_of(root) / "taken").write_bytes(b"mine")


def _with_wallet_elsewhere(root: Path) -> None:
    stick_of(root).mkdir(mode=0o700)
    _with_hotkey(stick_of(root))


def _with_linked_wallet(root: Path) -> None:
    _with_wallet_elsewhere(root)
    (root / "main").symlink_to(stick_of(root) / "main")


def _with_linked_coldkey(root: Path) -> None:
    _with_coldkey(root)
    stick_of(root).mkdir(mode=0o700)
    (root / "main" / "coldkey").rename(stick_of(root) / "coldkey")
    (root / "main" / "coldkey").symlink_to(stick_of(root) / "coldkey")


def _without_public(root: Path) -> None:
    _with_coldkey(root)
    (root / "main" / "coldkeypub.txt").unlink()


def _with_open_modes(root: Path) -> None:
    _with_coldkey(root)
    (root / "main").chmod(0o777)
    (root / "main" / "coldkey").chmod(0o666)


def _with_coldkey(root: Path) -> None:
    put_wallet(root, coldkey=sealed(text_of(WORDS), PASSWORD))


def _watching(root: Path) -> None:
    _with_coldkey(root)
    (root / "main" / "coldkey").unlink()


def _with_hotkey(root: Path) -> None:
    _with_coldkey(root)
    put_hotkey(root)


def _take_in_wallet(root: Path) -> None:
    """Where names cannot be swapped, the link stays."""
    try:
        Author(root).replace_links(MAIN)
    except AppError as error:
        if error.kind is not ErrorKind.UNSUPPORTED:
            raise


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
        "watch an address",
        _pass,
        lambda root: Author(root).watch("main", keypair().ss58_address, CryptoType.SR25519),
        watched_or_absent,
    ),
    Scenario(
        "import a folder",
        _with_wallet_elsewhere,
        lambda root: adopt(root, stick_of(root) / "main", "main", PASSWORD),
        adopted_or_absent,
        HOTKEY,
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
        lambda root: export_keyfile(root, MAIN, stick_of(root) / "copy"),
        copied_or_absent,
    ),
    Scenario(
        "export for polkadot-js",
        _with_stick,
        lambda root: export_polkadot_js(root, MAIN, PASSWORD, NEW, stick_of(root) / "export.json"),
        exported_or_absent,
    ),
    Scenario(
        "restore a public file",
        _without_public,
        lambda root: Author(root).restore_public(MAIN, PASSWORD, None),
        old_or_new,
    ),
    Scenario(
        "replace a link",
        _with_linked_coldkey,
        lambda root: Author(root).replace_links(MAIN),
        old_or_new,
    ),
    Scenario(
        "replace a linked wallet",
        _with_linked_wallet,
        _take_in_wallet,
        there_in_any_case,
        HOTKEY,
    ),
    Scenario(
        "repair modes",
        _with_open_modes,
        lambda root: Author(root).repair_mode(MAIN),
        repaired_or_not,
        is_loose=True,
    ),
)
