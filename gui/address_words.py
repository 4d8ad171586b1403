"""The words for a typed address: what is wrong with it, and whom it could be taken for."""

from __future__ import annotations

from typing import Final

from core.domain.addresses import AddressFault
from gui.names import Known

ADDRESS_FAULTS: Final = {
    AddressFault.EMPTY: "",
    AddressFault.HEX: "That is a key or a hash in hex. An address begins with 5.",
    AddressFault.CHARACTER: (
        "No address has such a character: there is no 0, O, I or l, and no sign."
    ),
    AddressFault.SHORT: "Too short: an address has 47 or 48 characters.",
    AddressFault.LONG: "Too long: an address has 47 or 48 characters.",
    AddressFault.CHECKSUM: "Mistyped: a character is wrong or two are swapped.",
    AddressFault.FOREIGN: "An address of another network, not of Bittensor: those begin with 5.",
    AddressFault.ZERO: "Nobody has the key of this address: what is sent there is lost.",
}


def twin_words(twin: Known) -> str:
    """A warning before an address that looks like a known one."""
    return (
        f"It looks like {twin.name}, which you know, and is another address. "
        "Somebody may have made it to be mistaken."
    )
