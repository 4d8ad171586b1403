"""What lies in a folder of wallets, told without opening a key, whatever lies there.

One damaged file, FIFO, loop of links or folder without permission becomes a
finding on its own record; it hides nothing else.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    Finding,
    Fingerprint,
    HotkeyRecord,
    KeyFormat,
    KeyReason,
    WalletListing,
    WalletRecord,
)
from core.errors import AppError, ErrorKind
from core.keys.keyfiles.exclusion import LOCK_NAME
from core.keys.keyfiles.folders import COLDKEY, COLDKEY_PUBLIC, HOTKEYS, PUBLIC_SUFFIX, TRASH
from core.keys.keyfiles.formats import is_sound, public_facts, recognise
from core.keys.keyfiles.reading import read_keyfile
from core.keys.keyfiles.writer import is_part
from core.keys.names import named, natural_order
from core.keys.primitives import account_of

MOST_ENTRIES: Final = 2_000
_OTHERS_MAY: Final = 0o077
# A pair is written within moments. A password changed later also parts their times.
_SAME_WRITE_NS: Final = 60 * 10**9

_FINDINGS: Final = {
    KeyReason.NOT_A_FILE: Finding.NOT_A_FILE,
    KeyReason.TOO_LARGE: Finding.TOO_LARGE,
}


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of a key, or what keeps it from being read."""

    exists: bool = False
    format: KeyFormat | None = None
    fingerprint: Fingerprint | None = None
    address: Ss58 | None = None
    crypto_type: CryptoType | None = None
    findings: tuple[Finding, ...] = ()


def list_wallets(root: Path) -> WalletListing:
    """Every folder below ``root`` as a wallet. A missing root is an empty listing."""
    if not os.path.lexists(root):
        return WalletListing(root)
    names, findings = _entries(root)
    hidden = {TRASH, LOCK_NAME}
    wallets = [
        list_wallet(root / name) for name in names if name not in hidden and _is_folder(root / name)
    ]
    return WalletListing(root, tuple(wallets), findings)


def list_wallet(folder: Path) -> WalletRecord:
    """One folder as a wallet."""
    name = named(folder.name)
    entries, findings = _entries(folder)
    private, public = _private(folder / COLDKEY), _public(folder / COLDKEY_PUBLIC)
    pair = _pair_findings(private, public)
    if private.exists and not public.exists:
        pair += (Finding.MISSING_PUBLIC,)
    hotkeys, hotkey_findings = _hotkeys(folder / HOTKEYS) if HOTKEYS in entries else ((), ())
    foreign: tuple[Finding, ...] = (Finding.FOREIGN_NAME,) if name.is_foreign else ()
    if not (private.exists or public.exists or hotkeys or Finding.UNREADABLE in findings):
        pair += (Finding.EMPTY,)
    own = foreign + _folder_findings(folder) + findings + hotkey_findings
    known = public if public.address else private
    return WalletRecord(
        name=name,
        address=known.address,
        crypto_type=known.crypto_type,
        format=private.format,
        fingerprint=private.fingerprint,
        findings=_once(own + private.findings + public.findings + pair),
        hotkeys=hotkeys,
    )


def _hotkeys(folder: Path) -> tuple[tuple[HotkeyRecord, ...], tuple[Finding, ...]]:
    entries, findings = _entries(folder)
    publics = {entry for entry in entries if entry.endswith(PUBLIC_SUFFIX)}
    # btcli keeps locks beside hotkeys.
    privates = {e for e in entries if e not in publics and not e.endswith(".lock")}
    lonely = {entry.removesuffix(PUBLIC_SUFFIX) for entry in publics} - privates - {""}
    records = [_hotkey(folder, name) for name in sorted(privates | lonely, key=natural_order)]
    return tuple(records), _folder_findings(folder) + findings


def _hotkey(folder: Path, text: str) -> HotkeyRecord:
    name = named(text)
    private, public = _private(folder / text), _public(folder / f"{text}{PUBLIC_SUFFIX}")
    own = (Finding.FOREIGN_NAME,) if name.is_foreign else ()
    lone: tuple[Finding, ...] = () if private.exists else (Finding.MISSING_PRIVATE,)
    # A hotkey in plaintext says its address better than the file beside it.
    known = private if private.address else public
    if known.address is None and not public.exists:
        lone += (Finding.MISSING_PUBLIC,)
    return HotkeyRecord(
        name=name,
        address=known.address,
        crypto_type=known.crypto_type,
        format=private.format,
        fingerprint=private.fingerprint,
        findings=_once(
            own + private.findings + public.findings + lone + _pair_findings(private, public)
        ),
    )


def _private(path: Path) -> _Part:
    part, data = _read(path)
    if data is None:
        return part
    form = recognise(data)
    findings = part.findings
    if not form.is_encrypted and form is not KeyFormat.UNKNOWN:
        findings += (Finding.PLAINTEXT,)
    if form.is_legacy:
        findings += (Finding.LEGACY_FORMAT,)
    if not is_sound(data):
        findings += (Finding.DAMAGED,)
    return replace(_with_facts(part, data), format=form, findings=findings)


def _public(path: Path) -> _Part:
    part, data = _read(path)
    if data is None:
        return part
    known = _with_facts(part, data)
    if known.address is None:
        return replace(known, findings=(*part.findings, Finding.DAMAGED))
    # Everybody may read a public file; only writing is a risk.
    return replace(known, findings=tuple(f for f in known.findings if f is not Finding.OPEN_MODE))


def _with_facts(part: _Part, data: bytes) -> _Part:
    facts = public_facts(data)
    if facts is None or account_of(facts.address) is None:
        return part
    return replace(part, address=Ss58(facts.address), crypto_type=facts.crypto_type)


def _read(path: Path) -> tuple[_Part, bytes | None]:
    """The file and its bytes; None for the bytes where there is nothing to look into."""
    try:
        link = path.is_symlink()
        found = read_keyfile(path)
    except (AppError, OSError) as error:
        return _unread(path, error), None
    findings: tuple[Finding, ...] = (Finding.SYMLINK,) if link else ()
    if os.name == "posix" and found.mode & _OTHERS_MAY:
        findings += (Finding.OPEN_MODE,)
    return _Part(True, fingerprint=found.fingerprint, findings=findings), found.data


def _unread(path: Path, error: AppError | OSError) -> _Part:
    if isinstance(error, AppError) and error.kind is ErrorKind.NOT_FOUND:
        dangling = os.path.lexists(path)
        return _Part(dangling, findings=(Finding.SYMLINK, Finding.UNREADABLE) if dangling else ())
    reason = error.facts.get("reason", "") if isinstance(error, AppError) else ""
    finding = _FINDINGS.get(KeyReason(reason)) if reason else None
    return _Part(True, KeyFormat.UNKNOWN, findings=(finding or Finding.UNREADABLE,))


def _pair_findings(private: _Part, public: _Part) -> tuple[Finding, ...]:
    if private.fingerprint is None or public.fingerprint is None:
        return ()
    if private.address and public.address:
        return (Finding.PAIR_DIFFERS,) if private.address != public.address else ()
    apart = abs(private.fingerprint.mtime_ns - public.fingerprint.mtime_ns)
    return (Finding.PAIR_MAY_DIFFER,) if apart > _SAME_WRITE_NS else ()


def _folder_findings(folder: Path) -> tuple[Finding, ...]:
    findings: tuple[Finding, ...] = ()
    try:
        if folder.is_symlink():
            findings += (Finding.SYMLINK,)
        if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o022:
            findings += (Finding.OPEN_MODE,)
    except OSError:
        findings += (Finding.UNREADABLE,)
    return findings


def _entries(folder: Path) -> tuple[list[str], tuple[Finding, ...]]:
    """The names in a folder in natural order, at most 2000, without leftovers."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, MOST_ENTRIES + 1)]
    except OSError:
        return [], (Finding.UNREADABLE,)
    findings: tuple[Finding, ...] = ()
    if len(names) > MOST_ENTRIES:
        names, findings = names[:MOST_ENTRIES], (Finding.TOO_MANY,)
    whole = [name for name in names if not is_part(name)]
    if len(whole) < len(names):
        findings += (Finding.LEFTOVER,)
    return sorted(whole, key=natural_order), findings


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return True  # unreadable, and so worth a record that says it


def _once(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(findings))
