"""Raw storage entries of the world before it goes into the state, by item.

Keys and values are written as bytes here because 129 subnets of 256 neurons
are some 300 000 entries. What the bytes mean is checked in tests through the
generic codec.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from struct import pack

from core.practice.codec import Codec, Value, compact
from core.practice.state import State

Account = bytes
"""Blake2_128Concat of a public key: 16 bytes of hash and the key itself."""


def account(public: bytes) -> Account:
    return blake2b(public, digest_size=16).digest() + public


class Bucket:
    """The entries of one storage item; ``prefix`` starts each key."""

    __slots__ = ("entries", "prefix")

    def __init__(self, prefix: bytes) -> None:
        self.prefix = prefix
        self.entries: dict[bytes, bytes] = {}

    def write(self, key: bytes, value: bytes) -> None:
        self.entries[self.prefix + key] = value


class Ledger:
    """All entries so far, and who owns and stakes with whom, which is written last."""

    def __init__(self, codec: Codec) -> None:
        self.codec = codec
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._owners = self.bucket("Owner")
        self.balances: defaultdict[Account, int] = defaultdict(int)
        self.owned: defaultdict[Account, list[bytes]] = defaultdict(list)
        self.staking: defaultdict[Account, dict[bytes, None]] = defaultdict(dict)

    def bucket(self, item: str, pallet: str = "SubtensorModule") -> Bucket:
        found = self._buckets.get((item, pallet))
        if found is None:
            found = Bucket(self.codec.item(pallet, item).prefix)
            self._buckets[item, pallet] = found
        return found

    def put(self, pallet: str, item: str, *params: Value, value: Value) -> None:
        """One entry through the codec, for items of which there are few."""
        key = self.codec.key(pallet, item, *params)
        self.bucket(item, pallet).entries[key] = self.codec.encode_storage(pallet, item, value)

    def own(self, coldkey: Account, hotkey: Account) -> None:
        """Record ownership, as the first registration of a hotkey does."""
        self._owners.write(hotkey, coldkey[16:])
        self.owned[coldkey].append(hotkey[16:])
        self.staking[coldkey][hotkey[16:]] = None

    def pour(self, state: State) -> None:
        """Write everything into ``state``."""
        self._close()
        for bucket in self._buckets.values():
            state.load(bucket.prefix, bucket.entries)

    def _close(self) -> None:
        owned, staking = self.bucket("OwnedHotkeys"), self.bucket("StakingHotkeys")
        for coldkey, hotkeys in self.owned.items():
            owned.write(coldkey, compact(len(hotkeys)) + b"".join(hotkeys))
        for coldkey, names in self.staking.items():
            staking.write(coldkey, compact(len(names)) + b"".join(names))
        accounts = self.bucket("Account", "System")
        flags = (1 << 127).to_bytes(16, "little")
        for who, free in self.balances.items():
            accounts.write(who, pack("<IIIIQQQ", 0, 0, 1, 0, free, 0, 0) + flags)
        issuance = sum(self.balances.values()).to_bytes(8, "little")
        self.bucket("TotalIssuance", "Balances").write(b"", issuance)
        self.bucket("TotalIssuance").write(b"", issuance)
