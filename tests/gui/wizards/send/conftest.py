"""A page for sending, as tests of every side of it open one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.routes import SEND, wallet_route
from gui.wizards.send import SendPage
from tests.fakes.send_page import app_with
from tests.fakes.waiting import until


@pytest.fixture
async def opened(qtbot, theme):
    pages = []

    async def made(app=None, wallet="my-cold"):
        window = QWidget()
        qtbot.addWidget(window)
        page = SendPage(app or app_with(), theme)
        page.box, page.app = window, page._app
        page.routes = []
        page.route_requested.connect(page.routes.append)
        page.estimator._refresher._rest = 0.0  # a test does not wait for rests
        page.estimator._pause.setInterval(0)
        QVBoxLayout(window).addWidget(page)
        window.resize(1080, 720)
        window.show()
        page.enter(wallet_route(wallet, SEND))
        pages.append(page)
        await until(lambda: page._record is not None and bool(page.estimator.names.payable()))
        return page

    yield made
    for page in pages:
        page.tasks.close()
