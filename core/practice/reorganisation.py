"""One-block reorganisations: the head gives way to another block at its height."""

from __future__ import annotations

from core.practice.node import Node


class NothingToReplaceError(Exception):
    """The head is final."""


def replace_head(node: Node, hold: int = 0) -> bytes:
    """Make another block in the head's place; answers its hash.

    The transactions of the old head come back after ``hold`` blocks, if they
    are still valid then. NothingToReplaceError where the head is final.
    """
    gone = node.chain.head.hash
    try:
        waiting = node.retract()
    except ValueError as error:
        raise NothingToReplaceError from error
    parent = node.chain.head.number
    for each in waiting:
        node.pool.retracted(each, {"retracted": "0x" + gone.hex()}, parent + hold)
    node.pool.bring_back(parent)
    node.make_block()
    return node.chain.head.hash
