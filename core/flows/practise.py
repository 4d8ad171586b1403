"""Practising: a network on this computer, a wallet with a known password, TAO for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

from core.domain.accounts import AccountList
from core.domain.ids import BlockNumber, Ss58
from core.domain.keys import (
    CryptoType,
    Draft,
    FromDraft,
    KeyReason,
    KeyRef,
    KeySource,
    Secret,
    StoredKey,
    WalletListing,
)
from core.domain.networks import PRACTICE, Network
from core.domain.settings import PRACTICE_PASSWORD, PRACTICE_WALLET, Settings
from core.errors import AppError, ErrorKind

WORDS: Final = 12
_MOST_NAMES: Final = 99
_TAKEN: Final = (KeyReason.NAME_TAKEN, KeyReason.KEY_EXISTS, KeyReason.OTHER_KEY)


class PractiseStep(StrEnum):
    """What is being done. The value is told to the person who waits."""

    WALLET = "Making a wallet, 3 to 5 s"
    NETWORK = "Starting the network"
    TAO = "Asking for 100 practice TAO"


@dataclass(frozen=True, slots=True)
class Practised:
    """The wallet to practise with. ``block`` gave it TAO; None where it had some."""

    ref: KeyRef
    address: Ss58
    is_new: bool
    block: BlockNumber | None


class Networks(Protocol):
    async def switch(self, network: Network) -> None: ...


class Wallets(Protocol):
    """What of ``WalletService`` is used here."""

    async def refresh(self) -> WalletListing: ...

    async def draft(self, word_count: int, crypto_type: CryptoType) -> Draft: ...

    async def discard(self, number: int) -> None: ...

    async def create_coldkey(
        self, wallet: str, source: KeySource, password: Secret
    ) -> StoredKey: ...

    async def choose(self, ref: KeyRef) -> None: ...


class Accounts(Protocol):
    async def refresh(self, addresses: Sequence[Ss58]) -> AccountList: ...

    async def ask_practice_tao(self, address: Ss58) -> BlockNumber: ...


class Preferences(Protocol):
    @property
    def settings(self) -> Settings: ...

    async def save(self, settings: Settings) -> None: ...


class Practise:
    """Everything that “Practise first” does. Doing it again finds what is there already."""

    def __init__(
        self, network: Networks, wallets: Wallets, accounts: Accounts, preferences: Preferences
    ) -> None:
        self._network = network
        self._wallets = wallets
        self._accounts = accounts
        self._preferences = preferences

    async def begin(self, tell: Callable[[PractiseStep], None]) -> Practised:
        """Returns once the wallet has TAO. Raises AppError; what was made until then stays."""
        tell(PractiseStep.WALLET)
        settings = replace(self._preferences.settings, network=PRACTICE.name)
        await self._preferences.save(settings)
        await self._network.switch(PRACTICE)
        listing = await self._wallets.refresh()
        found = self._find(listing)
        ref, address = found or await self._make(listing)
        await self._wallets.choose(ref)
        tell(PractiseStep.NETWORK)
        account = (await self._accounts.refresh([address])).find(address)
        block = None
        if account is None or not account.total:
            tell(PractiseStep.TAO)
            block = await self._accounts.ask_practice_tao(address)
        return Practised(ref, address, is_new=found is None, block=block)

    def _find(self, listing: WalletListing) -> tuple[KeyRef, Ss58] | None:
        """A wallet that this app made for practising before, and that can still sign."""
        known = self._preferences.settings.practice_wallets
        for wallet in listing.wallets:
            if wallet.address is not None and wallet.format and wallet.address in known:
                return KeyRef(wallet.name.text), wallet.address
        return None

    async def _make(self, listing: WalletListing) -> tuple[KeyRef, Ss58]:
        """A wallet under the first free name.

        Its address is noted before it exists: a wallet with a known password
        must not be taken for one that is worth something.
        """
        draft = await self._wallets.draft(WORDS, CryptoType.SR25519)
        draft.words.wipe()
        try:
            await self._note(draft.address)
            for name in _free_names(listing):
                if (made := await self._store(name, draft)) is not None:
                    return made
            raise AppError(ErrorKind.BAD_INPUT, "no name is free", {"reason": KeyReason.NAME_TAKEN})
        except AppError:
            await self._wallets.discard(draft.number)
            raise

    async def _store(self, name: str, draft: Draft) -> tuple[KeyRef, Ss58] | None:
        """None where something that is no wallet has that name."""
        password = Secret.of_text(PRACTICE_PASSWORD)
        try:
            stored = await self._wallets.create_coldkey(name, FromDraft(draft.number), password)
        except AppError as error:
            if error.facts.get("reason") not in _TAKEN:
                raise
            return None
        finally:
            password.wipe()
        return stored.ref, stored.address

    async def _note(self, address: Ss58) -> None:
        settings = self._preferences.settings
        known = (*settings.practice_wallets, str(address))
        await self._preferences.save(replace(settings, practice_wallets=known))


def _free_names(listing: WalletListing) -> Iterator[str]:
    taken = {wallet.name.text.casefold() for wallet in listing.wallets}
    for number in range(1, _MOST_NAMES + 1):
        name = PRACTICE_WALLET if number == 1 else f"{PRACTICE_WALLET}-{number}"
        if name not in taken:
            yield name
