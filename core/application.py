"""The composition root: every service of the app, opened and closed together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from core.domain.settings import Launch, Settings
from core.services.metagraphs import MetagraphService
from core.services.network import NetworkService
from core.services.preferences import PreferenceService
from core.services.subnets import SubnetService


@dataclass(frozen=True, slots=True)
class Application:
    """What the window is given. Everything below is reached through it."""

    launch: Launch
    preferences: PreferenceService
    network: NetworkService
    subnets: SubnetService
    metagraphs: MetagraphService


@asynccontextmanager
async def open_application(launch: Launch, settings: Settings) -> AsyncIterator[Application]:
    """Open every service; leaving closes connections, worker, database and practice node.

    Opening is fast and does not import the SDK: connecting does that in a thread.
    """
    raise NotImplementedError
    yield
