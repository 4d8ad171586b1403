"""Finding a transaction by its hash in the blocks it could have entered."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from core.chain.results import result_of
from core.chain.scale import blake2_256
from core.chain.writes_access import WriteAccess
from core.domain.ids import BlockHash, BlockNumber
from core.domain.money import TaoRao
from core.domain.transactions import Inclusion

_REMEMBERED: Final = 256  # blocks whose transactions are known by hash
_LONGEST_ERROR: Final = 64
_MILLISECONDS: Final = 1000.0


class BlockSearch:
    """Reads each block once, so that asking again at every head costs one block.

    A block is known by its hash: after a reorganisation other hashes stand at
    the same heights and are read anew.
    """

    def __init__(self, access: WriteAccess) -> None:
        self._access = access
        self._seen: OrderedDict[str, frozenset[str]] = OrderedDict()

    async def find(
        self, transaction: str, born: BlockNumber, last: BlockNumber
    ) -> Inclusion | None:
        for number in range(born + 1, last + 1):
            block_hash = await self._access.block_hash(number)
            if transaction in await self._transactions(block_hash):
                return await self._inclusion(transaction, number, block_hash)
        return None

    async def _inclusion(self, transaction: str, number: int, block_hash: str) -> Inclusion:
        report = await self._access.resolve(transaction, block_hash)
        now = await self._access.query("Timestamp", "Now", at=block_hash)
        return Inclusion(
            block=BlockNumber(number),
            block_hash=BlockHash(block_hash),
            fee=TaoRao(report.fee),
            error=report.error[:_LONGEST_ERROR],
            time=int(now) / _MILLISECONDS,
            result=result_of(report.index, report.events),
        )

    async def _transactions(self, block_hash: str) -> frozenset[str]:
        if block_hash not in self._seen:
            raw = await self._access.transactions(block_hash)
            self._seen[block_hash] = frozenset("0x" + blake2_256(data).hex() for data in raw)
            while len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)
        return self._seen[block_hash]
