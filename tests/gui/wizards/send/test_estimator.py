"""What is known of a transfer while it is typed belongs to one network."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QWidget

from core.domain.connection import Phase
from core.domain.money import TaoRao
from core.domain.networks import FINNEY
from core.flows.send import SendForm
from gui.privacy import Privacy
from gui.tasks import TaskScope
from gui.wizards.send.estimator import Estimator
from gui.wizards.send.panel import SendPanel
from tests.builders import TAO, connection
from tests.fakes.application import FakeApplication
from tests.fakes.reviews import ALICE, review
from tests.fakes.waiting import until


async def test_another_network_leaves_nothing_of_what_the_old_one_said(qtbot, theme):
    app, owner = FakeApplication(), QWidget()
    qtbot.addWidget(owner)
    app.transfers.next_review = review(made_at=time.time(), expires_at=time.time() + 600)
    panel = SendPanel(theme, Privacy(app.preferences, owner))
    qtbot.addWidget(panel)
    panel.begin(SendForm(ALICE, TaoRao(TAO // 10), "my-cold"), "my-cold")
    panel.all.setChecked(True)
    estimator = Estimator(app, panel, owner)
    estimator._refresher._rest = 0.0
    tasks = TaskScope(owner, on_error=lambda error: None)
    tasks.start("follow", estimator.follow_network())
    tasks.start("run", estimator.run())
    await until(lambda: estimator.review is not None and bool(panel.amount.text()))
    app.network.become(connection(Phase.CONNECTING, network=FINNEY))
    await until(lambda: estimator.review is None)
    assert panel.wallet.block.text() == ""
    assert panel.amount.text() == ""
    app.network.become(connection(network=FINNEY))
    estimator.urge()
    await until(lambda: estimator.review is not None, "the new network's estimate")
    assert panel.wallet.block.text() != ""
    tasks.close()
