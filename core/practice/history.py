"""Storage as of any block since the start: what each block replaced, newest in memory."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from core.practice import derived
from core.practice.codec import Codec, Value
from core.practice.state import PREFIX_BYTES, State
from core.practice.store import SEGMENT, Changes, Store

_KEPT_SEGMENTS: Final = 2

Timeline = tuple[list[int], list[bytes | None]]  # blocks, and what each of them replaced


class View:
    """Reading by name on top of reading by key; satisfies ``StateView``."""

    def __init__(self, codec: Codec, block: int) -> None:
        self.codec = codec
        self.block = block

    def raw(self, key: bytes) -> bytes | None:
        raise NotImplementedError

    def keys(self, prefix: bytes) -> list[bytes]:
        raise NotImplementedError

    def get(self, pallet: str, item: str, *params: Value) -> Value:
        raw = self.raw(self.codec.key(pallet, item, *params))
        return self.codec.decode_storage(pallet, item, raw)

    def items(
        self, pallet: str, item: str, *params: Value
    ) -> Iterator[tuple[tuple[Value, ...], Value]]:
        for key in self.keys(self.codec.key(pallet, item, *params)):
            yield (
                self.codec.key_params(pallet, item, key),
                self.codec.decode_storage(pallet, item, self.raw(key)),
            )


class PastView(View):
    """Storage after one block since the start."""

    def __init__(self, history: History, block: int) -> None:
        super().__init__(history.state.codec, block)
        self._history = history

    def raw(self, key: bytes) -> bytes | None:
        if key.startswith(derived.prefix(self.codec)):
            return derived.value(self, key)
        return self._history.raw_at(key, self.block)

    def keys(self, prefix: bytes) -> list[bytes]:
        found = self._history.keys_at(prefix, self.block)
        start = derived.prefix(self.codec)
        if not (start.startswith(prefix) or prefix.startswith(start)):
            return found
        then = {key: b"" for key in derived.keys(self) if key.startswith(prefix)}
        others = [key for key in found if not key.startswith(start)]
        return _merged(others, then)


class OverlayView(View):
    """Another view with some values replaced (None: absent)."""

    def __init__(self, base: PastView, block: int, overlay: Changes) -> None:
        super().__init__(base.codec, block)
        self._base = base
        self._overlay = overlay

    def raw(self, key: bytes) -> bytes | None:
        return self._overlay[key] if key in self._overlay else self._base.raw(key)

    def keys(self, prefix: bytes) -> list[bytes]:
        laid = {key: value for key, value in self._overlay.items() if key.startswith(prefix)}
        return _merged(self._base.keys(prefix), laid)


class History:
    """Follows the head block by block and answers for every block behind it."""

    def __init__(self, state: State, store: Store, start: int) -> None:
        self.state = state
        self._store = store
        self._start = start
        self._head = start
        self._in_memory_from = start + 1  # the first block whose replaced values are in memory
        self._buckets: dict[bytes, dict[bytes, Timeline]] = {}

    @property
    def head(self) -> int:
        return self._head

    def record(self, number: int, replaced: Mapping[bytes, bytes | None]) -> None:
        """Take note of what block ``number``, now the head, replaced."""
        for key, old in replaced.items():
            bucket = self._buckets.setdefault(key[:PREFIX_BYTES], {})
            timeline = bucket.get(key)
            if timeline is None:
                timeline = bucket[key] = ([], [])
            timeline[0].append(number)
            timeline[1].append(old)
        self._head = number

    def retract(self, number: int) -> dict[bytes, bytes | None]:
        """Forget the head, block ``number``; answers the values it had replaced."""
        replaced: dict[bytes, bytes | None] = {}
        for bucket in self._buckets.values():
            for key, (blocks, olds) in list(bucket.items()):
                if blocks[-1] == number:
                    blocks.pop()
                    replaced[key] = olds.pop()
                if not blocks:
                    del bucket[key]
        self._head = number - 1
        return replaced

    def fold(self) -> None:
        """Hand the oldest segment to the store once enough newer ones are in memory."""
        last = (self._in_memory_from // SEGMENT + 1) * SEGMENT - 1
        if self._head < last + (_KEPT_SEGMENTS - 1) * SEGMENT:
            return
        replaced = {
            key: list(zip(*_first(timeline, last), strict=True))
            for bucket in self._buckets.values()
            for key, timeline in bucket.items()
            if timeline[0][0] <= last
        }
        self._store.fold(last, replaced, {key: self.raw_at(key, last) for key in replaced})
        for bucket in self._buckets.values():
            for key in [key for key in bucket if key in replaced]:
                kept = bisect_right(bucket[key][0], last)
                if kept == len(bucket[key][0]):
                    del bucket[key]
                else:
                    del bucket[key][0][:kept], bucket[key][1][:kept]
        self._in_memory_from = last + 1

    def restore(self) -> None:
        """Bring the state from the built world to the stored head."""
        for key, value in self._store.checkpoint():
            self.state.set_raw(key, value)
        self.state.take_journal()
        for number, changes in self._store.unfolded():
            if self._head == self._start:
                self._in_memory_from = number
            for key, value in changes.items():
                self.state.set_raw(key, value)
            self.record(number, self.state.take_journal())
        self.state.block = self._head

    # -- reading

    def view(self, block: int) -> PastView:
        """Storage after ``block``, which is between the start and the head."""
        return PastView(self, block)

    def raw_at(self, key: bytes, block: int) -> bytes | None:
        if block + 1 < self._in_memory_from:
            old = self._store.old(key, block)
            if old is not None:
                return old.value
        timeline = self._buckets.get(key[:PREFIX_BYTES], {}).get(key)
        if timeline is not None:
            later = bisect_right(timeline[0], block)
            if later < len(timeline[0]):
                return timeline[1][later]
        return self.state.raw(key)

    def keys_at(self, prefix: bytes, block: int) -> list[bytes]:
        changed = set(self._changed_in_memory(prefix, block))
        if block + 1 < self._in_memory_from:
            changed.update(self._store.keys_replaced(prefix, block))
        if not changed:
            return self.state.keys(prefix)
        return _merged(self.state.keys(prefix), {key: self.raw_at(key, block) for key in changed})

    def _changed_in_memory(self, prefix: bytes, block: int) -> Iterator[bytes]:
        for bucket in self._buckets_under(prefix):
            for key, (blocks, _) in bucket.items():
                if blocks[-1] > block and key.startswith(prefix):
                    yield key

    def _buckets_under(self, prefix: bytes) -> Iterable[dict[bytes, Timeline]]:
        if len(prefix) >= PREFIX_BYTES:
            bucket = self._buckets.get(prefix[:PREFIX_BYTES])
            return () if bucket is None else (bucket,)
        return [bucket for name, bucket in self._buckets.items() if name.startswith(prefix)]


def _first(timeline: Timeline, last: int) -> tuple[list[int], list[bytes | None]]:
    """The part of a timeline up to block ``last``."""
    count = bisect_right(timeline[0], last)
    return timeline[0][:count], timeline[1][:count]


def _merged(keys: list[bytes], values: Changes) -> list[bytes]:
    """Sorted ``keys`` with those of ``values`` put in, or taken out where the value is None."""
    merged = [key for key in keys if key not in values]
    for key, value in values.items():
        if value is not None:
            insort(merged, key)
    return merged
