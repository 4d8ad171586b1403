"""Choosing a network, a look, what is shown: remembered, and in force at once."""

from __future__ import annotations

from dataclasses import replace

from core.application import Application
from core.domain.networks import Network, NetworkKind
from core.domain.settings import Appearance
from gui.theme.theme import Theme


async def choose_network(app: Application, network: Network) -> None:
    """Remember ``network`` for the next start and connect to it. Raises AppError(STORAGE)."""
    settings = app.preferences.settings
    if network.kind is NetworkKind.CUSTOM:
        endpoint = network.endpoints[0]
        settings = replace(settings, network=endpoint, custom_endpoint=endpoint)
    else:
        settings = replace(settings, network=network.name)
    await app.preferences.save(settings)
    await app.network.switch(network)


async def choose_appearance(app: Application, theme: Theme, appearance: Appearance) -> None:
    """Change the look at once and remember it. Raises AppError(STORAGE)."""
    theme.apply(appearance)
    await app.preferences.save(replace(app.preferences.settings, appearance=appearance))


async def toggle_amounts(app: Application) -> None:
    """Hide amounts, or show them again. Raises AppError(STORAGE)."""
    settings = app.preferences.settings
    await app.preferences.save(replace(settings, hide_amounts=not settings.hide_amounts))
