"""Qt without a screen, its loop under asyncio, and the theme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import qasync
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from core.domain.settings import Appearance
from gui.theme.fonts import load_fonts
from gui.theme.theme import Theme


def pytest_asyncio_loop_factories(config, item):
    """Coroutine tests of the gui run on Qt's loop, as the app does."""

    def qt_loop():
        app = QApplication.instance() or QApplication([])
        app.setQuitOnLastWindowClosed(False)  # else closing a window stops the loop
        return qasync.QEventLoop(app, already_running=False)

    return {"qt": qt_loop}


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.fixture
def theme(qapp: QApplication, fonts: None) -> Iterator[Theme]:
    """The dark theme, in force."""
    made = Theme(qapp, Appearance.DARK)
    yield made
    if isValid(made):
        delete(made)
