"""Nothing that a reader would not see stays unwritten."""

from __future__ import annotations

import pytest

from gui.widgets.written_out import WrittenOut, hides, written_out

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
INVISIBLE = "\u00ad\u034f\u115f\u200b\u200c\u200d\u2060\u2800\u3164\ufe0f\ufeff\U000e0041\U000e0100"
SPACES = "\u00a0\u2009\u202f\u3000\u2028\u2029"
OTHERS = "\x00\x07\x1b\r\x85\ud800\ue000\u0378"


@pytest.mark.parametrize("char", list(TURNING + INVISIBLE + SPACES + OTHERS))
def test_a_character_without_a_shape_of_its_own_is_written_out(char):
    assert hides(f"a{char}b")
    assert written_out(f"a{char}b") == f"a⟨U+{ord(char):04X}⟩b"


@pytest.mark.parametrize("text", ["", "plain, with\ttabs\nand lines", "žluťoučký 日本 שלום ñ 🙂"])
def test_what_shows_stays_as_it_is(text):
    assert not hides(text)
    assert written_out(text) == text


def test_a_text_beyond_what_can_be_signed_is_not_read_to_its_end():
    assert len(written_out("a" * 1_000_000)) == 65_536


def test_it_is_there_only_where_there_is_something_to_warn_of(theme, qtbot):
    shown = WrittenOut(theme)
    qtbot.addWidget(shown)
    shown.show_text("a\u202eb")
    assert not shown.isHidden()
    assert shown.text.toPlainText() == "a⟨U+202E⟩b"
    shown.show_text("ab")
    assert shown.isHidden()
    assert shown.text.toPlainText() == ""
