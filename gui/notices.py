"""The words for what a review finds: what stands in the way, and what to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.domain.transactions import Notice, NoticeKind
from gui.formats import in_fours, tao, untrusted
from gui.widgets.amount import veiled

# Facts that are rao as text; all others enter the sentence as text.
_AMOUNTS: Final = frozenset(
    (
        *("amount", "deposit", "fee", "least", "left", "limit"),
        *("missing", "price", "reserve", "spent", "usable"),
    )
)
_ADDRESSES: Final = frozenset(("address", "owner"))
_EXACT: Final = 9  # decimals: a figure that stops something is not rounded


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """Plain text, made of cleaned facts."""

    title: str
    body: str


_LIMITS: Final = "Send less, or change the limit in Settings under Security."

# The third is what to do next: of all that stands in the way.
_WORDS: Final[Mapping[NoticeKind, tuple[str, str] | tuple[str, str, str]]] = {
    NoticeKind.NOTHING: ("Nothing to send.", "The amount is zero.", "Enter what is to be sent."),
    NoticeKind.ZERO_ADDRESS: (
        "Nobody's address.",
        "It is the address of all zeros: what is sent there is lost.",
        "Ask its owner for the right one.",
    ),
    NoticeKind.TO_ITSELF: (
        "To itself.",
        "Sender and receiver are the same account.",
        "Choose another address.",
    ),
    NoticeKind.HOTKEY: (
        "That is a hotkey.",
        "TAO belongs to coldkeys. The node says that its owner is {owner}.",
        "Ask the owner for the coldkey: do not send to what a node names.",
    ),
    NoticeKind.BELOW_EXISTENTIAL: (
        "Too little to arrive.",
        "The account there is empty, and needs {deposit} τ to exist.",
        "Send that much or more.",
    ),
    NoticeKind.FUNDS: (
        "Not enough TAO.",
        "It takes {amount} τ and a fee of {fee} τ. {usable} τ can be spent: {missing} τ less.",
        "Send less, or get more TAO first.",
    ),
    NoticeKind.BELOW_RESERVE: (
        "Your reserve would be touched.",
        "{left} τ would be left free. You keep {reserve} τ for fees: {missing} τ are missing.",
        "Send less, or lower the reserve in Settings under Security.",
    ),
    NoticeKind.OVER_LIMIT_ONCE: (
        "Above your limit.",
        "{amount} τ are more than the {limit} τ you allow in one transaction.",
        _LIMITS,
    ),
    NoticeKind.OVER_LIMIT_DAY: (
        "Above your limit of a day.",
        "With the {spent} τ of the last 24 h, {amount} τ exceed the {limit} τ you allow in a day.",
        _LIMITS,
    ),
    NoticeKind.NO_SUBNET: (
        "No such subnet.",
        "There is no subnet {netuid} on this network.",
        "Choose another one.",
    ),
    NoticeKind.NOT_TRADING: (
        "Not started yet.",
        "The alpha of subnet {netuid} cannot be bought before its owner starts it.",
        "Wait, or choose another one.",
    ),
    NoticeKind.NOT_A_HOTKEY: (
        "Not a hotkey.",
        "Nobody owns that hotkey on this network.",
        "Choose one that is registered.",
    ),
    NoticeKind.BELOW_LEAST_STAKE: (
        "Too little to stake.",
        "The network takes {least} τ at the least.",
        "Stake that much or more.",
    ),
    NoticeKind.NO_LIQUIDITY: (
        "The pool is too small.",
        "The pool of subnet {netuid} cannot take that amount.",
        "Stake less.",
    ),
    NoticeKind.OVER_PRICE: (
        "Above your limit.",
        "The price is {price} τ, your limit {limit} τ: the network would refuse it.",
        "Wait for a lower price, or set a higher limit.",
    ),
    NoticeKind.CLOSED: (
        "Closed.",
        "Nobody may register on subnet {netuid} now.",
        "Wait, or choose another one.",
    ),
    NoticeKind.REGISTERED: (
        "Registered already.",
        "The hotkey is uid {uid} on subnet {netuid}.",
        "Choose another hotkey or subnet.",
    ),
    NoticeKind.FOREIGN_HOTKEY: (
        "Another coldkey's hotkey.",
        "On this network it belongs to {owner}.",
        "Choose a hotkey of your own.",
    ),
    NoticeKind.NO_SHIELD: (
        "Cannot be shielded.",
        "The network announces no key to encrypt for.",
        "Send it openly, or wait.",
    ),
    NoticeKind.REAL_NETWORK: (
        "This is the real network.",
        "The node is on finney, whatever its address says: what you sign moves real TAO.",
    ),
    NoticeKind.NEW_ADDRESS: (
        "A new address.",
        "Not in the address book, and never paid from here. Compare all of it.",
    ),
    NoticeKind.PRACTICE_WALLET: (
        "A practice wallet.",
        "Everyone knows its password: what arrives there belongs to whoever takes it first.",
    ),
    NoticeKind.LOOK_ALIKE: (
        "Looks like another address.",
        "It begins and ends like {address}, which you know, and is another one.",
    ),
    NoticeKind.UNSETTLED: (
        "An earlier one may still happen.",
        "Transaction {hash} of this account is not settled. Both could be carried out.",
    ),
    NoticeKind.ENDS_ACCOUNT: (
        "The account ends.",
        "So little would be left that the network takes the rest and removes the account.",
    ),
    NoticeKind.PRICE_NEAR_LIMIT: (
        "Close to your limit.",
        "The price would come to {price} τ, and your limit is {limit} τ.",
    ),
    NoticeKind.NEW_HOTKEY: (
        "A new hotkey.",
        "Nothing of this account is staked with it there. Compare its address.",
    ),
    NoticeKind.SUBNET_FULL: (
        "The subnet is full.",
        "On subnet {netuid} the neuron with the least emission is replaced.",
    ),
    NoticeKind.IRREVERSIBLE: (
        "It cannot be undone.",
        "Nobody can take it back once it is in a block.",
    ),
}


def words_of(notice: Notice, *, hidden: bool = False) -> NoticeWords:
    """Title, and body with the next step; amounts exact in τ or hidden, addresses in fours."""
    title, *body = _WORDS[notice.kind]
    facts = _Facts(
        {name: _fact(name, value, hidden=hidden) for name, value in notice.facts.items()}
    )
    return NoticeWords(title, " ".join(body).format_map(facts))


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "?"


def _fact(name: str, value: str, *, hidden: bool) -> str:
    if name in _AMOUNTS and value.removeprefix("-").isascii() and value.lstrip("-").isdigit():
        return veiled(_amount(int(value)), hidden=hidden)
    return in_fours(untrusted(value)) if name in _ADDRESSES else untrusted(value)


def _amount(rao: int) -> str:
    """All its decimals but the trailing zeros."""
    shown = tao(rao, _EXACT)
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
