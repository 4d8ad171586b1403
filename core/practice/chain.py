"""The chain of headers: true hashes for every block, the past before the start included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

from core.practice.codec import blake2_256, compact, read_compact
from core.practice.store import Store, StoredBlock

FINALITY_LAG: Final = 3
_AURA_PRE_RUNTIME: Final = b"\x06aura"
_KEPT_BLOCKS: Final = 256


@dataclass(frozen=True, slots=True)
class Header:
    """A Substrate header; ``logs`` are encoded digest items. Hashed by its SCALE bytes."""

    parent: bytes
    number: int
    state_root: bytes
    extrinsics_root: bytes
    logs: tuple[bytes, ...]

    def encode(self) -> bytes:
        return b"".join(
            (
                self.parent,
                compact(self.number),
                self.state_root,
                self.extrinsics_root,
                compact(len(self.logs)),
                *self.logs,
            )
        )

    @classmethod
    def decode(cls, data: bytes) -> Header:
        """The inverse of ``encode`` for headers with at most one digest item."""
        number, offset = read_compact(data, 32)
        roots, offset = data[offset : offset + 64], offset + 64
        count, offset = read_compact(data, offset)
        logs = (data[offset:],) if count else ()
        return cls(data[:32], number, roots[:32], roots[32:], logs)

    def as_json(self) -> dict[str, Any]:
        return {
            "parentHash": "0x" + self.parent.hex(),
            "number": hex(self.number),
            "stateRoot": "0x" + self.state_root.hex(),
            "extrinsicsRoot": "0x" + self.extrinsics_root.hex(),
            "digest": {"logs": ["0x" + log.hex() for log in self.logs]},
        }


@dataclass(frozen=True, slots=True)
class Block:
    header: Header
    hash: bytes
    body: tuple[bytes, ...]

    @property
    def number(self) -> int:
        return self.header.number


def aura_log(timestamp_ms: int, slot_ms: int) -> bytes:
    """The pre-runtime digest that names the slot of a block."""
    return _AURA_PRE_RUNTIME + compact(8) + (timestamp_ms // slot_ms).to_bytes(8, "little")


class PastHeaders:
    """The headers of block 0 to the start block: made once, in a tenth of a second.

    All share one state root, derived from the metadata and the plan, so that
    another runtime or another world is another chain from its genesis on.
    """

    def __init__(
        self, seal: bytes, start_root: bytes, start: int, slot_ms: int, time: Callable[[int], int]
    ) -> None:
        self._seal = seal
        self._start_root = start_root
        self._slot_ms = slot_ms
        self._time = time
        self.start = start
        self.hashes: list[bytes] = []
        self._build()
        self.numbers = {block_hash: number for number, block_hash in enumerate(self.hashes)}

    def _build(self) -> None:
        # Header.encode unrolled: a hundred thousand blocks have to fit into the start.
        parent = bytes(32)
        middle = self._seal + bytes(32) + b"\x04" + _AURA_PRE_RUNTIME + b"\x20"
        for number in range(self.start):
            slot = (self._time(number) // self._slot_ms).to_bytes(8, "little") if number else None
            encoded = (
                b"".join((parent, compact(number), middle, slot))
                if slot
                else self.header(0).encode()
            )
            parent = blake2b(encoded, digest_size=32).digest()
            self.hashes.append(parent)
        self.hashes.append(blake2_256(self.header(self.start).encode()))

    def header(self, number: int) -> Header:
        root = self._start_root if number == self.start and number else self._seal
        logs = (aura_log(self._time(number), self._slot_ms),) if number else ()
        parent = self.hashes[number - 1] if number else bytes(32)
        return Header(parent, number, root, bytes(32), logs)


class Chain:
    """Every block by number and by hash, the head and what is final.

    Recent blocks are in memory, the others come from the store; ``inherents``
    makes the bodies of the past, which hold a timestamp and nothing else.
    """

    def __init__(
        self, past: PastHeaders, store: Store, inherents: Callable[[int], tuple[bytes, ...]]
    ) -> None:
        self._past = past
        self._store = store
        self._inherents = inherents
        self._recent: dict[int, Block] = {}
        self._numbers: dict[bytes, int] = {}
        self.head = self._from_past(past.start)
        newest = store.newest()
        if newest is not None:
            self.head = self.block(newest) or self.head

    @property
    def start(self) -> int:
        return self._past.start

    @property
    def genesis_hash(self) -> bytes:
        return self._past.hashes[0]

    @property
    def finalized(self) -> int:
        """The number of the newest final block."""
        return max(self.head.number - FINALITY_LAG, self.start)

    def append(self, block: Block) -> None:
        self.head = block
        self._recent[block.number] = block
        self._numbers[block.hash] = block.number
        old = self._recent.pop(block.number - _KEPT_BLOCKS, None)
        if old is not None:
            del self._numbers[old.hash]

    def retract(self) -> None:
        """Go back to the head's parent, which is in memory."""
        del self._recent[self.head.number], self._numbers[self.head.hash]
        parent = self.block(self.head.number - 1)
        if parent is None:
            raise ValueError("the head has no parent")
        self.head = parent

    def hash_of(self, number: int) -> bytes | None:
        if 0 <= number <= self.start:
            return self._past.hashes[number]
        block = self.block(number)
        return None if block is None else block.hash

    def number_of(self, block_hash: bytes) -> int | None:
        found = self._numbers.get(block_hash, self._past.numbers.get(block_hash))
        return self._store.number_of(block_hash) if found is None else found

    def header(self, number: int) -> Header | None:
        if 0 <= number <= self.start:
            return self._past.header(number)
        block = self.block(number)
        return None if block is None else block.header

    def block(self, number: int) -> Block | None:
        if 0 <= number <= self.start:
            return self._from_past(number)
        found = self._recent.get(number)
        if found is not None or number < 0:
            return found
        stored = self._store.block(number)
        if stored is None:
            return None
        return Block(Header.decode(stored.header), stored.hash, stored.body)

    def _from_past(self, number: int) -> Block:
        body = self._inherents(number) if number else ()
        return Block(self._past.header(number), self._past.hashes[number], body)


def stored(block: Block) -> StoredBlock:
    return StoredBlock(block.number, block.hash, block.header.encode(), block.body)
