"""The limits that a person set for what may be signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.domain.money import TaoRao
from core.domain.settings import Settings

NO_LIMIT: Final = TaoRao(0)
DAY: Final = 86_400.0  # seconds that ``most_per_day`` looks back


@dataclass(frozen=True, slots=True)
class Policy:
    """Amounts in rao; a most of ``NO_LIMIT`` is none.

    No transaction may leave less free TAO than ``reserve``. To a new address
    more than ``new_address_percent`` of what can be spent is a high risk, and
    so is anything to ``practice_wallets``, where it may have value.
    """

    most_once: TaoRao = NO_LIMIT
    most_per_day: TaoRao = NO_LIMIT
    reserve: TaoRao = NO_LIMIT
    new_address_percent: int = 20
    practice_wallets: tuple[str, ...] = ()


UNLIMITED: Final = Policy()


def policy_of(settings: Settings) -> Policy:
    return Policy(
        most_once=TaoRao(settings.most_per_transaction),
        most_per_day=TaoRao(settings.most_per_day),
        reserve=TaoRao(settings.fee_reserve),
        new_address_percent=settings.new_address_percent,
        practice_wallets=settings.practice_wallets,
    )
