"""The steps of the tour, in order. Each checks what it shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from gui.pages.settings import SettingsPage
from gui.tour import subnet_steps, wallet_steps
from gui.tour.stage import Stage

Act = Callable[[Stage], Awaitable[None]]


async def settings(stage: Stage) -> None:
    stage.window.go("settings/network")
    page = stage.page(SettingsPage)
    await stage.until(page.isVisible, "the settings")


async def settings_security(stage: Stage) -> None:
    stage.window.go("settings/security")
    page = stage.page(SettingsPage)
    await stage.until(lambda: page.crumbs()[-1] == "Security", "the settings of security")


STEPS: Final[tuple[tuple[str, Act], ...]] = (
    ("welcome", wallet_steps.welcome),
    ("create-wallet", wallet_steps.create_wallet),
    ("backup-check", wallet_steps.backup_check),
    ("receive", wallet_steps.receive),
    ("wallets", wallet_steps.wallets),
    ("send-review", wallet_steps.send_review),
    ("send-done", wallet_steps.send_done),
    ("activity", wallet_steps.activity),
    ("home", wallet_steps.home),
    ("locked", wallet_steps.locked),
    ("subnets", subnet_steps.subnets),
    ("subnets-offline", subnet_steps.subnets_offline),
    ("metagraph", subnet_steps.metagraph),
    ("metagraph-plots", subnet_steps.metagraph_plots),
    ("settings", settings),
    ("settings-security", settings_security),
)
