"""``system_*`` and ``account_*``: who the node is, and the next nonce of an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from core.practice import native
from core.practice.metadata import SS58_PREFIX
from core.practice.rpc.request import Request, hexed, invalid_params

CHAIN_NAME: Final = "Bittensor practice"
_PUBLIC_KEY_BYTES: Final = 32


def _said(answer: Any) -> Callable[[Request], Any]:
    return lambda _request: answer


def read_account(request: Request, index: int) -> str:
    """An account given as ss58 or as a hex public key, as ss58. Invalid params otherwise."""
    text = request.text(index)
    try:
        public = bytes.fromhex(text[2:]) if text.startswith("0x") else native.decode_ss58(text)
        if len(public) != _PUBLIC_KEY_BYTES:
            raise invalid_params("an account has 32 bytes")
        address = native.encode_ss58(public, SS58_PREFIX)
    except ValueError as error:
        raise invalid_params("not an account") from error
    return address


def next_index(request: Request) -> Any:
    """The account's nonce with its ready transactions counted."""
    return request.node.pool.next_nonce(read_account(request, 0))


def sync_state(request: Request) -> Any:
    head = request.node.chain.head.number
    return {"startingBlock": 0, "currentBlock": head, "highestBlock": head}


def genesis_hash(request: Request) -> Any:
    return hexed(request.node.chain.genesis_hash)


_PROPERTIES: Final = {"ss58Format": SS58_PREFIX, "tokenDecimals": 9, "tokenSymbol": "TAO"}

METHODS: dict[str, Callable[[Request], Any]] = {
    "system_chain": _said(CHAIN_NAME),
    "system_chainType": _said("Local"),
    "system_name": _said("taonaut-practice"),
    "system_version": _said("0.1.0"),
    "system_properties": _said(_PROPERTIES),
    "system_health": _said({"peers": 0, "isSyncing": False, "shouldHavePeers": False}),
    "system_nodeRoles": _said(["Authority"]),
    "system_peers": _said([]),
    "system_syncState": sync_state,
    "system_accountNextIndex": next_index,
    "account_nextIndex": next_index,
    "chainSpec_v1_chainName": _said(CHAIN_NAME),
    "chainSpec_v1_genesisHash": genesis_hash,
    "chainSpec_v1_properties": _said(_PROPERTIES),
}
