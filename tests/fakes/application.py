"""The application as pages get it, with fakes for every service."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from core.domain.settings import Launch
from tests.fakes.accounts import FakeAccounts, FakeActivity, FakeContacts, FakeTransfers
from tests.fakes.metagraphs import FakeMetagraphs
from tests.fakes.network import FakeNetwork
from tests.fakes.preferences import FakePreferences
from tests.fakes.subnets import FakeSubnets
from tests.fakes.wallets import (
    FakeBackups,
    FakeLocks,
    FakeMessages,
    FakeReferences,
    FakeStrength,
    FakeWallets,
)


@dataclass
class FakeApplication:
    """Stands for ``core.application.Application``; give it what the test is about."""

    subnets: FakeSubnets = field(default_factory=FakeSubnets)
    metagraphs: FakeMetagraphs = field(default_factory=FakeMetagraphs)
    network: FakeNetwork = field(default_factory=FakeNetwork)
    preferences: FakePreferences = field(default_factory=FakePreferences)
    wallets: FakeWallets = field(default_factory=FakeWallets)
    locks: FakeLocks = field(default_factory=FakeLocks)
    backups: FakeBackups = field(default_factory=FakeBackups)
    messages: FakeMessages = field(default_factory=FakeMessages)
    references: FakeReferences = field(default_factory=FakeReferences)
    strength: FakeStrength = field(default_factory=FakeStrength)
    accounts: FakeAccounts = field(default_factory=FakeAccounts)
    contacts: FakeContacts = field(default_factory=FakeContacts)
    transfers: FakeTransfers = field(default_factory=FakeTransfers)
    activity: FakeActivity = field(default_factory=FakeActivity)
    notices: tuple[str, ...] = ()
    launch: Launch = field(
        default_factory=lambda: Launch(data_dir=Path("data"), wallet_path=Path("wallets"))
    )
