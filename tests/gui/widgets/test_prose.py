"""Sentences take the lines they need, twenty pixels each."""

from __future__ import annotations

from gui.widgets.prose import Prose

TEXT = "The keyfile is written only after these words are right, and not a moment before."


def test_a_narrow_place_takes_more_lines(theme, qtbot):
    prose = Prose(TEXT)
    qtbot.addWidget(prose)
    assert prose.heightForWidth(2_000) == 20
    assert prose.heightForWidth(200) >= 60
    assert prose.heightForWidth(200) % 20 == 0


def test_no_word_is_lost_between_the_lines(theme, qtbot):
    prose = Prose(TEXT)
    qtbot.addWidget(prose)
    assert " ".join(prose._lines(160)) == TEXT


def test_it_follows_the_theme(theme, qtbot):
    prose = Prose(TEXT)
    qtbot.addWidget(prose)
    prose.resize(300, 80)
    prose.show()
    muted = prose.grab().toImage()
    prose.setProperty("tone", "negative")
    prose.style().unpolish(prose)
    prose.style().polish(prose)
    assert prose.grab().toImage() != muted


def test_a_screen_reader_gets_the_text(theme, qtbot):
    prose = Prose(TEXT)
    qtbot.addWidget(prose)
    assert prose.text() == TEXT
