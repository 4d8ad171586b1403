"""Which genesis a network may have."""

from __future__ import annotations

from core.domain.ids import BlockHash
from core.domain.networks import FINNEY_GENESIS, TEST_GENESIS, Network, NetworkKind
from core.errors import AppError, ErrorKind


def check_genesis(network: Network, genesis: object, endpoint: str) -> BlockHash:
    """The node's genesis hash, if the network may have it.

    The pinned one where there is one. A practice or local node must not claim
    to be finney or the test network: what is signed for it would be valid
    there. Raises AppError: WRONG_CHAIN, or NODE_FAULT for what is no hash.
    """
    facts = {"endpoint": endpoint, "network": network.name}
    if not _is_hash(genesis):
        raise AppError(ErrorKind.NODE_FAULT, "the genesis hash is not a hash", facts)
    found = BlockHash(str(genesis))
    facts["found"] = found
    if network.genesis is not None and found != network.genesis:
        facts["expected"] = network.genesis
        raise AppError(ErrorKind.WRONG_CHAIN, "another genesis than the pinned one", facts)
    public = found in (FINNEY_GENESIS, TEST_GENESIS)
    if public and network.kind in (NetworkKind.PRACTICE, NetworkKind.LOCAL):
        raise AppError(ErrorKind.WRONG_CHAIN, "a local node with a public genesis", facts)
    return found


def _is_hash(value: object) -> bool:
    if not isinstance(value, str) or not value.startswith("0x") or len(value) != 66:
        return False
    try:
        int(value, 16)
    except ValueError:
        return False
    return True
