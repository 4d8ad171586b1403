"""The words for everything that is said before signing: what stands in the way, what to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from core.domain.transactions import Notice, NoticeKind
from gui.formats import exact_tao, short_address, untrusted

Facts = Mapping[str, str]
Naming = Callable[[str], str]  # what an address is called here


def _amount(facts: Facts, name: str) -> str:
    """An amount of the facts, which are rao as text."""
    digits = facts.get(name, "0")
    return f"{exact_tao(int(digits) if digits.isdecimal() else 0)} τ"


def _funds(facts: Facts, _: Naming) -> str:
    kept = f" {_amount(facts, 'reserve')} must stay." if facts.get("reserve", "0") != "0" else ""
    return (
        f"Not enough TAO: {_amount(facts, 'missing')} are missing."
        f" It takes {_amount(facts, 'amount')} and a fee of {_amount(facts, 'fee')};"
        f" {_amount(facts, 'usable')} can be spent.{kept}"
    )


def _hotkey(facts: Facts, naming: Naming) -> str:
    owner = facts.get("owner", "")
    return (
        "This is a hotkey. TAO sent to a hotkey is easily lost: send it to the coldkey"
        f" that owns it, {naming(owner)}, or stake it instead."
    )


def _below_existential(facts: Facts, _: Naming) -> str:
    return (
        f"The receiving account would hold less than {_amount(facts, 'deposit')},"
        " the least an account must hold to exist. Send more."
    )


def _look_alike(facts: Facts, naming: Naming) -> str:
    other = facts.get("address", "")
    return (
        f"This address looks like that of {naming(other)}, which you know, but it is another one."
        " Someone may have made it to be mistaken. Compare every group."
    )


def _unsettled(facts: Facts, _: Naming) -> str:
    return (
        f"An earlier transaction of this account, {short_address(facts.get('hash', ''))},"
        " may still happen. Signing waits until the chain has told."
    )


_WORDS: Final[Mapping[NoticeKind, str | Callable[[Facts, Naming], str]]] = {
    NoticeKind.NOTHING: "The amount is nothing. Enter one above zero.",
    NoticeKind.ZERO_ADDRESS: "Nobody has the key of this address: what is sent there is lost.",
    NoticeKind.TO_ITSELF: "This is the account that sends. Choose another address.",
    NoticeKind.HOTKEY: _hotkey,
    NoticeKind.BELOW_EXISTENTIAL: _below_existential,
    NoticeKind.FUNDS: _funds,
    NoticeKind.NEW_ADDRESS: (
        "You have not sent to this address before. Compare every group with its owner's."
    ),
    NoticeKind.LOOK_ALIKE: _look_alike,
    NoticeKind.UNSETTLED: _unsettled,
    NoticeKind.ENDS_ACCOUNT: (
        "Too little stays for the account to go on: the chain ends it and burns the rest."
    ),
    NoticeKind.IRREVERSIBLE: "A transfer cannot be taken back.",
}


def notice_words(notice: Notice, naming: Naming = short_address) -> str:
    """A sentence or two in plain text, foreign facts cleaned.

    ``naming`` gives what an address is called here.
    """
    words = _WORDS[notice.kind]
    if isinstance(words, str):
        return words
    facts = {name: untrusted(value) for name, value in notice.facts.items()}
    return words(facts, naming)
