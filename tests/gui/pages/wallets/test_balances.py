"""Figures are read when there is something new, and none outlives its network."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from core.domain.accounts import Registration
from core.domain.connection import Phase
from core.domain.ids import NetUid, Uid
from core.domain.networks import FINNEY, PRACTICE
from gui.pages.wallets.balances import Balances
from gui.tasks import TaskScope
from tests.builders import BLOCK, account, account_list, address, connection
from tests.fakes.accounts import FakeAccounts
from tests.fakes.application import FakeApplication
from tests.fakes.network import FakeNetwork
from tests.fakes.waiting import until


class Accounts(FakeAccounts):
    """Counts how often registrations were looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.lookups: list[tuple[str, ...]] = []

    async def registrations(self, hotkeys):
        self.lookups.append(tuple(hotkeys))
        return await super().registrations(hotkeys)


class Stage:
    def __init__(self, phase=Phase.ONLINE) -> None:
        network = FakeNetwork(connection(phase, network=FINNEY))
        self.app = FakeApplication(network=network, accounts=Accounts())
        self.app.accounts.owned = {address(1): account(owner=address(1))}
        self.app.accounts.places = [Registration(address(5), NetUid(14), Uid(3))]
        self.owner = QObject()
        self.balances = Balances(self.app, self.owner)
        self.balances.want([address(1)], [address(5), address(6)])
        self.failures: list[object] = []
        self.balances.failed.connect(self.failures.append)
        self.tasks = TaskScope(self.owner, on_error=self.failures.append)

    def begin(self) -> None:
        for name, work in self.balances.works().items():
            self.tasks.start(name, work)


@pytest.fixture
async def stages(qapp):
    made = []

    def stage(*given):
        made.append(Stage(*given))
        return made[-1]

    yield stage
    for one in made:
        one.tasks.close()


async def test_holdings_and_places_are_read_at_once(stages):
    stage = stages()
    stage.begin()
    await until(lambda: stage.balances.places is not None)
    assert stage.balances.account(address(1)).free > 0
    assert [place.netuid for place in stage.balances.places[address(5)]] == [14]
    assert stage.balances.places[address(6)] == []
    assert not stage.balances.is_stale


async def test_a_new_block_is_read_but_registrations_only_now_and_then(stages):
    stage = stages()
    stage.begin()
    await until(lambda: stage.balances.places is not None)
    stage.app.network.advance(BLOCK + 1)
    stage.balances.urge()
    await until(lambda: stage.app.accounts.refreshes == 2)
    assert len(stage.app.accounts.lookups) == 1


async def test_other_hotkeys_are_looked_up_at_once(stages):
    stage = stages()
    stage.begin()
    await until(lambda: stage.balances.places is not None)
    stage.balances.want([address(1)], [address(7)])
    await until(lambda: stage.app.accounts.lookups[-1] == (address(7),))


async def test_a_wallet_more_is_read_at_once_and_one_less_is_not(stages):
    stage = stages()
    stage.begin()
    await until(lambda: stage.app.accounts.refreshes == 1)
    stage.balances.want([address(1), address(2)], [address(5), address(6)])
    await until(lambda: stage.app.accounts.refreshes == 2)
    stage.balances.want([address(1)], [address(5), address(6)])
    assert stage.app.accounts.refreshes == 2


async def test_offline_the_kept_figures_come_and_are_stale(stages):
    stage = stages(Phase.OFFLINE)
    stage.app.accounts.kept = account_list(account(owner=address(1)))
    stage.begin()
    await until(lambda: stage.balances.account(address(1)) is not None)
    assert stage.balances.is_stale
    assert stage.app.accounts.refreshes == 0


async def test_coming_online_reads_again(stages):
    stage = stages(Phase.CONNECTING)
    stage.begin()
    await until(lambda: stage.balances.network == FINNEY)
    assert stage.app.accounts.refreshes == 0
    stage.app.network.become(connection(network=FINNEY))
    await until(lambda: not stage.balances.is_stale)


async def test_figures_of_another_network_are_dropped_at_once(stages):
    stage = stages()
    stage.begin()
    await until(lambda: stage.balances.places is not None)
    stage.app.network.become(connection(Phase.CONNECTING, network=PRACTICE))
    await until(lambda: stage.balances.network == PRACTICE)
    assert stage.balances.accounts is None
    assert stage.balances.places is None
    assert stage.balances.is_stale


async def test_an_answer_of_the_old_network_is_not_shown_on_the_new_one(stages):
    stage = stages()
    accounts = stage.app.accounts
    accounts.gate.clear()
    stage.begin()
    await until(lambda: accounts.refreshes == 1)
    stage.app.network.become(connection(Phase.CONNECTING, network=PRACTICE))
    await until(lambda: stage.balances.network == PRACTICE)
    accounts.gate.set()
    stage.app.network.become(connection(network=PRACTICE))
    await until(lambda: accounts.refreshes == 2 and not stage.balances.is_stale)
    assert accounts.lookups == [(address(5), address(6))]


async def test_nothing_to_read_asks_nobody(stages):
    stage = stages()
    stage.balances.want([], [])
    stage.begin()
    await until(lambda: stage.balances.places is not None)
    assert stage.app.accounts.refreshes == 0
    assert stage.app.accounts.lookups == []
