"""The networks the app can speak to, and what is known of each beforehand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from core.domain.ids import BlockHash
from core.errors import AppError, ErrorKind


class NetworkKind(StrEnum):
    PRACTICE = "practice"
    FINNEY = "finney"
    TEST = "test"
    LOCAL = "local"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Network:
    """A network by name, its endpoints in order of preference, its pinned genesis.

    ``genesis`` is None where it cannot be known beforehand (practice, local,
    custom). Practice has no endpoint until its node has started.
    """

    kind: NetworkKind
    name: str
    endpoints: tuple[str, ...]
    genesis: BlockHash | None = None

    @property
    def has_value(self) -> bool:
        """Whether its TAO may be worth money. A custom endpoint may be anything."""
        return self.kind in (NetworkKind.FINNEY, NetworkKind.CUSTOM)


FINNEY_GENESIS: Final = BlockHash(
    "0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03"
)
TEST_GENESIS: Final = BlockHash(
    "0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105"
)

# How long a block takes at the least, in seconds, where that is known without asking a node.
# Source: subtensor's runtime, MILLISECS_PER_BLOCK.
BLOCK_SECONDS: Final = {FINNEY_GENESIS: 12.0, TEST_GENESIS: 12.0}

PRACTICE: Final = Network(NetworkKind.PRACTICE, "practice", ())
FINNEY: Final = Network(
    NetworkKind.FINNEY,
    "finney",
    ("wss://entrypoint-finney.opentensor.ai:443", "wss://lite.chain.opentensor.ai:443"),
    FINNEY_GENESIS,
)
TEST: Final = Network(
    NetworkKind.TEST, "test", ("wss://test.finney.opentensor.ai:443",), TEST_GENESIS
)
LOCAL: Final = Network(NetworkKind.LOCAL, "local", ("ws://127.0.0.1:9944",))

KNOWN: Final = (PRACTICE, FINNEY, TEST, LOCAL)

_HOST: Final = re.compile(r"[A-Za-z0-9.\-:\[\]]+")


def parse_network(text: str) -> Network:
    """A network from its name or from a ``ws://`` or ``wss://`` address.

    Raises ``AppError(BAD_INPUT)`` with the fact ``text`` for anything else.
    """
    wanted = text.strip()
    for network in KNOWN:
        if wanted.casefold() == network.name:
            return network
    if not _is_endpoint(wanted):
        raise AppError(
            ErrorKind.BAD_INPUT,
            "a network is finney, test, local, practice or a ws:// or wss:// address",
            {"text": wanted[:128]},
        )
    return Network(NetworkKind.CUSTOM, urlsplit(wanted).netloc, (wanted,))


def _is_endpoint(text: str) -> bool:
    try:
        parts = urlsplit(text)
        valid = parts.scheme in ("ws", "wss") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return valid and _HOST.fullmatch(parts.netloc) is not None
