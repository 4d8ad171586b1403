"""Two addresses compared character by character."""

from __future__ import annotations

from gui.widgets.address_diff import AddressDiff
from tests.fakes.signers import address

ALICE = address("//Alice")


def diff_of(qtbot, theme, upper, lower):
    made = AddressDiff(theme, ("treasury", "this one"))
    qtbot.addWidget(made)
    made.compare(upper, lower)
    made.resize(made.sizeHint())
    return made


def colours(widget):
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_the_characters_that_differ_are_counted_and_told(qtbot, theme):
    other = ALICE[:20] + ("x" if ALICE[20] != "x" else "y") + ALICE[21:]
    made = diff_of(qtbot, theme, ALICE, other)
    assert made.differing == 1
    assert made.accessibleName().endswith("1 characters differ")


def test_equal_addresses_have_no_difference(qtbot, theme):
    made = diff_of(qtbot, theme, ALICE, ALICE)
    assert made.differing == 0
    assert theme.color("negative").name() not in colours(made)


def test_a_difference_is_in_the_colour_of_danger(qtbot, theme):
    made = diff_of(qtbot, theme, ALICE, ALICE[:4] + "WWWW" * 10 + ALICE[-4:])
    assert theme.color("negative").name() in colours(made)


def test_addresses_of_different_lengths_can_be_compared(qtbot, theme):
    assert diff_of(qtbot, theme, ALICE, ALICE[:-1]).differing == 1


def test_a_long_name_pushes_no_address_out_of_sight(qtbot, theme):
    made = AddressDiff(theme, ("a name that goes on " * 4, "this one"))
    qtbot.addWidget(made)
    made.compare(ALICE, ALICE[:-1])
    assert made.sizeHint().width() <= 524
    assert made.shown_labels[0].endswith("…")
    assert made.shown_labels[1] == "this one"
    assert "a name that goes on a name" in made.accessibleName()
