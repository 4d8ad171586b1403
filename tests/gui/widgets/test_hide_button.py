"""The eye tells what a click would do."""

from __future__ import annotations

from core.domain.settings import Settings
from gui.privacy import Privacy
from gui.widgets.hide_button import HideButton
from tests.fakes.preferences import FakePreferences


async def test_it_offers_the_other_of_hidden_and_shown(qtbot, theme):
    privacy = Privacy(FakePreferences(Settings(hide_amounts=True)))
    eye = HideButton(theme, privacy)
    qtbot.addWidget(eye)
    assert eye.accessibleName() == "Show amounts"
    await privacy.turn()
    assert eye.accessibleName() == "Hide amounts"
    assert "Ctrl+Shift+H" in eye.toolTip()
