"""Unlocking the key that a review names, and signing with it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace

from core.application import Application
from core.domain.keys import KeyRef
from core.domain.transactions import Outcome, Receipt, Review, Stage
from core.errors import AppError, ErrorKind


async def submitted(app: Application, ref: KeyRef, review: Review) -> AsyncGenerator[Receipt]:
    """Each receipt of the signed transaction, the last one telling what became of it.

    An error before the signature is raised. After it nothing is: a node that
    refuses and a connection that ends are outcomes, and the journal has them.
    """
    receipt: Receipt | None = None
    try:
        async with aclosing(app.transfers.submit(review, app.locks.signer(ref))) as receipts:
            async for seen in receipts:
                receipt = seen
                yield seen
    except AppError as error:
        if receipt is None:
            raise
        yield _broken_off(receipt, error)


def _broken_off(receipt: Receipt, error: AppError) -> Receipt:
    """What can be said of a transaction that was signed when ``error`` came."""
    if error.kind is ErrorKind.REJECTED:
        stage = Stage.SENT if receipt.stage is Stage.SIGNED else receipt.stage
        reason = error.facts.get("reason", "")
        return replace(receipt, stage=stage, outcome=Outcome.REFUSED, error=reason)
    return replace(receipt, outcome=Outcome.UNKNOWN)  # nobody knows whether it was sent
