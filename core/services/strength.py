"""How strong a new password is, for the person who is choosing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.domain.keys import Secret
from core.domain.strength import Strength
from core.ports.keys import PasswordJudge

_OURS: Final = ("taonaut", "bittensor", "subtensor", "coldkey", "hotkey", "wallet", "tao", "btcli")


class StrengthService:
    def __init__(self, judge: PasswordJudge) -> None:
        self._judge = judge

    async def rate(self, password: Secret, familiar: Sequence[str] = ()) -> Strength:
        """``familiar`` are names a guesser knows, such as the wallet's. Raises AppError.

        The password stays the caller's: it wipes it.
        """
        return await self._judge.rate(password, (*_OURS, *familiar))
