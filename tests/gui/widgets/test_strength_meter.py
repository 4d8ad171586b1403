"""The strength of a password follows the typing, and no answer of yesterday counts."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete

from core.domain.strength import Strength
from core.errors import AppError, ErrorKind
from gui.widgets.password_field import PasswordField
from gui.widgets.strength_meter import StrengthMeter
from tests.fakes.waiting import until
from tests.fakes.wallets import FakeStrength


class SlowStrength(FakeStrength):
    """Answers when it is let, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []
        self.texts: list[str] = []
        self.gate = asyncio.Event()

    async def rate(self, password, familiar=()) -> Strength:
        self.asked.append(password)
        self.texts.append(password.reveal_text())
        await self.gate.wait()
        return await super().rate(password, familiar)


class Stage:
    def __init__(self, theme, strength) -> None:
        self.strength = strength
        self.window = QWidget()
        self.field = PasswordField(theme, "Password")
        self.meter = StrengthMeter(theme, strength, self.field)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.field)
        layout.addWidget(self.meter)


@pytest.fixture
def stages(theme):
    made = []

    def stage(strength=None):
        made.append(Stage(theme, strength or FakeStrength()))
        return made[-1]

    yield stage
    for one in made:
        delete(one.window)


async def test_what_is_typed_is_rated_in_words(stages):
    stage = stages()
    stage.field.setText("abcd")
    await stage.meter.settle()
    assert (stage.meter.score, stage.meter.text, stage.meter.is_weak) == (1, "Weak", True)
    assert "Make it longer." in stage.meter.accessibleName()
    stage.field.setText("twelve chars")
    await stage.meter.settle()
    assert (stage.meter.text, stage.meter.is_weak) == ("Strong", False)


async def test_an_empty_field_is_weak_and_nothing_is_said_of_it(stages):
    stage = stages()
    stage.field.setText("twelve chars")
    await stage.meter.settle()
    stage.field.wipe()
    assert (stage.meter.score, stage.meter.text, stage.meter.is_weak) == (None, "", True)


async def test_a_password_counts_as_weak_until_it_is_rated(stages):
    stage = stages(SlowStrength())
    stage.field.setText("twelve chars")
    assert stage.meter.is_weak
    stage.strength.gate.set()
    await stage.meter.settle()
    assert not stage.meter.is_weak


async def test_only_the_newest_text_is_asked_about_and_shown(stages):
    stage = stages(SlowStrength())
    shown = []
    stage.meter.rated.connect(lambda: shown.append(stage.meter.text))
    stage.field.setText("a")
    await until(lambda: stage.strength.texts == ["a"])
    for text in ("ab", "abc", "twelve chars"):
        stage.field.setText(text)
    stage.strength.gate.set()
    await stage.meter.settle()
    assert stage.strength.texts == ["a", "twelve chars"]
    assert shown == ["Strong"]


async def test_an_answer_that_comes_after_the_field_was_emptied_is_dropped(stages):
    stage = stages(SlowStrength())
    stage.field.setText("twelve chars")
    await until(lambda: bool(stage.strength.texts))
    stage.field.wipe()
    stage.strength.gate.set()
    await stage.meter.settle()
    assert stage.meter.text == ""


async def test_every_password_given_to_the_judge_is_wiped(stages):
    stage = stages(SlowStrength())
    stage.strength.gate.set()
    stage.field.setText("twelve chars")
    await stage.meter.settle()
    assert [len(password) for password in stage.strength.asked] == [0]


async def test_where_it_cannot_be_rated_it_counts_as_weak(stages):
    stage = stages()
    stage.strength.error = AppError(ErrorKind.TIMEOUT, "slow")
    stage.field.setText("twelve chars")
    await stage.meter.settle()
    await until(lambda: stage.meter.text == "Not rated")
    assert stage.meter.is_weak
    stage.strength.error = None
    stage.field.setText("twelve chars!")
    await stage.meter.settle()
    assert stage.meter.text == "Strong"


async def test_names_that_are_known_to_everyone_go_along(stages):
    stage = stages()
    stage.meter.expect("my-cold")
    stage.field.setText("my-cold")
    await stage.meter.settle()
    assert stage.strength.familiar == ("my-cold",)
