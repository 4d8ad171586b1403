"""The chain's storage at its head: raw SCALE bytes by key, with rollback.

``State`` is what calls and block hooks write to. ``StateView`` is the read
half of it, which a past block offers as well; runtime APIs take a view, so
that they answer for any block.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import Final, Protocol

from core.practice import derived
from core.practice.codec import Codec, Value

PREFIX_BYTES: Final = 32  # twox128(pallet) ++ twox128(item)
_LONGEST_KEY: Final = 512


class StateView(Protocol):
    """Storage as of one block."""

    @property
    def codec(self) -> Codec: ...

    @property
    def block(self) -> int:
        """The number of the block whose state this is."""
        ...

    def raw(self, key: bytes) -> bytes | None: ...

    def get(self, pallet: str, item: str, *params: Value) -> Value:
        """The decoded value, or the storage default (None for optional items)."""
        ...

    def keys(self, prefix: bytes) -> list[bytes]:
        """All keys that begin with ``prefix``, sorted."""
        ...

    def items(
        self, pallet: str, item: str, *params: Value
    ) -> Iterator[tuple[tuple[Value, ...], Value]]:
        """The entries of a map, optionally under its first parameters."""
        ...


class State:
    """Storage at the head, changed in place.

    Keys are kept in buckets by pallet and item, each sorted on first use, so
    that paging over one map never sorts the whole storage.
    """

    def __init__(self, codec: Codec) -> None:
        self.codec = codec
        self.block = 0
        self._derived = derived.prefix(codec)
        self._buckets: dict[bytes, dict[bytes, bytes]] = {}
        self._sorted: dict[bytes, list[bytes]] = {}
        self._journal: dict[bytes, bytes | None] = {}

    # -- reading

    def raw(self, key: bytes) -> bytes | None:
        bucket = self._buckets.get(key[:PREFIX_BYTES])
        if bucket is None:  # derived items never have one
            return derived.value(self, key) if key.startswith(self._derived) else None
        return bucket.get(key)

    def get(self, pallet: str, item: str, *params: Value) -> Value:
        return self.codec.decode_storage(
            pallet, item, self.raw(self.codec.key(pallet, item, *params))
        )

    def has(self, pallet: str, item: str, *params: Value) -> bool:
        return self.raw(self.codec.key(pallet, item, *params)) is not None

    def keys(self, prefix: bytes) -> list[bytes]:
        """All keys that begin with ``prefix``, sorted. Any length of prefix."""
        if len(prefix) >= PREFIX_BYTES:
            keys = self._sorted_bucket(prefix[:PREFIX_BYTES])
            if len(prefix) == PREFIX_BYTES:
                return keys.copy()
            # Keys are at most a few hundred bytes: nothing below the prefix sorts behind this.
            last = prefix + b"\xff" * _LONGEST_KEY
            return keys[bisect_left(keys, prefix) : bisect_right(keys, last)]
        return [
            key
            for bucket in sorted({*self._buckets, self._derived})
            if bucket.startswith(prefix[: len(bucket)])
            for key in self._sorted_bucket(bucket)
        ]

    def items(
        self, pallet: str, item: str, *params: Value
    ) -> Iterator[tuple[tuple[Value, ...], Value]]:
        for key in self.keys(self.codec.key(pallet, item, *params)):
            yield (
                self.codec.key_params(pallet, item, key),
                self.codec.decode_storage(pallet, item, self.raw(key)),
            )

    def digest(self) -> bytes:
        """A digest of everything stored, for storage that was built in one and the same way."""
        digest = blake2b(digest_size=32)
        for prefix in sorted(self._buckets):
            digest.update(b"".join(self._buckets[prefix]))
            digest.update(b"".join(self._buckets[prefix].values()))
        return digest.digest()

    # -- writing

    def set_raw(self, key: bytes, value: bytes | None) -> None:
        """Write or, with None, remove; the first old value of a block is journalled.

        Derived items are not written: they follow from what they are derived from.
        """
        prefix = key[:PREFIX_BYTES]
        if prefix == self._derived:
            return
        bucket = self._buckets.setdefault(prefix, {})
        old = bucket.get(key)
        if old == value:
            return
        self._journal.setdefault(key, old)
        self._write(prefix, bucket, key, value)

    def put(self, pallet: str, item: str, *params: Value, value: Value) -> None:
        self.set_raw(
            self.codec.key(pallet, item, *params),
            self.codec.encode_storage(pallet, item, value),
        )

    def load(self, prefix: bytes, entries: dict[bytes, bytes]) -> None:
        """Take over many entries of one item, all beginning with ``prefix``; not journalled."""
        self._buckets.setdefault(prefix, {}).update(entries)
        self._sorted.pop(prefix, None)

    def remove(self, pallet: str, item: str, *params: Value) -> None:
        self.set_raw(self.codec.key(pallet, item, *params), None)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Undo every write of the block below it if it raises. Nests."""
        outer, self._journal = self._journal, {}
        try:
            yield
        except BaseException:
            for key, old in self._journal.items():
                self._write(
                    key[:PREFIX_BYTES], self._buckets.setdefault(key[:PREFIX_BYTES], {}), key, old
                )
            self._journal = outer
            raise
        for key, old in self._journal.items():
            outer.setdefault(key, old)
        self._journal = outer

    def take_journal(self) -> dict[bytes, bytes | None]:
        """What the writes since the last call replaced: old values by key (None: was absent)."""
        journal, self._journal = self._journal, {}
        return {key: old for key, old in journal.items() if self.raw(key) != old}

    # -- buckets

    def _write(
        self, prefix: bytes, bucket: dict[bytes, bytes], key: bytes, value: bytes | None
    ) -> None:
        keys = self._sorted.get(prefix)
        if value is None:
            if bucket.pop(key, None) is not None and keys is not None:
                del keys[bisect_left(keys, key)]
            return
        if keys is not None and key not in bucket:
            insort(keys, key)
        bucket[key] = value

    def _sorted_bucket(self, prefix: bytes) -> list[bytes]:
        if prefix == self._derived:
            return derived.keys(self)
        keys = self._sorted.get(prefix)
        if keys is None:
            keys = sorted(self._buckets.get(prefix, ()))
            self._sorted[prefix] = keys
        return keys


def page(keys: list[bytes], count: int, after: bytes | None) -> list[bytes]:
    """At most ``count`` of the sorted ``keys``, those behind ``after``."""
    start = 0 if after is None else bisect_right(keys, after)
    return keys[start : start + count]
