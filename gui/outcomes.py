"""The words for what becomes of a transaction, and for why one is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from core.domain.transactions import Outcome, Receipt, Stage
from core.errors import AppError, ErrorKind
from gui.formats import integer, untrusted
from gui.messages import explain
from gui.widgets.stage_line import Mark, StageMark
from gui.wording import Message

STAGES: Final = {
    Stage.SIGNED: "Signed",
    Stage.SENT: "Sent",
    Stage.IN_BLOCK: "In block",
    Stage.FINAL: "Final",
}
_ORDER: Final = tuple(STAGES)


@dataclass(frozen=True, slots=True)
class Told:
    """``state`` is the word of a chip, ``tone`` its colour; ``title`` and ``text`` say more."""

    state: str
    tone: str
    title: str
    text: str


_NOT_AGAIN: Final = (
    "The connection ended. The chain will tell: Taonaut looks it up by its hash after"
    " reconnecting; it will not be sent twice."
)

_UNNOTED: Final = (
    "The journal could not be written: copy the hash. Activity catches up once the disk takes it."
)
_UNPAID: Final = "Nothing was paid"
_NOTHING_DONE: Final = ("Nothing was signed.", "Nothing was sent.")

_OVER: Final = {
    Outcome.UNKNOWN: Told("Unknown", "warning", "Not known yet.", _NOT_AGAIN),
    Outcome.REPLACED: Told(
        "Replaced",
        "warning",
        "Another one took its place.",
        "A transaction that this account signed elsewhere was taken instead."
        f" {_UNPAID} for this one.",
    ),
    Outcome.EXPIRED: Told(
        "Expired",
        "warning",
        "It expired.",
        f"No block took it in time, and none can any more. {_UNPAID}: it can be sent again.",
    ),
}

_OPEN: Final = {
    Stage.SIGNED: Told(
        "Signed",
        "",
        "Signed.",
        "It is in the journal. If it was not sent, it expires by itself and costs nothing.",
    ),
    Stage.SENT: Told("Sent", "info", "Sent.", "The next blocks can take it."),
}

# By the end of the chain's own name. Source: sp_runtime's TokenError, pallet_balances' errors.
_FAILURES: Final = (
    (
        ("FundsUnavailable", "InsufficientBalance"),
        "the account had too little TAO",
        "Send less, or get more TAO first.",
    ),
    (
        ("BelowMinimum", "ExistentialDeposit"),
        "it was too little for the receiving account to exist",
        "Send more.",
    ),
    (
        ("NotExpendable", "Expendability", "KeepAlive"),
        "the account would have ended",
        "Send less, or let the account end: that is under Advanced.",
    ),
    (("CannotCreate",), "the receiving account cannot be made", "Check the address."),
    (("Frozen", "LiquidityRestrictions"), "the TAO is frozen", "Send less."),
)
_LOOK: Final = "Look at the account, then review again."

_REFUSALS: Final = (
    (
        ("unsettled",),
        "An earlier transaction of this account is still under way.",
        "Wait until Activity shows what became of it, then review again.",
    ),
    (
        ("outdated", "stale"),
        "Another transaction of this account was taken meanwhile, signed elsewhere.",
        _LOOK,
    ),
    (
        ("priority",),
        "Another transaction of this account waits in its place.",
        "Wait until it is in a block, then review again.",
    ),
    (
        ("pay some fees", "payment", "balance"),
        "The account cannot pay the fee.",
        "Send less, or get more TAO first.",
    ),
    (
        ("banned", "dropped", "exhaust"),
        "The node is too busy for it or has just given it up.",
        "Wait a few minutes, then review again.",
    ),
    (
        ("signature", "proof"),
        "The node runs another runtime than the one that was signed for.",
        "Review again.",
    ),
)


_CHANGED: Final = {
    "": "Something changed since this was shown.",
    "age": "This review is too old to be signed.",
    "used": "This review was signed before.",
    "price": "The price changed since this was shown.",
    "spec": "The network's runtime changed since this was shown.",
    "genesis": "The network is another one than this was shown for.",
    "shield": "The network announces no key to encrypt for at this block.",
}


def told(receipt: Receipt) -> Told:
    """How far it is, in words. Foreign facts are cleaned."""
    words = _known(receipt)
    return words if receipt.is_noted else replace(words, text=f"{words.text} {_UNNOTED}")


def _known(receipt: Receipt) -> Told:
    if receipt.outcome in _OVER:
        over = _OVER[receipt.outcome]
        return replace(over, text=_priced(over.text, receipt))
    if receipt.outcome is Outcome.REFUSED:
        return Told("Refused", "negative", "The node refused it.", _refused(receipt))
    where = f"block {integer(receipt.block)}" if receipt.block is not None else "a block"
    if receipt.outcome is Outcome.FAILED:
        return Told("Failed", "negative", f"The chain refused it in {where}.", _failed(receipt))
    if receipt.stage is Stage.FINAL:
        words = f"It is final in {where}: nothing can undo it."
        return Told("Final", "positive", "Done.", words)
    if receipt.stage is Stage.IN_BLOCK:
        words = "Until it is final, another block could still replace it."
        return Told("In block", "info", f"In {where}.", words)
    return _OPEN[receipt.stage]


def _failed(receipt: Receipt) -> str:
    words, step = _failure(receipt.error)
    return f"It failed because {words}. Only the fee was paid. {step}"


def _failure(error: str) -> tuple[str, str]:
    """Why a call failed, and what to do; the chain's own name where there are no better words."""
    for endings, words, step in _FAILURES:
        if error.endswith(endings):
            return words, step
    return (f"of “{untrusted(error)}”" if error else "the chain said no more"), _LOOK


def _refused(receipt: Receipt) -> str:
    cause, step = _refusal(receipt.error)
    cause = cause or (f"It says: “{untrusted(receipt.error)}”." if receipt.error else "")
    return _priced(f"{cause} {_UNPAID}. {step}".strip(), receipt)


def _priced(text: str, receipt: Receipt) -> str:
    """What carried a shielded transaction is paid, whatever became of that."""
    paid = receipt.settled and receipt.fee > 0
    return text.replace(_UNPAID, "Only a fee was paid") if paid else text


def _refusal(reason: str) -> tuple[str, str]:
    lowered = reason.casefold()
    for signs, cause, step in _REFUSALS:
        if any(sign in lowered for sign in signs):
            return cause, step
    return "", "Review again."


def unsent_words(error: AppError) -> Message:
    """An error before anything was sent: what happened and the next step."""
    if error.kind is ErrorKind.REJECTED:
        cause, step = _refusal(error.facts.get("reason", ""))
        if cause:
            return Message("Not sent.", cause, f"Nothing was paid. {step}")
    if error.kind is ErrorKind.STALE:
        return Message(
            "Out of date.",
            _CHANGED.get(error.facts.get("changed", ""), _CHANGED[""]),
            "Review again.",
        )
    message = explain(error)
    step = message.next_step
    said = step.endswith(_NOTHING_DONE)
    return Message(message.title, message.body, step if said else f"{step} Nothing was sent.")


def stage_marks(receipt: Receipt, times: Mapping[Stage, str] | None = None) -> list[StageMark]:
    """The four stages as ``StageLine`` shows them; ``times`` of those that were reached."""
    known = times or {}
    return [StageMark(STAGES[s], _mark(receipt, s), known.get(s, "")) for s in _ORDER]


def _mark(receipt: Receipt, stage: Stage) -> Mark:
    ahead = _ORDER.index(stage) - _ORDER.index(receipt.stage)
    if receipt.outcome is Outcome.FAILED and stage is Stage.IN_BLOCK:
        return Mark.FAILED
    if ahead == 0 and receipt.outcome is Outcome.REFUSED:
        return Mark.FAILED
    if ahead <= 0:
        return Mark.DONE
    return _NEXT.get(receipt.outcome, Mark.NOW) if ahead == 1 else Mark.AHEAD


# How the stage after the last one stands; it is under way where nothing is in the way.
_NEXT: Final = {
    Outcome.UNKNOWN: Mark.OPEN,
    Outcome.EXPIRED: Mark.FAILED,
    Outcome.REPLACED: Mark.FAILED,
    Outcome.REFUSED: Mark.AHEAD,
}
