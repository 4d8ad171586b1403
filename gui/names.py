"""Whose an address is, as far as this computer knows: own keys and the address book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.application import Application
from core.domain.addresses import look_alike
from core.domain.contacts import Contact
from core.domain.ids import Ss58
from core.domain.keys import WalletListing
from gui.formats import short_address, untrusted


class Belongs(StrEnum):
    """Where a name comes from."""

    WALLET = "wallet"
    HOTKEY = "hotkey"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Known:
    """An address that has a name here; ``name`` is safe to show."""

    address: Ss58
    name: str
    belongs: Belongs

    @property
    def is_own(self) -> bool:
        return self.belongs is not Belongs.CONTACT


class Names:
    """Own keys come before contacts: a label of the book does not rename a wallet."""

    def __init__(self, listing: WalletListing | None = None, book: Iterable[Contact] = ()) -> None:
        self._known: dict[str, Known] = {}
        for contact in book:
            self._add(Known(contact.address, untrusted(contact.label), Belongs.CONTACT))
        for known in _own(listing):
            self._add(known)

    def _add(self, known: Known) -> None:
        if known.name:
            self._known[known.address] = known

    def find(self, address: str) -> Known | None:
        return self._known.get(address)

    def name(self, address: str) -> str:
        """The name, or nothing."""
        known = self.find(address)
        return known.name if known else ""

    def words(self, address: str) -> str:
        """The name, or the address shortened."""
        return self.name(address) or short_address(address)

    def payable(self) -> list[Known]:
        """Everything TAO could be sent to, by name: no hotkeys."""
        found = (k for k in self._known.values() if k.belongs is not Belongs.HOTKEY)
        return sorted(found, key=lambda known: known.name.casefold())

    def own(self) -> list[Known]:
        """The keys of this computer's wallets, by name."""
        found = (k for k in self._known.values() if k.is_own)
        return sorted(found, key=lambda known: known.name.casefold())

    def addresses(self) -> frozenset[Ss58]:
        return frozenset(known.address for known in self._known.values())

    def twins(self, address: str) -> list[Known]:
        """Known addresses that this unknown one could be taken for."""
        if address in self._known:
            return []
        return [known for known in self._known.values() if look_alike(known.address, address)]


def _own(listing: WalletListing | None) -> Iterator[Known]:
    for wallet in listing.wallets if listing else ():
        for hotkey in wallet.hotkeys:
            if hotkey.address:
                yield Known(hotkey.address, hotkey.name.shown, Belongs.HOTKEY)
        if wallet.address:
            yield Known(wallet.address, wallet.name.shown, Belongs.WALLET)


async def read_names(app: Application) -> Names:
    """As of now. Raises AppError(STORAGE)."""
    return Names(app.wallets.listing, await app.contacts.contacts())
