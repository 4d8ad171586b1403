"""The stages of a transaction, painted and told."""

from __future__ import annotations

from gui.widgets.stage_line import Mark, StageLine, StageMark

MARKS = (
    StageMark("Signed", Mark.DONE, "14:02:04"),
    StageMark("Sent", Mark.NOW),
    StageMark("Final", Mark.AHEAD),
)


def test_the_stages_are_told_to_those_who_cannot_see_them(qtbot, theme):
    line = StageLine(theme)
    qtbot.addWidget(line)
    line.show_marks(MARKS)
    told = "Stages: Signed done 14:02:04; Sent under way; Final to come"
    assert line.accessibleName() == told


def test_each_stage_has_the_colour_of_its_mark(qtbot, theme):
    line = StageLine(theme)
    qtbot.addWidget(line)
    line.resize(288, 56)
    line.show_marks((StageMark("Sent", Mark.DONE), StageMark("In block", Mark.FAILED)))
    image = line.grab().toImage()
    found = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(18)}
    assert theme.color("positive").name() in found
    assert theme.color("negative").name() in found
