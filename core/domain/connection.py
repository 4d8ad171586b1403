"""Where the connection to the network stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.ids import BlockHash, BlockNumber
from core.domain.networks import Network
from core.errors import AppError


class Phase(StrEnum):
    IDLE = "idle"  # nothing chosen yet (first run)
    STARTING = "starting"  # the practice node is being started
    CONNECTING = "connecting"
    ONLINE = "online"
    STALE = "stale"  # connected, but no new block for several block times
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class BlockHead:
    """A block the node announced as its head.

    ``arrived_at`` is this machine's unix time in seconds at its arrival: the
    age people see counts from it and so does not suffer from a node's clock.
    """

    number: BlockNumber
    hash: BlockHash
    arrived_at: float


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """Everything the status bar and the offline banner tell.

    ``retry_at`` is unix time in seconds of the next attempt while offline;
    ``since`` is when this phase began; ``block_time`` is the chain's, in
    seconds.
    """

    network: Network
    phase: Phase
    endpoint: str = ""
    head: BlockHead | None = None
    latency_ms: float | None = None
    error: AppError | None = None
    since: float = 0.0
    retry_at: float | None = None
    block_time: float = 12.0
