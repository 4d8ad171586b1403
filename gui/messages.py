"""The words for every error: what happened, what it means, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.errors import AppError, ErrorKind
from gui.formats import untrusted


class Action(StrEnum):
    """What the button beside a message does. The value is its caption."""

    RETRY = "Retry now"
    NETWORK = "Network settings"
    ADVANCED = "Run doctor"


@dataclass(frozen=True, slots=True)
class Message:
    """Plain text throughout. ``action`` is the next step as a button, if there is one."""

    title: str
    body: str
    next_step: str
    action: Action | None = None

    @property
    def text(self) -> str:
        return f"{self.body} {self.next_step}".strip()


@dataclass(frozen=True, slots=True)
class _Words:
    """A message with places for facts.

    ``told`` is used when every fact it names is there, ``plain`` otherwise.
    """

    title: str
    told: str
    plain: str
    next_step: str
    action: Action | None = None


_WORDS: Final[Mapping[ErrorKind, _Words]] = {
    ErrorKind.OFFLINE: _Words(
        "Offline.",
        "{endpoint} does not answer.",
        "The network does not answer.",
        "Check the connection, or choose another network.",
        Action.RETRY,
    ),
    ErrorKind.TIMEOUT: _Words(
        "No answer in time.",
        "{endpoint} took too long to answer.",
        "The node took too long to answer.",
        "It may be busy: try again.",
        Action.RETRY,
    ),
    ErrorKind.WRONG_CHAIN: _Words(
        "Wrong chain.",
        "{endpoint} is not on the network it was chosen for: its first block is another.",
        "The node is not on the network it was chosen for: its first block is another.",
        "Taonaut does not use it. Check the address.",
        Action.NETWORK,
    ),
    ErrorKind.NODE_FAULT: _Words(
        "The node answered nonsense.",
        "{endpoint} sent something that cannot be right.",
        "The node sent something that cannot be right.",
        "Try again, or choose another node.",
        Action.RETRY,
    ),
    ErrorKind.NOT_FOUND: _Words(
        "Not found.",
        "There is no subnet {netuid} on this network.",
        "The network has nothing of that name or number.",
        "Look for it in the list of subnets.",
    ),
    ErrorKind.STATE_PRUNED: _Words(
        "Too long ago.",
        "The node no longer keeps block {block}.",
        "The node no longer keeps that block.",
        "An archive node would have it.",
    ),
    ErrorKind.BAD_INPUT: _Words(
        "That cannot be used.",
        "“{text}” is not understood here.",
        "What was entered is not understood here.",
        "Correct it and try again.",
    ),
    ErrorKind.REJECTED: _Words(
        "Refused.",
        "The network refused it: {reason}.",
        "The network refused it.",
        "Nothing was changed.",
    ),
    ErrorKind.INSUFFICIENT_FUNDS: _Words(
        "Not enough TAO.",
        "This needs {needed} τ and {available} τ are free.",
        "The free balance does not cover this.",
        "Nothing was changed.",
    ),
    ErrorKind.STALE: _Words(
        "Out of date.",
        "{what} changed since it was shown.",
        "A figure changed since it was shown.",
        "Look at the new figures before going on.",
        Action.RETRY,
    ),
    ErrorKind.LOCKED: _Words(
        "Locked.",
        "{wallet} is locked.",
        "The wallet is locked.",
        "Unlock it first.",
    ),
    ErrorKind.WRONG_PASSWORD: _Words(
        "Wrong password.",
        "That password does not open {wallet}.",
        "That password does not open it.",
        "Capital letters and the keyboard's language matter.",
    ),
    ErrorKind.DAMAGED: _Words(
        "Damaged file.",
        "{path} cannot be read: it is damaged.",
        "A file cannot be read: it is damaged.",
        "The doctor says which and what can be done.",
        Action.ADVANCED,
    ),
    ErrorKind.STORAGE: _Words(
        "Cannot write.",
        "Writing to {path} failed.",
        "Writing to the data folder failed.",
        "The disk may be full or the folder may not be writable.",
        Action.ADVANCED,
    ),
    ErrorKind.PRACTICE: _Words(
        "The practice network is not running.",
        "Its node did not start, or ended.",
        "Its node did not start, or ended.",
        "Its log says why; in Settings it can begin anew.",
        Action.RETRY,
    ),
    ErrorKind.UNSUPPORTED: _Words(
        "Not possible here.",
        "{what} is not supported by this network.",
        "This network does not support that.",
        "",
    ),
    ErrorKind.INTERNAL: _Words(
        "Something went wrong.",
        "Taonaut made a mistake: {what}.",
        "Taonaut made a mistake.",
        "The doctor's report helps to find it.",
        Action.ADVANCED,
    ),
}


def explain(error: AppError) -> Message:
    """The message of an error; its facts are cleaned before they enter a sentence."""
    words = _WORDS[error.kind]
    facts = {name: untrusted(value) for name, value in error.facts.items()}
    try:
        body = words.told.format_map(facts)
    except KeyError:
        body = words.plain
    return Message(words.title, body, words.next_step, words.action)
