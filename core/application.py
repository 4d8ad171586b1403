"""The composition root: every service of the app, opened and closed together."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from core.background import Background
from core.chain.connection import SdkConnector
from core.chain.practice_process import PracticeProcess
from core.chain.sweep import WorkerSweep
from core.domain.keys import KeyRef
from core.domain.networks import Network, NetworkKind, parse_network
from core.domain.policy import policy_of
from core.domain.settings import Launch, Settings
from core.errors import AppError
from core.keys.agent import KeyAgent
from core.keys.strength import PasswordJudge
from core.keys.vault import KeyVault
from core.ports.chain import PracticeNode
from core.services.accounts import AccountService
from core.services.activity import ActivityService, AnnouncedJournal
from core.services.backups import BackupService
from core.services.contacts import ContactService
from core.services.keyfile_memory import KeyfileMemory
from core.services.locks import LockService
from core.services.messages import MessageService
from core.services.metagraphs import MetagraphService
from core.services.network import NetworkService
from core.services.preferences import PreferenceService
from core.services.references import ReferenceService
from core.services.strength import StrengthService
from core.services.subnets import SubnetService
from core.services.transfers import TransferService
from core.services.wallet_choice import launch_notices
from core.services.wallets import WalletService
from core.storage.activity import SqliteActivity
from core.storage.backups import SqliteBackups
from core.storage.contacts import SqliteContacts
from core.storage.database import Database
from core.storage.forgiving import ForgivingCache, ForgivingHistory, ForgivingHoldings
from core.storage.history import SqlitePriceHistory
from core.storage.holdings import SqliteHoldings
from core.storage.keyfiles import SqliteKeyfiles
from core.storage.paths import DataPaths, open_paths
from core.storage.records import SqliteRecordCache
from core.storage.references import KeyringReferences
from core.storage.settings import SettingsFile
from core.storage.wallet_folder import holds


@dataclass(frozen=True, slots=True)
class Application:
    """What the window is given. Everything below is reached through it.

    ``notices`` are sentences to tell the user once, after the start.
    """

    launch: Launch
    preferences: PreferenceService
    network: NetworkService
    subnets: SubnetService
    metagraphs: MetagraphService
    wallets: WalletService
    locks: LockService
    backups: BackupService
    messages: MessageService
    references: ReferenceService
    keyfiles: KeyfileMemory
    strength: StrengthService
    accounts: AccountService
    contacts: ContactService
    transfers: TransferService
    activity: ActivityService
    notices: tuple[str, ...] = ()


def read_settings(launch: Launch) -> tuple[Launch, Settings]:
    """The saved settings, and the launch with what must be told about them.

    Blocking and quick; the theme needs them before there is a loop. Raises
    AppError(STORAGE) where the data directory cannot be made.
    """
    settings, notices = SettingsFile(open_paths(launch.data_dir).settings).load()
    return replace(launch, notices=launch.notices + notices), settings


def chosen_network(launch: Launch, settings: Settings) -> Network | None:
    """The network to start on: as launched, else as saved; None on a first run."""
    if launch.network is not None or not settings.network:
        return launch.network
    try:
        return parse_network(settings.network)
    except AppError:
        return None


@asynccontextmanager
async def open_application(
    launch: Launch,
    settings: Settings,
    practice_node: Callable[[PracticeNode], PracticeNode] = lambda node: node,
) -> AsyncGenerator[Application]:
    """Open every service; leaving closes connections, processes, database and practice node.

    Opening is fast and does not import the SDK: connecting does that in a
    thread. Connecting to the chosen network and watching the wallets begin by
    themselves, in the background. ``practice_node`` may put a node of its own
    before the process that the practice network runs in. Raises AppError(STORAGE).
    """
    paths = open_paths(launch.data_dir)
    database = Database(paths.database)
    async with AsyncExitStack() as closing:
        closing.push_async_callback(database.close)
        notices = launch.notices + await database.open()
        notices += await asyncio.to_thread(_missing_names, launch, settings)
        practice = practice_node(PracticeProcess(paths.practice, settings.practice_block_time))
        base = _Base.of(launch, settings, paths, database, practice)
        app = _application(base, notices)
        for adapter in (base.network, base.vault, base.judge, base.agent):
            closing.push_async_callback(adapter.close)
        for service in (app.wallets, app.references, app.keyfiles, app.activity, app.transfers):
            closing.push_async_callback(service.close)
        closing.enter_context(_finalised_generators())
        if (chosen := chosen_network(launch, settings)) is not None:
            await app.network.switch(chosen)
        app.wallets.begin()
        app.references.begin()
        app.keyfiles.begin()
        app.activity.begin()
        yield app


@dataclass(frozen=True, slots=True)
class _Base:
    """What several services share."""

    launch: Launch
    database: Database
    cache: ForgivingCache
    network: NetworkService
    preferences: PreferenceService
    vault: KeyVault
    agent: KeyAgent
    judge: PasswordJudge

    @classmethod
    def of(
        cls,
        launch: Launch,
        settings: Settings,
        paths: DataPaths,
        database: Database,
        practice: PracticeNode,
    ) -> _Base:
        cache = ForgivingCache(SqliteRecordCache(database))
        return cls(
            launch=launch,
            database=database,
            cache=cache,
            network=NetworkService(SdkConnector(paths.sdk), practice, cache),
            preferences=PreferenceService(SettingsFile(paths.settings), settings),
            vault=KeyVault(launch.wallet_path),
            agent=KeyAgent(launch.wallet_path),
            judge=PasswordJudge(),
        )


def _application(base: _Base, notices: tuple[str, ...]) -> Application:
    network, vault, agent = base.network, base.vault, base.agent
    backups, journal = SqliteBackups(base.database), AnnouncedJournal(SqliteActivity(base.database))
    history = ForgivingHistory(SqlitePriceHistory(base.database))
    holdings = ForgivingHoldings(SqliteHoldings(base.database))
    wallets = WalletService(
        vault, backups, base.preferences, base.launch, time.time, forget=agent.forget
    )
    transfers = TransferService(
        network.writer,
        journal,
        lambda: _reached(network),
        policy=lambda: policy_of(base.preferences.settings),
        elsewhere=base.launch.elsewhere,
    )
    activity = ActivityService(journal, transfers, network, elsewhere=base.launch.elsewhere)
    root = base.launch.wallet_path
    references = ReferenceService(KeyringReferences(root), wallets, agent.changes)
    keyfiles = KeyfileMemory(SqliteKeyfiles(base.database, root), wallets, agent.changes)
    known = partial(_sha256, references, keyfiles)
    locks = LockService(agent, vault, wallets, base.preferences, known, base.judge)
    return Application(
        launch=base.launch,
        preferences=base.preferences,
        network=network,
        subnets=SubnetService(network, base.cache, history, WorkerSweep()),
        metagraphs=MetagraphService(network, base.cache),
        wallets=wallets,
        locks=locks,
        backups=BackupService(vault, backups, wallets, time.time),
        messages=MessageService(agent, vault, locks, activity.note_message),
        references=references,
        keyfiles=keyfiles,
        strength=StrengthService(base.judge),
        accounts=AccountService(network, base.cache, holdings),
        contacts=ContactService(SqliteContacts(base.database), time.time),
        transfers=transfers,
        activity=activity,
        notices=notices,
    )


def _sha256(references: ReferenceService, keyfiles: KeyfileMemory, ref: KeyRef) -> str:
    """What a keyfile's bytes were when it was last right; empty where nobody knows."""
    reference = references.remembered(ref)
    return keyfiles.remembered(ref) if reference is None else reference.sha256


def _missing_names(launch: Launch, settings: Settings) -> tuple[str, ...]:
    """Blocking, and quick."""
    return launch_notices(launch, settings, partial(holds, launch.wallet_path))


@contextmanager
def _finalised_generators() -> Generator[None]:
    """Have async generators that are dropped half-way closed on the loop.

    asyncio's own loops install such a hook; Qt's loop does not, and Python then
    complains that a generator ignored GeneratorExit.
    """
    before = sys.get_asyncgen_hooks()
    if before.finalizer is not None:
        yield
        return
    closing = Background()
    sys.set_asyncgen_hooks(finalizer=_closer(asyncio.get_running_loop(), closing))
    try:
        yield
    finally:
        sys.set_asyncgen_hooks(*before)


def _closer(
    loop: asyncio.AbstractEventLoop, closing: Background
) -> Callable[[AsyncGenerator[Any, Any]], None]:
    def close(generator: AsyncGenerator[Any, Any]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(
                lambda: closing.start("close a generator", generator.aclose())
            )

    return close


def _reached(service: NetworkService) -> Network:
    """The chosen network, with the address at which the practice node is found just now."""
    network, endpoint = service.state.network, service.state.endpoint
    if network.kind is not NetworkKind.PRACTICE or not endpoint:
        return network
    return replace(network, endpoints=(endpoint,))
