from __future__ import annotations

import pytest

from core.domain.keys import KeyFormat
from core.domain.settings import Settings
from core.services.wallet_safety import WalletSafety
from tests.fakes.preferences import FakePreferences
from tests.fakes.vault import FakeBackupLog, hotkey, wallet

COLD, HOT, OTHER = "cold-address", "hot-address", "other-address"


def safety(*verified: str, practice: tuple[str, ...] = ()) -> WalletSafety:
    log = FakeBackupLog(**dict.fromkeys(verified, 1.0))
    return WalletSafety(log, FakePreferences(Settings(practice_wallets=practice)))


FULL = wallet("main", hotkey("h", HOT), hotkey("o", OTHER), address=COLD)
WATCHED = wallet("main", hotkey("h", HOT), hotkey("o", OTHER), address=COLD, form=None)
PUBLIC = wallet("main", hotkey("h", HOT, None), address=COLD, form=None)
UNKNOWN = wallet("main", address=None)


@pytest.mark.parametrize(
    ("record", "which", "verified", "may"),
    [
        (FULL, "", (), False),
        (FULL, "", (COLD,), True),
        (FULL, "", (HOT, OTHER), False),
        (FULL, "h", (), False),
        (FULL, "h", (COLD,), True),
        (FULL, "h", (HOT,), True),
        (FULL, "o", (HOT,), False),
        (WATCHED, "", (), False),
        (WATCHED, "", (COLD,), False),
        (WATCHED, "", (HOT,), False),
        (WATCHED, "", (HOT, OTHER), True),
        (WATCHED, "h", (COLD,), False),
        (WATCHED, "h", (HOT,), True),
        (PUBLIC, "", (), True),
        (PUBLIC, "h", (), True),
        (UNKNOWN, "", (), False),
        (wallet("eye", address=COLD, form=None), "", (), True),
        (wallet("scrap", address=None, form=None), "", (), True),
        (wallet("main", hotkey("h", None, KeyFormat.NACL), form=None), "h", (), False),
    ],
)
async def test_only_what_can_be_made_again_may_be_put_away(record, which, verified, may):
    assert await safety(*verified).may_put_away(record, which) is may


async def test_a_practice_wallet_is_nothing_to_lose():
    assert await safety(practice=(COLD,)).may_put_away(FULL)
    assert await safety(practice=(COLD,)).is_backed_up(COLD)
    assert not await safety(practice=(OTHER,)).is_backed_up(COLD)
