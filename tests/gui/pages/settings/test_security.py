"""Security settings hold at once, and figures that are none are refused in place."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from shiboken6 import delete

from core.domain.keys import KeyRef
from core.domain.settings import Settings
from core.errors import AppError, ErrorKind
from gui.pages.settings.security import SecuritySection
from tests.builders import TAO
from tests.fakes.application import FakeApplication
from tests.fakes.waiting import until
from tests.gui.accessible import unnamed_controls


@pytest.fixture
async def stage(theme):
    app = FakeApplication()
    errors: list[AppError] = []
    section = SecuritySection(app, theme, errors.append)
    section.resize(640, 800)
    section.show()
    section.enter("")
    yield SimpleNamespace(app=app, section=section, errors=errors)
    section.aside.deleteLater()
    delete(section)


async def saved(stage, **fields):
    await until(lambda: stage.app.preferences.saves > 0)
    settings = stage.app.preferences.settings
    assert {name: getattr(settings, name) for name in fields} == fields
    await until(lambda: stage.app.locks.applied > 0)


async def test_it_shows_what_is_set(stage):
    settings = Settings(
        lock_minutes=30, lock_minimised=True, new_address_percent=10, most_per_day=200 * TAO
    )
    stage.section.show_settings(settings)
    assert stage.section.lock_after.currentText() == "30 minutes"
    assert stage.section.switches["lock_minimised"].isChecked()
    texts = {name: row.field.text() for name, row in stage.section.figures.items()}
    assert texts == {
        "new_address_percent": "10",
        "most_per_transaction": "",
        "most_per_day": "200.000",
        "fee_reserve": "0.100",
    }


async def test_a_time_of_ones_own_is_kept_among_the_offered(stage):
    stage.section.show_settings(Settings(lock_minutes=7))
    assert stage.section.lock_after.currentText() == "7 minutes"


async def test_another_time_holds_at_once(stage):
    at = stage.section.lock_after.findText("1 hour")
    stage.section.lock_after.setCurrentIndex(at)
    stage.section.lock_after.activated.emit(at)
    await saved(stage, lock_minutes=60)


async def test_a_desktop_that_never_tells_of_its_screen_is_named(stage):
    note = stage.section._with_screen.note
    assert note.text() == "Follows the desktop session."
    stage.section._deaf = lambda: True
    stage.section.enter("")
    assert "does not tell when its screen locks" in note.text()
    described = stage.section.switches["lock_with_screen"].accessibleDescription()
    assert described == note.text()


@pytest.mark.parametrize("field", ["lock_with_screen", "lock_minimised", "password_each_time"])
async def test_a_switch_is_saved(stage, field):
    switch = stage.section.switches[field]
    wanted = not switch.isChecked()
    switch.click()
    await saved(stage, **{field: wanted})


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("most_per_transaction", "50", 50 * TAO),
        ("most_per_day", "0.000000001", 1),
        ("fee_reserve", "0.25", TAO // 4),
        ("new_address_percent", "35", 35),
        ("new_address_percent", "35 %", 35),
    ],
)
async def test_a_figure_is_saved_when_it_is_left(stage, qtbot, field, typed, value):
    row = stage.section.figures[field]
    row.field.selectAll()
    qtbot.keyClicks(row.field, typed)
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    await saved(stage, **{field: value})


async def test_an_empty_limit_is_none(stage):
    stage.section.show_settings(Settings(most_per_day=5 * TAO))
    stage.app.preferences.settings = Settings(most_per_day=5 * TAO)
    row = stage.section.figures["most_per_day"]
    row.field.setText("")
    row.field.editingFinished.emit()
    await saved(stage, most_per_day=0)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("most_per_transaction", "many"),
        ("most_per_transaction", "1e3"),
        ("most_per_transaction", "-1"),
        ("most_per_transaction", "21000001"),
        ("fee_reserve", ""),
        ("fee_reserve", "11"),
        ("new_address_percent", "101"),
        ("new_address_percent", "½"),
        ("new_address_percent", ""),
    ],
)
async def test_what_is_no_figure_is_refused_in_place(stage, field, typed):
    row = stage.section.figures[field]
    row.field.setText(typed)
    row.field.editingFinished.emit()
    assert row.field.property("invalid") == "true"
    assert row.note.property("tone") == "negative"
    assert stage.app.preferences.saves == 0


async def test_typing_on_takes_the_refusal_away(stage, qtbot):
    row = stage.section.figures["fee_reserve"]
    row.field.setText("x")
    row.field.editingFinished.emit()
    qtbot.keyClicks(row.field, "1")
    assert row.note.property("tone") == "muted"


async def test_the_same_figure_is_not_saved_again(stage):
    row = stage.section.figures["fee_reserve"]
    row.field.setText("0.1")
    row.field.editingFinished.emit()
    assert row.field.text() == "0.100"
    assert stage.app.preferences.saves == 0


async def test_a_full_disk_is_told_and_the_lock_follows_all_the_same(stage):
    stage.app.preferences.error = AppError(ErrorKind.STORAGE, "full")
    stage.section.switches["password_each_time"].click()
    await until(lambda: bool(stage.errors))
    assert stage.app.locks.applied == 1


async def test_the_card_follows_the_keys(stage):
    await stage.app.locks.unlock(KeyRef("my-cold"), None)
    await until(lambda: stage.section.aside.fact("Keys held") == "1")
    assert stage.section.aside.fact("State") == "unlocked"
    await stage.app.locks.lock()
    await until(lambda: stage.section.aside.fact("State") == "locked")


async def test_what_was_spent_is_said_and_grows(stage):
    row = stage.section.figures["most_per_day"]
    await until(lambda: row.note.text() == "0.000 τ used in the last 24 h.")
    stage.app.activity.spent = 4_563_000_000
    stage.app.activity.announce()
    await until(lambda: row.note.text() == "4.563 τ used in the last 24 h.")


async def test_nothing_is_followed_once_it_is_left(stage):
    await until(lambda: stage.app.locks._changes.readers == 1)
    stage.section.leave()
    await until(lambda: stage.app.locks._changes.readers == 0)


async def test_the_doctor_is_one_click_away(stage, qtbot):
    with qtbot.waitSignal(stage.section.route_requested) as signal:
        stage.section.doctor.click()
    assert signal.args == ["settings/advanced/doctor"]


async def test_every_control_has_a_name(stage):
    assert unnamed_controls(stage.section) == []
