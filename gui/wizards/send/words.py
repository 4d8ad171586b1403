"""The words for what is typed into the form: what is wrong with it, and what is known of it."""

from __future__ import annotations

from typing import Final

from core.domain.money import AmountFault
from gui.names import Belongs, Known

AMOUNT_FAULTS: Final = {
    AmountFault.EMPTY: "",
    AmountFault.COMMA: "Write a point before the decimals and nothing between thousands: 1204.5",
    AmountFault.SPACE: "Write it without spaces: 1204.5",
    AmountFault.SIGN: "Write it without a sign.",
    AmountFault.EXPONENT: "Write all its digits, without an exponent: 1204.5",
    AmountFault.POINT: "Digits, and perhaps one point with digits on both sides: 0.5",
    AmountFault.DECIMALS: "Nine decimals at most: a rao is the smallest there is.",
    AmountFault.LARGE: "More than there will ever be.",
    AmountFault.OTHER: "That is no amount. Write digits, such as 12.5",
}

TO_ITSELF: Final = "This is the account that sends. Choose another address."
NEW_ADDRESS: Final = "Not in your address book. Compare every group with its owner's."


def known_words(known: Known) -> str:
    """Whose address it is."""
    if known.belongs is Belongs.WALLET:
        return f"Your wallet {known.name}"
    return f"{known.name}, in your address book"


def hotkey_words(known: Known) -> str:
    return f"This is your hotkey {known.name}. TAO belongs to coldkeys: send it to one."
