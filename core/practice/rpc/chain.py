"""``chain_*``: blocks, headers and their subscriptions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.practice.rpc.request import Request, as_list, hexed, read_block_number
from core.practice.subscriptions import Feed


def get_block_hash(request: Request) -> Any:
    """The head's hash, or that of a number; for a list of numbers, a list."""
    wanted = request.value(0)
    chain = request.node.chain
    if wanted is None:
        return hexed(chain.head.hash)
    numbers = as_list(wanted)
    if numbers is not None:
        return [hexed(chain.hash_of(read_block_number(number))) for number in numbers]
    return hexed(chain.hash_of(read_block_number(wanted)))


def get_finalized_head(request: Request) -> Any:
    chain = request.node.chain
    return hexed(chain.hash_of(chain.finalized))


def get_header(request: Request) -> Any:
    number = request.known_block(0)
    header = None if number is None else request.node.chain.header(number)
    return None if header is None else header.as_json()


def get_block(request: Request) -> Any:
    number = request.known_block(0)
    block = None if number is None else request.node.chain.block(number)
    if block is None:
        return None
    extrinsics = [hexed(raw) for raw in block.body]
    return {
        "block": {"header": block.header.as_json(), "extrinsics": extrinsics},
        "justifications": None,
    }


def _heads(
    method: str, feed: Callable[[Request], Feed], *, final: bool = False
) -> Callable[[Request], str]:
    def subscribe(request: Request) -> str:
        def start(subscription: str, deliver: Callable[[Any], None]) -> Callable[[], None]:
            chain = request.node.chain
            header = chain.header(chain.finalized if final else chain.head.number)
            deliver(header.as_json() if header else None)
            return feed(request).add(subscription, deliver)

        return request.session.open(method, start)

    return subscribe


_new_heads = _heads("chain_newHead", lambda request: request.node.news.heads)
_all_heads = _heads("chain_allHead", lambda request: request.node.news.heads)
_finalized_heads = _heads(
    "chain_finalizedHead", lambda request: request.node.news.finalized, final=True
)


def unsubscribe(request: Request) -> bool:
    return request.session.cancel(request.text(0))


METHODS: dict[str, Callable[[Request], Any]] = {
    "chain_getBlockHash": get_block_hash,
    "chain_getHead": get_block_hash,
    "chain_getFinalizedHead": get_finalized_head,
    "chain_getFinalisedHead": get_finalized_head,
    "chain_getHeader": get_header,
    "chain_getBlock": get_block,
    "chain_subscribeNewHeads": _new_heads,
    "chain_subscribeNewHead": _new_heads,
    "chain_subscribeAllHeads": _all_heads,
    "chain_subscribeFinalizedHeads": _finalized_heads,
    "chain_subscribeFinalisedHeads": _finalized_heads,
    "chain_unsubscribeNewHeads": unsubscribe,
    "chain_unsubscribeNewHead": unsubscribe,
    "chain_unsubscribeAllHeads": unsubscribe,
    "chain_unsubscribeFinalizedHeads": unsubscribe,
    "chain_unsubscribeFinalisedHeads": unsubscribe,
}
