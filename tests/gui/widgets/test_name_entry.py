"""A name is entered beside those that are there."""

from __future__ import annotations

import pytest

from core.domain.keys import KeyReason
from gui.widgets.name_entry import NameEntry


@pytest.fixture
def entry(theme, qtbot) -> NameEntry:
    made = NameEntry("Name", "Letters and digits.")
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_names_that_are_there_are_told(entry):
    entry.ask_for("Name", ("main", "old"))
    assert entry.others == "There already: main, old."
    entry.ask_for("Name", tuple(f"w{number}" for number in range(9)))
    assert entry.others == "There already: w0, w1, w2, w3, w4, w5 and 3 more."
    entry.ask_for("Name", ())
    assert entry.others == ""


def test_a_refused_name_is_told_until_it_is_changed(entry, qtbot):
    entry.begin("main")
    entry.refuse(KeyReason.NAME_TAKEN)
    assert "main" in entry.note
    with qtbot.waitSignal(entry.changed):
        qtbot.keyClicks(entry.field, "x")
    assert entry.note == "Letters and digits."


def test_names_of_others_are_cleaned(entry):
    entry.ask_for("Name", ("a\u202eb\nc",))
    assert "\u202e" not in entry.others
    assert "\n" not in entry.others
