"""Code is shown whole, broken where it must be, with nothing hidden in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.code import CodeText, visible, wrapped
from tests.builders import hostile_texts
from tests.fakes.signers import address

ALICE = address("//Alice")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ["short"]),
        ("", [""]),
        ("one two three", ["one two", "three"]),
        ("0123456789abcdef", ["01234567", "89abcdef"]),
        ("a\nb", ["a", "b"]),
    ],
)
def test_lines_are_broken_at_spaces_or_anywhere(text, lines):
    assert wrapped(text, 8) == lines


@given(st.text(alphabet="abc 05\n", max_size=80), st.integers(8, 30))
def test_no_line_is_too_long_and_nothing_but_spaces_is_lost(text, columns):
    lines = wrapped(text, columns)
    assert all(len(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_hides_or_turns_text_is_marked():
    assert visible("pay\u202e\u200b me") == "pay\ufffd\ufffd me"
    assert visible("a\tb\nc") == "a\ufffdb\nc"


def test_it_is_as_high_as_its_lines(qtbot, theme):
    box = QWidget()
    qtbot.addWidget(box)
    layout = QVBoxLayout(box)
    code = CodeText(theme, "Command", ALICE * 3)
    layout.addWidget(code)
    layout.addStretch()
    box.resize(200, 600)
    box.show()
    assert code.height() == 20 * len(wrapped(code.text, int(code.width() / code._advance)))
    assert code.height() > 60


def test_hostile_text_is_painted(qtbot, theme):
    code = CodeText(theme, "Message")
    qtbot.addWidget(code)
    code.resize(240, 60)
    for text in hostile_texts(40):
        code.show_text(text)
        code.grab()
    assert code.accessibleDescription() == visible(hostile_texts(40)[-1])
