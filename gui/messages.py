"""The words for every error: what happened, what it means, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from gui.formats import untrusted
from gui.key_reasons import CHANGED_AND_CLOSED, KEY_WORDS
from gui.wording import Action, Message, Words

__all__ = ["Action", "Message", "explain"]

_WORDS: Final[Mapping[ErrorKind, Words]] = {
    ErrorKind.OFFLINE: Words(
        "Offline.",
        "{endpoint} does not answer.",
        "The network does not answer.",
        "Check the connection, or choose another network.",
        Action.RETRY,
    ),
    ErrorKind.TIMEOUT: Words(
        "No answer in time.",
        "{endpoint} took too long to answer.",
        "The node took too long to answer.",
        "It may be busy: try again.",
        Action.RETRY,
    ),
    ErrorKind.WRONG_CHAIN: Words(
        "Wrong chain.",
        "{endpoint} is not on the network it was chosen for: its first block is another.",
        "The node is not on the network it was chosen for: its first block is another.",
        "Taonaut does not use it. Check the address.",
        Action.NETWORK,
    ),
    ErrorKind.NODE_FAULT: Words(
        "The node answered nonsense.",
        "{endpoint} sent something that cannot be right.",
        "The node sent something that cannot be right.",
        "Try again, or choose another node.",
        Action.RETRY,
    ),
    ErrorKind.NOT_FOUND: Words(
        "Not found.",
        "There is no subnet {netuid} on this network.",
        "The network has nothing of that name or number.",
        "Look for it in the list of subnets.",
    ),
    ErrorKind.STATE_PRUNED: Words(
        "Too long ago.",
        "The node no longer keeps block {block}.",
        "The node no longer keeps that block.",
        "An archive node would have it.",
    ),
    ErrorKind.BAD_INPUT: Words(
        "That cannot be used.",
        "“{text}” is not understood here.",
        "What was entered is not understood here.",
        "Correct it and try again.",
    ),
    ErrorKind.REJECTED: Words(
        "Refused.",
        "The network refused it: {reason}.",
        "The network refused it.",
        "Nothing was changed.",
    ),
    ErrorKind.INSUFFICIENT_FUNDS: Words(
        "Not enough TAO.",
        "This needs {needed} τ and {available} τ are free.",
        "The free balance does not cover this.",
        "Nothing was changed.",
    ),
    ErrorKind.STALE: Words(
        "Out of date.",
        "{what} changed since it was shown.",
        "A figure changed since it was shown.",
        "Look at the new figures before going on.",
        Action.RETRY,
    ),
    ErrorKind.LOCKED: Words(
        "Locked.",
        "{name} is locked.",
        "The key is locked.",
        "Unlock it and try again. Nothing was signed.",
    ),
    ErrorKind.WRONG_PASSWORD: Words(
        "Wrong password.",
        "That password does not open {name}.",
        "That password does not open it.",
        "Capital letters and the keyboard's language matter.",
    ),
    ErrorKind.DAMAGED: Words(
        "Damaged file.",
        "{path} cannot be read: it is damaged.",
        "A file cannot be read: it is damaged.",
        "The doctor says which and what can be done.",
        Action.ADVANCED,
    ),
    ErrorKind.STORAGE: Words(
        "Cannot write.",
        "Writing to {path} failed.",
        "Writing to the data folder failed.",
        "The disk may be full or the folder may not be writable.",
        Action.ADVANCED,
    ),
    ErrorKind.PRACTICE: Words(
        "The practice network is not running.",
        "Its node did not start, or ended.",
        "Its node did not start, or ended.",
        "Its log says why; in Settings it can begin anew.",
        Action.RETRY,
    ),
    ErrorKind.UNSUPPORTED: Words(
        "Not possible here.",
        "{what} is not supported by this network.",
        "This network does not support that.",
        "",
    ),
    ErrorKind.INTERNAL: Words(
        "Something went wrong.",
        "Taonaut made a mistake: {what}.",
        "Taonaut made a mistake.",
        "The doctor's report helps to find it.",
        Action.ADVANCED,
    ),
}


_BLOCKED: Final = Words(
    "Something stands in the way.",
    "The review says what has to be changed first.",
    "The review says what has to be changed first.",
    "Nothing was signed.",
)

_UNSETTLED: Final = Words(
    "An earlier transaction is under way.",
    "Transaction {hash} of this account may still happen.",
    "Another transaction of this account may still happen.",
    "Wait until it is settled: Activity shows it. Nothing was signed.",
)

_NO_BACKUP: Final = Words(
    "No backup was verified.",
    "{name} would be gone for good if its words were lost.",
    "The key would be gone for good if its words were lost.",
    "Check its backup first. Nothing was moved.",
)

# By the fact ``changed`` of what is out of date.
_STALE: Final[Mapping[str, Words]] = {
    "age": Words(
        "The review is too old.",
        "It is two minutes old, and prices and balances move on.",
        "It is two minutes old, and prices and balances move on.",
        "Review it anew. Nothing was signed.",
    ),
    "used": Words(
        "Signed before.",
        "This review was signed already, and each is signed once.",
        "This review was signed already, and each is signed once.",
        "Activity shows what became of it.",
    ),
    "spec": Words(
        "The network was upgraded.",
        "Its runtime is another by now ({now}), and calls may mean something else.",
        "Its runtime is another by now, and calls may mean something else.",
        "Review it anew. Nothing was signed.",
    ),
    "genesis": Words(
        "Another network answers.",
        "{endpoint} is on another chain than the one that was reviewed.",
        "The node is on another chain than the one that was reviewed.",
        "Nothing was signed. Choose another node.",
        Action.NETWORK,
    ),
    "price": Words(
        "The price has passed your limit.",
        "It is above the limit that was reviewed, and the network would refuse it.",
        "It is above the limit that was reviewed, and the network would refuse it.",
        "Review it anew at the new price. Nothing was signed.",
    ),
    "shield": Words(
        "It cannot be shielded now.",
        "The network announces no key to encrypt for at this block.",
        "The network announces no key to encrypt for at this block.",
        "Review it anew, or send it openly. Nothing was sent.",
    ),
}


_MISSING: Final = Words(
    "Not found.",
    "“{name}” is not there, or not any more.",
    "It is not there, or not any more.",
    "Another program may have moved or removed it.",
)


def explain(error: AppError) -> Message:
    """The message of an error; its facts are cleaned before they enter a sentence."""
    facts = {name: untrusted(value) for name, value in error.facts.items()}
    return _words_of(error).filled(facts)


def _words_of(error: AppError) -> Words:
    """The reason's own words, where it has some, else the kind's."""
    reason = error.facts.get("reason", "")
    if reason == KeyReason.CHANGED and error.kind is ErrorKind.DAMAGED:
        return CHANGED_AND_CLOSED
    if reason in _REASONS:
        return _REASONS[reason]
    if error.kind is ErrorKind.STALE:
        return _STALE.get(error.facts.get("changed", ""), _WORDS[error.kind])
    if "blockers" in error.facts:
        return _BLOCKED
    if error.kind is ErrorKind.NOT_FOUND and "name" in error.facts:
        return _MISSING  # a file or folder; what a network lacks has a number
    return _WORDS[error.kind]


_REASONS: Final[Mapping[str, Words]] = {
    **{reason.value: words for reason, words in KEY_WORDS.items()},
    "unsettled": _UNSETTLED,
    "no-backup": _NO_BACKUP,
}
