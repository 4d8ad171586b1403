"""Examines an installation: gathers facts side by side and judges them in order."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from core.chain.endpoint_probe import EndpointFacts, probe_endpoint
from core.chain.practice_probe import probe_practice
from core.domain.diagnosis import Finding, QtFacts, Report
from core.domain.networks import PRACTICE, Network, NetworkKind
from core.domain.settings import Launch
from core.errors import AppError, ErrorKind
from core.services import doctor_rules as rules
from core.storage.folder_probe import FolderFacts, WalletSurvey, probe_folder, survey_wallets
from core.storage.keyring_probe import KeyringFacts, probe_keyring


def sdk_version() -> str | None:
    """The installed SDK's version, without the second that importing it takes."""
    try:
        return version("bittensor")
    except PackageNotFoundError:
        return None


@dataclass(frozen=True, slots=True)
class Probes:
    """Where facts come from; tests bring their own."""

    keyring: Callable[[], Awaitable[KeyringFacts]] = probe_keyring
    endpoint: Callable[[str], Awaitable[EndpointFacts]] = probe_endpoint
    practice: Callable[[], Awaitable[EndpointFacts]] = probe_practice
    folder: Callable[[Path], FolderFacts] = probe_folder
    wallets: Callable[[Path], WalletSurvey] = survey_wallets
    sdk: Callable[[], str | None] = sdk_version
    clock: Callable[[], float] = time.time
    python: tuple[int, ...] = sys.version_info[:3]


async def examine(launch: Launch, qt: QtFacts, probes: Probes | None = None) -> Report:
    """Look at everything, side by side; every probe has a deadline of its own.

    Never raises for what it examines: that becomes a finding.
    """
    probes = probes or Probes()
    network = launch.network or PRACTICE
    async with asyncio.TaskGroup() as group:
        keyring = group.create_task(_keyring(probes))
        chain = group.create_task(_chain(probes, network))
        wallets = group.create_task(asyncio.to_thread(probes.wallets, launch.wallet_path))
        data = group.create_task(asyncio.to_thread(probes.folder, launch.data_dir))
    return Report(
        (
            rules.judge_python(probes.python),
            rules.judge_qt(qt, probes.python),
            rules.judge_sdk(probes.sdk()),
            keyring.result(),
            rules.judge_data_folder(data.result()),
            *rules.judge_wallets(wallets.result()),
            *chain.result(),
        )
    )


async def _keyring(probes: Probes) -> Finding:
    return rules.judge_keyring(await probes.keyring())


async def _chain(probes: Probes, network: Network) -> tuple[Finding, Finding]:
    """The network, and the clock as its chain sees it."""
    try:
        facts = await _visit(probes, network)
    except AppError as error:
        return rules.judge_silence(network, error), rules.judge_clock(probes.clock(), None)
    if network.kind is NetworkKind.PRACTICE:
        # The practice node keeps time by this machine's clock: nothing to compare.
        return rules.judge_endpoint(network, facts), rules.judge_clock(probes.clock(), None)
    return rules.judge_endpoint(network, facts), rules.judge_clock(probes.clock(), facts)


async def _visit(probes: Probes, network: Network) -> EndpointFacts:
    """The first endpoint that answers; otherwise the first one's failure is raised.

    A practice network that is not running yet is tried out.
    """
    if network.kind is NetworkKind.PRACTICE and not network.endpoints:
        return await probes.practice()
    failure = AppError(ErrorKind.OFFLINE, "no endpoint", {"endpoint": network.name})
    for number, endpoint in enumerate(network.endpoints):
        try:
            return await probes.endpoint(endpoint)
        except AppError as error:
            failure = failure if number else error
    raise failure
