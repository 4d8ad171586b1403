"""Which key pages begin with: as asked at the start, as saved, else the first wallet."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from core.domain.keys import KeyRef, WalletListing, WalletRecord
from core.domain.settings import Launch, Settings
from core.services.preferences import PreferenceService
from core.streams import Broadcast


class WalletChoice:
    """The chosen key, made anew at every listing, and telling everybody who follows it."""

    def __init__(self, launch: Launch, preferences: PreferenceService) -> None:
        self._launch = launch
        self._preferences = preferences
        self._listing: WalletListing | None = None
        self._picked: KeyRef | None = None
        self._choices: Broadcast[KeyRef | None] = Broadcast()
        self.chosen: KeyRef | None = None

    def follow(self) -> AsyncIterator[KeyRef | None]:
        """The choice at once, unless nothing was listed yet, then every other one."""
        return self._choices.listen(*(() if self._listing is None else (self.chosen,)))

    def take_up(self, listing: WalletListing) -> None:
        is_first, self._listing = self._listing is None, listing
        settings = self._preferences.settings
        chosen = choose_key(listing, self._launch, settings, self._picked)
        if is_first or chosen != self.chosen:
            self.chosen = chosen
            self._choices.publish(chosen)

    async def pick(self, ref: KeyRef) -> None:
        """For this session at once; saved for the next. Raises AppError(STORAGE)."""
        self._picked = ref
        if self._listing is not None:
            self.take_up(self._listing)
        settings = self._preferences.settings
        await self._preferences.save(replace(settings, wallet=ref.wallet, hotkey=ref.hotkey))

    def end(self) -> None:
        self._choices.end()


def choose_key(
    listing: WalletListing, launch: Launch, settings: Settings, picked: KeyRef | None = None
) -> KeyRef | None:
    """``picked`` in this session over the launch's names over the saved ones over the first.

    Names that are not in the listing count as not given. A hotkey asked for at
    the start goes before the saved one, in whichever wallet is chosen.
    """
    if picked is not None and (wallet := _wallet(listing, picked.wallet)) is not None:
        return _ref(wallet, picked.hotkey)
    if (wallet := _wallet(listing, launch.wallet_name)) is not None:
        return _ref(wallet, launch.wallet_hotkey)
    if (wallet := _wallet(listing, settings.wallet)) is not None:
        return _ref(wallet, launch.wallet_hotkey, settings.hotkey)
    first = _first(listing)
    return None if first is None else _ref(first, launch.wallet_hotkey)


def launch_notices(
    launch: Launch, settings: Settings, holds: Callable[[str, str], bool]
) -> tuple[str, ...]:
    """What to tell of names that were asked for at the start and are not there.

    ``holds`` looks for a wallet in the folder, and a hotkey unless that is empty.
    """
    wallet, hotkey = launch.wallet_name or settings.wallet, launch.wallet_hotkey
    if launch.wallet_name and not holds(wallet, ""):
        asked = f"The environment asks for the wallet {wallet}, which is not"
        return (f"{asked} in {launch.wallet_path}. Another one is chosen.",)
    if wallet and hotkey and not holds(wallet, hotkey):
        asked = f"The environment asks for the hotkey {hotkey}, which"
        return (f"{asked} the wallet {wallet} does not have.",)
    return ()


def _wallet(listing: WalletListing, name: str) -> WalletRecord | None:
    return next((wallet for wallet in listing.wallets if name and wallet.name.text == name), None)


def _first(listing: WalletListing) -> WalletRecord | None:
    """The first that is more than an empty or unreadable folder, else the first of all."""
    known = (wallet for wallet in listing.wallets if wallet.address is not None)
    return next(known, listing.wallets[0] if listing.wallets else None)


def _ref(wallet: WalletRecord, *hotkeys: str) -> KeyRef:
    """With the first of the hotkeys that the wallet has."""
    there = {record.name.text for record in wallet.hotkeys}
    return KeyRef(wallet.name.text, next((name for name in hotkeys if name in there), ""))
