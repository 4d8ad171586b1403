"""The details of an entry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from core.domain.contacts import Contact
from core.domain.ids import Uid
from core.domain.money import TaoRao
from core.domain.transactions import Outcome, Result, Stage
from gui.entry_words import Context
from gui.names import Names
from gui.pages.activity.drawer import EntryDrawer
from gui.widgets.code import CodeText
from tests.builders import hostile_texts
from tests.fakes.entries import ALICE, BOB, entry, register_entry, signed_message
from tests.fakes.reviews import receipt
from tests.gui.accessible import unnamed_controls

NAMED = Context(Names(book=[Contact(BOB, "treasury", 0.0), Contact(ALICE, "my-cold", 0.0)]))
FINAL = receipt(Stage.FINAL, Outcome.SUCCEEDED, result=Result(14, TaoRao(51_200_000), None, Uid(9)))


@pytest.fixture
def drawer(qtbot, theme):
    made = EntryDrawer(theme)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    return made


def shown(drawer, an_entry, *, hidden=False):
    drawer.show_entry(an_entry, NAMED, hidden=hidden)
    return drawer


def facts(drawer):
    parts = (drawer.paid, drawer.fee, drawer.signer, drawer.counterpart, drawer.place)
    return [
        f"{part.value.text()} {part.aside.text()}".strip().replace("\u00a0", " ")
        for part in parts
        if not part.isHidden()
    ]


def test_a_transfer_tells_what_was_paid_by_whom_to_whom_and_where(drawer):
    shown(drawer, entry(receipt=FINAL))
    assert facts(drawer) == [
        "0.0512 τ",
        "0.000166 τ",
        f"my-cold {ALICE[:4]}…{ALICE[-4:]}",
        f"treasury {BOB[:4]}…{BOB[-4:]}",
        "101 206-14",
    ]
    assert unnamed_controls(drawer) == []


def test_a_registration_shows_its_limit_and_its_uid(drawer):
    shown(drawer, register_entry(receipt=FINAL))
    assert drawer.title.text() == "Registered treasury"
    assert drawer.subtitle.text() == "on 19, uid 9"
    assert facts(drawer)[0] == "0.0512 τ limit 0.054"


def test_the_stages_have_their_times(drawer):
    shown(drawer, entry(receipt=FINAL))
    assert [mark.mark.value for mark in drawer.line.marks] == ["done"] * 4
    assert all(mark.time for mark in drawer.line.marks)


def test_the_decoded_call_is_shown_as_it_was(drawer):
    shown(drawer, entry(receipt=FINAL))
    fields = {code.accessibleName(): code.text for code in drawer._decoded.findChildren(CodeText)}
    assert fields["dest"] == BOB
    assert fields["value"] == "3\u00a0000\u00a0000\u00a0000 rao"
    assert fields["nonce"] == "1"


def test_the_same_by_other_means_can_be_copied(drawer):
    shown(drawer, entry(receipt=FINAL))
    assert drawer.means.code.text.startswith("$ btcli ")
    assert drawer.means.differs.text() == "It builds the call anew when it runs."
    drawer.means.copy.click()
    assert QGuiApplication.clipboard().text().startswith("btcli ")
    drawer.means.tabs.chosen.emit(1)
    assert drawer.means.code.text == "import bittensor as bt"
    assert drawer.means.differs.isHidden()
    drawer.means.tabs.chosen.emit(2)
    drawer.means.copy.click()
    assert QGuiApplication.clipboard().text() == "0x0503"


@pytest.mark.parametrize(
    ("outcome", "words", "open_"),
    [
        (Outcome.UNKNOWN, "will not be sent twice", True),
        (Outcome.EXPIRED, "can be sent again", False),
        (Outcome.REPLACED, "taken instead", False),
    ],
)
def test_what_did_not_happen_is_explained(drawer, outcome, words, open_):
    shown(drawer, entry(receipt=receipt(Stage.SENT, outcome, settled=not open_)))
    assert words in drawer.outcome.text()
    assert drawer.resolve.isVisible() is open_


def test_what_is_settled_needs_no_resolving(drawer):
    shown(drawer, entry(receipt=FINAL))
    assert drawer.resolve.isHidden()
    assert drawer.outcome.isHidden()


def test_resolving_is_asked_for(drawer, qtbot):
    shown(drawer, entry(receipt=receipt(Stage.SENT, Outcome.UNKNOWN)))
    with qtbot.waitSignal(drawer.resolve_requested):
        drawer.resolve.click()


def test_a_label_is_told_once_it_is_entered(drawer, qtbot):
    shown(drawer, entry(receipt=FINAL))
    told = []
    drawer.labelled.connect(told.append)
    drawer.label.setText(" rent ")
    qtbot.keyClick(drawer.label, Qt.Key.Key_Return)
    assert told == ["rent"]


def test_the_same_label_is_not_told(drawer, qtbot):
    shown(drawer, entry(receipt=FINAL, label="rent"))
    told = []
    drawer.labelled.connect(told.append)
    qtbot.keyClick(drawer.label, Qt.Key.Key_Return)
    assert told == []


def test_news_of_the_same_entry_leaves_what_is_being_typed(drawer, qtbot):
    shown(drawer, entry(receipt=receipt(Stage.SENT)))
    drawer.activateWindow()
    qtbot.waitUntil(drawer.isActiveWindow)
    drawer.label.setFocus()
    drawer.label.setText("half a wor")
    shown(drawer, entry(receipt=replace(FINAL)))
    assert drawer.label.text() == "half a wor"


def test_a_message_has_neither_stages_nor_figures(drawer):
    shown(drawer, signed_message("login to forum"))
    assert drawer.line.isHidden()
    assert facts(drawer) == [f"my-cold {ALICE[:4]}…{ALICE[-4:]}"]
    assert drawer.means.code.text == "$ btcli wallet sign"


def test_hidden_amounts_are_hidden_here_too(drawer):
    shown(drawer, register_entry(receipt=FINAL), hidden=True)
    assert "0.05" not in " ".join(facts(drawer))


def visible_code(drawer):
    return [code.text for code in drawer.findChildren(CodeText) if code.isVisibleTo(drawer)]


def test_amounts_in_the_call_and_the_commands_are_hidden_with_the_others(drawer):
    sent = entry(receipt=FINAL)
    shown(drawer, sent)
    told = visible_code(drawer)
    assert any("3 000 000 000" in text.replace("\u00a0", " ") for text in told)
    shown(drawer, sent, hidden=True)
    assert visible_code(drawer) == []
    assert not drawer.means.copy.isVisible()
    shown(drawer, sent)
    assert visible_code(drawer) == told


def test_a_message_holds_no_amount_to_hide(drawer):
    shown(drawer, signed_message("login to forum"), hidden=True)
    assert "$ btcli wallet sign" in visible_code(drawer)


def test_escape_closes_it(drawer, qtbot):
    shown(drawer, entry(receipt=FINAL))
    with qtbot.waitSignal(drawer.closed):
        qtbot.keyClick(drawer, Qt.Key.Key_Escape)


def test_hostile_messages_labels_and_errors_are_shown_clean(drawer):
    for text in hostile_texts(40):
        shown(drawer, signed_message(text))
        failed = receipt(Stage.FINAL, Outcome.FAILED, error=text)
        shown(drawer, entry(receipt=failed, label=text))
        drawer.grab()
        assert "\u202e" not in drawer.title.text() + drawer.outcome.text()


def test_a_long_label_is_read_from_its_beginning(drawer):
    shown(drawer, entry(receipt=FINAL, label="rent of November " * 10))
    assert drawer.label.cursorPosition() == 0


def test_what_is_told_stands_where_it_stands_whether_or_not_it_scrolls(drawer):
    drawer.resize(drawer.width(), 1200)
    shown(drawer, entry(receipt=FINAL))
    roomy = drawer.fee.width()
    drawer.resize(drawer.width(), 300)
    drawer.grab()
    assert drawer.fee.width() == roomy
