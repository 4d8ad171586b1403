"""What a review dialog is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from core.domain.keys import KeyRef
from core.domain.transactions import Outcome, Receipt, Review
from gui.names import Names


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """``again`` plans the same anew; ``pay_note`` says how an amount came about.

    ``followed`` is told each receipt, from the signature on.
    """

    review: Review
    ref: KeyRef
    names: Names
    again: Callable[[], Awaitable[Review]]
    pay_note: str = ""
    followed: Callable[[Receipt], None] = lambda _receipt: None


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """``receipt`` is the last one seen, None where nothing was signed."""

    receipt: Receipt | None
    wants_activity: bool = False

    @property
    def was_sent(self) -> bool:
        receipt = self.receipt
        return receipt is not None and receipt.outcome is not Outcome.REFUSED
