"""How old a figure is and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.ids import BlockHash, BlockNumber


class Source(StrEnum):
    CHAIN = "chain"
    CACHE = "cache"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The block a record was read at, when (unix seconds), and from where."""

    block: BlockNumber
    block_hash: BlockHash
    read_at: float
    source: Source
