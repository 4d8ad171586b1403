"""Whether a key could be made again if its file were gone: the rule for putting away."""

from __future__ import annotations

from core.domain.ids import Ss58
from core.domain.keys import WalletRecord
from core.ports.records import BackupLog
from core.services.preferences import PreferenceService


class WalletSafety:
    """Asks the log of verified backups. Errors are AppError(STORAGE)."""

    def __init__(self, backups: BackupLog, preferences: PreferenceService) -> None:
        self._backups = backups
        self._preferences = preferences

    async def is_backed_up(self, address: Ss58 | None) -> bool:
        """Whether its words were verified, or it is a practice wallet's: nothing to lose."""
        if address is None:
            return False
        if address in self._preferences.settings.practice_wallets:
            return True
        return await self._backups.verified_at(address) is not None

    async def may_put_away(self, wallet: WalletRecord, hotkey: str = "") -> bool:
        """Whether the wallet, or one hotkey of it, is safe to put away.

        A wallet is if its coldkey is backed up, or is not here at all and each
        of its hotkeys is safe. A hotkey is if it is backed up itself, if its
        private file is not here, or if its wallet's coldkey is here and backed
        up: that one can put another hotkey in its place on chain.
        """
        if wallet.format is not None and await self.is_backed_up(wallet.address):
            return True
        if wallet.format is not None and not hotkey:
            return False
        meant = [record for record in wallet.hotkeys if hotkey in ("", record.name.text)]
        private = [record.address for record in meant if record.format is not None]
        return all([await self.is_backed_up(address) for address in private])
