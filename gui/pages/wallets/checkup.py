"""All that is told of one wallet's files, gathered."""

from __future__ import annotations

from dataclasses import replace

from core.application import Application
from core.domain.keys import WalletRecord
from core.domain.wallets import Health


async def check_up(app: Application, wallet: WalletRecord) -> tuple[Health, float | None]:
    """Findings and doubts, and when its backup was verified (unix seconds). Raises AppError."""
    health = await app.wallets.health(wallet.name.text)
    doubts = await app.references.health(wallet.name.text)
    when = await app.backups.verified_at(wallet.address) if wallet.address else None
    return replace(health, items=(*doubts, *health.items)), when
