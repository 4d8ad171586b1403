"""What a listing says of a wallet's health, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from core.domain.keys import Finding, KeyRef, WalletRecord
from core.domain.wallets import Health, HealthItem, Repair

_REPAIRS: Final = {
    Finding.PLAINTEXT: Repair.ENCRYPT,
    Finding.LEGACY_FORMAT: Repair.REENCRYPT,
    Finding.OPEN_MODE: Repair.RESTRICT_MODE,
    Finding.MISSING_PUBLIC: Repair.RESTORE_PUBLIC,
}
_LINKED: Final = {Finding.SYMLINK: Repair.REPLACE_LINK}
# Each is one check; a wallet passes it if none of its keys has one of the findings.
_CHECKS: Final = (
    frozenset({Finding.PLAINTEXT}),
    frozenset({Finding.LEGACY_FORMAT}),
    frozenset({Finding.OPEN_MODE}),
    frozenset({Finding.SYMLINK, Finding.NOT_A_FILE, Finding.UNREADABLE, Finding.TOO_LARGE}),
    frozenset({Finding.DAMAGED, Finding.EMPTY}),
    frozenset({Finding.MISSING_PUBLIC, Finding.MISSING_PRIVATE}),
    frozenset({Finding.PAIR_DIFFERS, Finding.PAIR_MAY_DIFFER}),
    frozenset({Finding.LEFTOVER, Finding.TOO_MANY, Finding.FOREIGN_NAME}),
)
# The key worker does not write over what is no keyfile.
_UNTOUCHABLE: Final = frozenset(
    {
        *(Finding.NOT_A_FILE, Finding.UNREADABLE, Finding.TOO_LARGE),
        *(Finding.DAMAGED, Finding.FOREIGN_NAME),
    }
)


def health_of(wallet: WalletRecord, is_backed_up: bool) -> Health:
    """``is_backed_up``: whether a backup of the coldkey was verified, or none is needed."""
    items = tuple(_items(wallet))
    found = {item.finding for item in items}
    passed = sum(not check & found for check in _CHECKS) + is_backed_up
    if not is_backed_up:
        ref = KeyRef(wallet.name.text)
        items += (HealthItem(ref, None, Repair.VERIFY_BACKUP),)
    return Health(items, passed)


def _items(wallet: WalletRecord) -> Iterator[HealthItem]:
    name, is_foreign = wallet.name.text, wallet.name.is_foreign
    yield from _of_key(KeyRef(name), wallet.findings, is_foreign)
    for hotkey in wallet.hotkeys:
        ref = KeyRef(name, hotkey.name.text)
        yield from _of_key(ref, hotkey.findings, is_foreign or hotkey.name.is_foreign)


def _of_key(ref: KeyRef, findings: Iterable[Finding], is_foreign: bool) -> Iterator[HealthItem]:
    found = tuple(findings)
    # Nor does it write through links: they go first, with what else is wrong with their modes.
    repairs = _LINKED if Finding.SYMLINK in found else _REPAIRS
    may_repair = not is_foreign and _UNTOUCHABLE.isdisjoint(found)
    for finding in found:
        yield HealthItem(ref, finding, repairs.get(finding) if may_repair else None)
