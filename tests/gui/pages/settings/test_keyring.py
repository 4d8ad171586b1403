"""The keyring's state in words, what it remembers, and forgetting it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete

from core.domain.keys import CryptoType, KeyRef
from core.domain.wallets import Doubt, DoubtfulHotkey, HotkeyReference, KeyringState
from gui.dialogs.confirm import ConfirmDialog
from gui.findings import DOUBTS
from gui.keyrings import KEYRINGS
from gui.pages.settings.keyring import KeyringSection
from gui.widgets.buttons import Button
from gui.widgets.labels import TextLabel
from tests.fakes.application import FakeApplication
from tests.fakes.waiting import until
from tests.fakes.wallets import ADDRESS, FakeReferences
from tests.gui.accessible import unnamed_controls

ONE = HotkeyReference(KeyRef("my-cold", "one"), "/w/one", ADDRESS, CryptoType.SR25519, "00")
TWO = HotkeyReference(KeyRef("my-cold", "two"), "/w/two", ADDRESS, CryptoType.SR25519, "11")


class Stage(SimpleNamespace):
    def said(self) -> list[str]:
        labels = self.section.findChildren(TextLabel)
        return [label.text() for label in labels if label.isVisible()]

    def button(self, name: str) -> Button:
        found = self.section.findChildren(Button)
        return next(b for b in found if b.accessibleName() == name and b.isVisible())


@pytest.fixture
async def stage(theme):
    made = []

    async def enter(references: FakeReferences) -> Stage:
        app, errors, window = FakeApplication(references=references), [], QWidget()
        section = KeyringSection(app, theme, errors.append)
        QVBoxLayout(window).addWidget(section)
        window.resize(900, 700)
        window.show()
        section.enter("")
        made.append(window)
        await until(lambda: section.state.text() == KEYRINGS[references.current].state)
        return Stage(app=app, section=section, errors=errors, window=window)

    yield enter
    for window in made:
        delete(window)


@pytest.mark.parametrize("state", KeyringState)
async def test_every_state_is_told_with_its_next_step(stage, state):
    s = await stage(FakeReferences(state))
    assert KEYRINGS[state].text in s.said()
    assert s.section.state.property("tone") == KEYRINGS[state].tone
    assert s.errors == []


async def test_without_a_keyring_nothing_can_be_forgotten(stage):
    s = await stage(FakeReferences(KeyringState.NO_SERVICE))
    await until(lambda: not s.section.forget.isEnabled())
    assert s.section.kept.text() == "–"
    assert s.section.backend.text() == "none"


async def test_looking_again_finds_a_keyring_that_came(stage):
    references = FakeReferences(KeyringState.LOCKED)
    s = await stage(references)
    references.current = KeyringState.READY
    s.section.again.click()
    await until(lambda: s.section.state.text() == "ready")
    assert s.section.backend.text() == "Secret Service"


async def test_it_counts_what_is_remembered(stage):
    references = FakeReferences()
    references.kept = [ONE, TWO]
    s = await stage(references)
    await until(lambda: s.section.kept.text() == "2")


@pytest.mark.parametrize("doubt", Doubt)
async def test_a_hotkey_that_is_not_as_it_was_is_named_and_can_be_forgotten(stage, doubt):
    references = FakeReferences()
    references.kept, references.doubtful = [ONE, TWO], [DoubtfulHotkey(ONE, doubt)]
    s = await stage(references)
    await until(lambda: DOUBTS[doubt].body in s.said())
    assert "my-cold / one" in s.said()
    s.button("Forget my-cold / one").click()
    await until(lambda: "my-cold / one" not in s.said())
    assert references.kept == [TWO]
    assert s.section.aside.fact("Not as they were") == "0"


@pytest.mark.parametrize("sure", [True, False])
async def test_forgetting_all_asks_first(stage, sure):
    references = FakeReferences()
    references.kept = [ONE, TWO]
    s = await stage(references)
    await until(s.section.forget.isEnabled)
    s.section.forget.click()
    await until(lambda: s.window.findChildren(ConfirmDialog))
    (dialog,) = s.window.findChildren(ConfirmDialog)
    (dialog.confirm if sure else dialog.cancel).click()
    await until(lambda: not s.section.dialogs.running("forget"))
    assert references.kept == ([] if sure else [ONE, TWO])


async def test_every_control_has_a_name(stage):
    s = await stage(FakeReferences())
    assert unnamed_controls(s.window) == []
