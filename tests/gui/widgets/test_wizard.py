"""The frame of wizards: keys, focus, room for the aside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from shiboken6 import delete, isValid

from core.errors import AppError, ErrorKind
from gui.theme import tokens
from gui.widgets.fields import InputField
from gui.widgets.password_field import PasswordField
from gui.widgets.prose import Prose
from gui.widgets.wizard import WizardFrame
from gui.widgets.wizard_parts import Aside, AsideCard, LabelledField, StepPanel
from tests.gui.accessible import unnamed_controls

NAMES = ("Name", "Done")


class Panel(StepPanel):
    def __init__(self, title: str = "Name it") -> None:
        super().__init__(title, "At most 48 letters.", Aside("Names are folders."))
        self.first = InputField("Name")
        self.field = LabelledField("Name", self.first, "Letters and digits.")
        self.body.addWidget(self.field)


class Stage:
    def __init__(self, theme, qtbot) -> None:
        self.said: list[str] = []
        self.frame = WizardFrame(theme, "Create a wallet")
        qtbot.addWidget(self.frame)
        self.frame.cancelled.connect(lambda: self.said.append("cancel"))
        self.frame.back_requested.connect(lambda: self.said.append("back"))
        self.frame.primary_requested.connect(lambda: self.said.append("on"))
        self.frame.resize(1080, 720)
        self.panel = Panel()
        self.frame.foot.offer(back="Back", note="Nothing is on disk yet.")
        self.frame.show()
        self.frame.activateWindow()
        qtbot.waitUntil(self.frame.isActiveWindow)
        self.frame.show_step(NAMES, 0, self.panel)


@pytest.fixture
def stage(theme, qtbot):
    return Stage(theme, qtbot)


def test_the_first_field_of_a_step_has_the_focus(stage):
    assert stage.panel.first.hasFocus()
    other = Panel("Another")
    stage.frame.show_step(NAMES, 1, other)
    assert other.first.hasFocus()
    assert not stage.panel.isVisible()


def test_a_step_without_fields_puts_the_focus_on_the_way_on(stage):
    stage.frame.show_step(NAMES, 1, StepPanel("Done"))
    assert stage.frame.foot.primary.hasFocus()


def test_enter_in_a_field_continues(stage, qtbot):
    qtbot.keyClick(stage.panel.first, Qt.Key.Key_Return)
    assert stage.said == ["on"]


def test_enter_does_nothing_before_the_step_is_ready(stage, qtbot):
    stage.frame.foot.offer(ready=False)
    qtbot.keyClick(stage.panel.first, Qt.Key.Key_Enter)
    assert stage.said == []


def test_enter_on_another_button_presses_that_one(stage, qtbot):
    stage.frame.foot.back.setFocus()
    qtbot.keyClick(stage.frame.foot.back, Qt.Key.Key_Return)
    assert stage.said == ["back"]


def test_holding_enter_presses_no_button_that_has_the_focus_by_then(stage):
    stage.frame.foot.cancel.setFocus()
    again = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True
    )
    stage.frame.keyPressEvent(again)
    assert stage.said == []


def test_tab_goes_from_field_to_field_before_it_goes_to_their_eyes(theme, stage, qtbot):
    panel = StepPanel("Choose a password")
    fields = [PasswordField(theme, name) for name in ("Password", "Repeat it")]
    for field in fields:
        panel.body.addWidget(field)
    panel.first = fields[0]
    stage.frame.show_step(NAMES, 1, panel)
    qtbot.keyClick(fields[0], Qt.Key.Key_Tab)
    assert fields[1].hasFocus()
    qtbot.keyClick(fields[1], Qt.Key.Key_Tab)
    assert stage.frame.focusWidget().parentWidget() is fields[0]


def test_esc_cancels_from_a_field(stage, qtbot):
    qtbot.keyClick(stage.panel.first, Qt.Key.Key_Escape)
    assert stage.said == ["cancel"]


def test_buttons_without_a_caption_are_hidden(stage):
    stage.frame.foot.offer(primary="Done", cancel="", back="")
    foot = stage.frame.foot
    assert [b.isVisible() for b in (foot.cancel, foot.back, foot.primary)] == [False, False, True]


def test_the_aside_leaves_where_there_is_no_room(stage):
    def aside_is_visible() -> bool:
        return any(
            label.isVisible() and label.text() == "Names are folders."
            for label in stage.frame.findChildren(type(stage.panel.title))
        )

    assert aside_is_visible()
    stage.frame.resize(904, 560)
    assert not aside_is_visible()
    stage.frame.resize(1080, 720)
    assert aside_is_visible()


def test_the_card_of_a_small_window_scrolls_and_the_foot_stays(stage):
    tall = StepPanel("Tall")
    for _ in range(20):
        tall.body.addWidget(LabelledField("Word", InputField("Word")))
    stage.frame.show_step(NAMES, 1, tall)
    stage.frame.resize(904, 560)
    assert stage.frame.height() == 560
    assert stage.frame.foot.geometry().bottom() < 560


def test_an_error_is_told_above_the_card(stage):
    stage.frame.show_error(AppError(ErrorKind.STORAGE, "disk full", {"path": "/data"}))
    assert stage.frame.banner.isVisible()


def test_what_is_told_keeps_off_the_card(stage, qtbot):
    stage.frame.show_error(AppError(ErrorKind.STORAGE, "no room"))
    qtbot.waitUntil(lambda: stage.frame.steps.geometry().top() - stage.frame.banner.y() > 44)
    below = stage.frame.banner.geometry().bottom()
    assert stage.frame.steps.geometry().top() - below - 1 == tokens.L


def test_a_step_at_rest_takes_nothing_in_and_keeps_its_title(stage):
    stage.panel.rest(resting=True)
    assert not stage.panel.first.isEnabled()
    assert stage.panel.title.isEnabled()
    stage.panel.rest(resting=False)
    assert stage.panel.first.isEnabled()


def test_the_notes_of_a_tall_aside_stay_together(theme, qtbot):
    aside = AsideCard(theme)
    qtbot.addWidget(aside)
    aside.show_aside(Aside("Names are folders.", (("key", "One."), ("copy", "Another."))))
    places = []
    for height in (240, 640):
        aside.resize(aside.width(), height)
        aside.show()
        qtbot.waitUntil(lambda height=height: aside.height() == height)
        one, another = (
            label.mapTo(aside, QPoint(0, 0)).y() for label in aside.findChildren(Prose)[1:]
        )
        places.append(another - one)
    assert places[0] == places[1]


def test_a_field_is_refused_and_accepted_again(stage):
    field = stage.panel.field
    field.refuse("That name is taken.")
    assert field.note.text() == "That name is taken."
    assert field.field.property("invalid") == "true"
    field.accept()
    assert field.note.text() == "Letters and digits."
    assert field.field.property("invalid") == "false"


def test_steps_that_were_never_shown_go_with_the_frame(theme):
    frame = WizardFrame(theme, "Create a wallet")
    panels = [Panel(), Panel("Never shown")]
    frame.hold(panels)
    frame.show_step(NAMES, 0, panels[0])
    delete(frame)
    assert not any(isValid(panel) for panel in panels)


def test_every_control_has_a_name(stage):
    assert unnamed_controls(stage.frame) == []
