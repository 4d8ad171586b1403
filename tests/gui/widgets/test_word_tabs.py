"""Words of which one is chosen."""

from __future__ import annotations

from gui.widgets.word_tabs import WordTabs


def test_the_first_word_is_chosen_and_another_one_tells(qtbot):
    tabs = WordTabs("Means")
    qtbot.addWidget(tabs)
    tabs.show_words(["btcli", "SDK"])
    assert tabs.current == 0
    with qtbot.waitSignal(tabs.chosen) as told:
        tabs._group.button(1).click()
    assert told.args == [1]


def test_other_words_begin_with_the_first_again(qtbot):
    tabs = WordTabs("Means")
    qtbot.addWidget(tabs)
    tabs.show_words(["btcli", "SDK", "Raw bytes"])
    tabs._group.button(2).click()
    tabs.show_words(["btcli"])
    assert tabs.current == 0
    assert [tab.text() for tab in tabs._group.buttons()] == ["btcli"]
