"""Banners push the page down, and say a thing once."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import AppError, ErrorKind
from gui.messages import explain
from gui.widgets.banner import Banner
from gui.widgets.buttons import Button
from gui.widgets.prose import LEADING


def shown(theme, qtbot, **options) -> Banner:
    banner = Banner(theme, **options)
    qtbot.addWidget(banner)
    return banner


def words(banner: Banner) -> str:
    return banner.accessibleName()


def buttons(banner: Banner) -> list[str]:
    return [b.text().strip() or b.accessibleName() for b in banner.findChildren(Button)
            if not b.isHidden()]  # fmt: skip


def test_a_banner_is_hidden_until_something_is_said(theme, qtbot):
    banner = shown(theme, qtbot)
    assert banner.isHidden()
    banner.say("Offline.", "Nobody answers.")
    assert not banner.isHidden()
    assert words(banner) == "Offline. Nobody answers."


def test_its_title_stands_beside_the_first_of_several_lines(theme, qtbot):
    banner = shown(theme, qtbot)
    banner.say("Offline.", "Nobody answers, and nobody will before the night is over. " * 4)
    banner.resize(480, banner.heightForWidth(480))
    qtbot.wait_until(lambda: banner._body.height() >= 4 * LEADING)
    assert banner._title.geometry().top() == banner._body.geometry().top()
    assert banner._title.height() == LEADING


def test_no_line_is_cut_and_no_room_is_wasted_where_it_stands_in_a_column(theme, qtbot):
    column = QWidget()
    qtbot.addWidget(column)
    banner = Banner(theme)
    layout = QVBoxLayout(column)
    layout.addWidget(banner)
    layout.addStretch()
    banner.say("Looks like another address.", "It begins and ends like one you know. " * 5)
    column.resize(520, 400)
    column.show()
    qtbot.wait_until(lambda: banner.height() == banner.heightForWidth(banner.width()))
    assert banner._body.height() == banner._body.heightForWidth(banner._body.width())


def test_an_error_brings_its_words_and_its_button(theme, qtbot):
    banner = shown(theme, qtbot)
    banner.say_error(explain(AppError(ErrorKind.OFFLINE, "refused")))
    assert "does not answer" in words(banner)
    assert buttons(banner) == ["Retry now"]


def test_without_an_action_there_is_no_button(theme, qtbot):
    banner = shown(theme, qtbot)
    banner.say("Not found.", "There is no such subnet.")
    assert buttons(banner) == []


def test_the_button_asks_for_the_action(theme, qtbot):
    banner = shown(theme, qtbot)
    banner.say("Offline.", "", action="Retry now")
    with qtbot.waitSignal(banner.action_requested):
        next(b for b in banner.findChildren(Button) if b.text() == "Retry now").click()


def test_closing_hides_it_and_says_so(theme, qtbot):
    banner = shown(theme, qtbot, closable=True)
    banner.say("", "A notice.", tone="info")
    assert buttons(banner) == ["Close this message"]
    with qtbot.waitSignal(banner.closed):
        banner.findChildren(Button)[-1].click()
    assert banner.isHidden()
