"""Key records as the JSON of a frame's header, both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar, cast

from core.domain.ids import Ss58
from core.domain.keys import (
    Adopted,
    CryptoType,
    Finding,
    Fingerprint,
    HotkeyRecord,
    KeyFormat,
    KeyName,
    KeyRef,
    StoredKey,
    UnlockedKey,
    WalletListing,
    WalletRecord,
)
from core.domain.signing import SigningOrder
from core.domain.transactions import CallField
from core.errors import AppError, ErrorKind
from core.keys.protocol import Blobs, Header, Json, Lent

T = TypeVar("T")


def write_ref(ref: KeyRef) -> Json:
    return [ref.wallet, ref.hotkey]


def read_ref(value: Json) -> KeyRef:
    wallet, hotkey = cast("list[str]", value)
    return KeyRef(str(wallet), str(hotkey))


def read_number(header: Header, name: str) -> int:
    value = header[name]
    if not isinstance(value, int):
        raise TypeError(name)
    return value


def read_crypto_type(header: Header) -> CryptoType:
    return CryptoType(read_number(header, "crypto_type"))


def write_fingerprint(found: Fingerprint | None) -> Json:
    return None if found is None else [found.sha256, found.size, found.inode, found.mtime_ns]


def read_fingerprint(value: Json) -> Fingerprint | None:
    if value is None:
        return None
    sha256, size, inode, mtime_ns = cast("tuple[str, int, int, int]", value)
    return Fingerprint(str(sha256), int(size), int(inode), int(mtime_ns))


def write_stored(key: StoredKey) -> Json:
    return {
        "ref": write_ref(key.ref),
        "address": key.address,
        "public_key": key.public_key.hex(),
        "crypto_type": int(key.crypto_type),
        "format": key.format,
        "fingerprint": write_fingerprint(key.fingerprint),
        "is_flushed": key.is_flushed,
    }


def read_stored(value: Json) -> StoredKey:
    fields = cast("dict[str, Json]", value)
    found = read_fingerprint(fields["fingerprint"])
    if found is None:
        raise ValueError("a stored key without fingerprint")
    return StoredKey(
        ref=read_ref(fields["ref"]),
        address=Ss58(str(fields["address"])),
        public_key=bytes.fromhex(str(fields["public_key"])),
        crypto_type=CryptoType(cast("int", fields["crypto_type"])),
        format=KeyFormat(str(fields["format"])),
        fingerprint=found,
        is_flushed=bool(fields["is_flushed"]),
    )


def write_unlocked(key: UnlockedKey) -> Json:
    return [write_stored(key.stored), key.has_changed, key.has_public]


def read_unlocked(value: Json) -> UnlockedKey:
    stored, has_changed, has_public = cast("list[Json]", value)
    return UnlockedKey(read_stored(stored), bool(has_changed), bool(has_public))


def write_adopted(adopted: Adopted) -> Json:
    return {
        "wallet": adopted.wallet,
        "hotkeys": list(adopted.hotkeys),
        "left_out": list(adopted.left_out),
        "was_opened": adopted.was_opened,
    }


def read_adopted(value: Json) -> Adopted:
    found = cast("Mapping[str, Json]", value)
    hotkeys, left_out = cast("list[str]", found["hotkeys"]), cast("list[str]", found["left_out"])
    return Adopted(str(found["wallet"]), tuple(hotkeys), tuple(left_out), bool(found["was_opened"]))


def write_listing(listing: WalletListing) -> Json:
    """Without the root, which the asker knows."""
    return {
        "wallets": [_write_wallet(wallet) for wallet in listing.wallets],
        "findings": list(listing.findings),
    }


def read_listing(root: Path, value: Json) -> WalletListing:
    fields = cast("dict[str, list[Json]]", value)
    wallets = tuple(_read_wallet(wallet) for wallet in fields["wallets"])
    return WalletListing(root, wallets, _findings(fields["findings"]))


def write_order(order: SigningOrder) -> tuple[dict[str, Json], Lent]:
    """As a request's fields and blobs, without the metadata, which may be known already."""
    header: dict[str, Json] = {
        "call_hash": order.call_hash,
        "function": order.function,
        "fields": [[field.name, field.value] for field in order.fields],
        "spec_version": order.spec_version,
        "spec_name": order.spec_name,
    }
    return header, {"call": order.call, "extra": order.extra, "implicit": order.implicit}


def read_order(header: Header, blobs: Blobs, metadata: bytes) -> SigningOrder:
    fields = cast("list[list[str]]", header["fields"])
    return SigningOrder(
        call=blobs["call"],
        extra=blobs["extra"],
        implicit=blobs["implicit"],
        call_hash=str(header["call_hash"]),
        function=str(header["function"]),
        fields=tuple(CallField(str(name), str(value)) for name, value in fields),
        metadata=metadata,
        spec_version=read_number(header, "spec_version"),
        spec_name=str(header["spec_name"]),
    )


def write_error(error: AppError) -> Json:
    return {"kind": error.kind, "detail": error.detail, "facts": dict(error.facts)}


def read_error(value: Json) -> AppError:
    fields = cast("Mapping[str, Json]", value)
    facts = cast("Mapping[str, str]", fields["facts"])
    return AppError(ErrorKind(str(fields["kind"])), str(fields["detail"]), facts)


def _write_hotkey(record: HotkeyRecord) -> dict[str, Json]:
    return {
        "name": record.name.text,
        "shown": record.name.shown,
        "foreign": record.name.is_foreign,
        "address": record.address,
        "crypto_type": None if record.crypto_type is None else int(record.crypto_type),
        "format": record.format,
        "fingerprint": write_fingerprint(record.fingerprint),
        "findings": list(record.findings),
    }


def _write_wallet(record: WalletRecord) -> Json:
    bare = HotkeyRecord(
        record.name,
        record.address,
        record.crypto_type,
        record.format,
        record.fingerprint,
        record.findings,
    )
    return {**_write_hotkey(bare), "hotkeys": [_write_hotkey(h) for h in record.hotkeys]}


def _read_hotkey(value: Json) -> HotkeyRecord:
    fields = cast("dict[str, Json]", value)
    return HotkeyRecord(
        name=KeyName(str(fields["name"]), str(fields["shown"]), bool(fields["foreign"])),
        address=_maybe(fields["address"], lambda address: Ss58(str(address))),
        crypto_type=_maybe(fields["crypto_type"], lambda kind: CryptoType(cast("int", kind))),
        format=_maybe(fields["format"], lambda form: KeyFormat(str(form))),
        fingerprint=read_fingerprint(fields["fingerprint"]),
        findings=_findings(fields["findings"]),
    )


def _read_wallet(value: Json) -> WalletRecord:
    own = _read_hotkey(value)
    hotkeys = cast("list[Json]", cast("dict[str, Json]", value)["hotkeys"])
    return WalletRecord(
        name=own.name,
        address=own.address,
        crypto_type=own.crypto_type,
        format=own.format,
        fingerprint=own.fingerprint,
        findings=own.findings,
        hotkeys=tuple(_read_hotkey(hotkey) for hotkey in hotkeys),
    )


def _findings(value: Json) -> tuple[Finding, ...]:
    return tuple(Finding(str(finding)) for finding in cast("list[Json]", value))


def _maybe(value: Json, read: Callable[[Json], T]) -> T | None:
    return None if value is None else read(value)
