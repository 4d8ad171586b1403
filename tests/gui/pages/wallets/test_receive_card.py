"""An address is shown for receiving only where what arrives would be one's own."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from core.domain.keys import Finding
from core.domain.networks import FINNEY, LOCAL, PRACTICE, TEST, parse_network
from gui.pages.wallets.receive_card import ReceiveCard
from tests.fakes.wallets import ADDRESS
from tests.gui.accessible import unnamed_controls


@pytest.fixture
def card(qtbot, theme):
    made = ReceiveCard(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_address_stands_there_in_fours_and_as_a_code(card):
    card.show_wallet(ADDRESS, FINNEY, practice=False)
    assert card.fours.address == card.code.text == ADDRESS
    assert not QImage.fromData(card.code.png()).isNull()
    assert not card.practice.isVisible()
    assert card.network.text() == "finney"


@pytest.mark.parametrize("network", [FINNEY, TEST, parse_network("ws://a:1"), None])
def test_a_wallet_whose_password_everyone_knows_receives_nothing_of_value(card, network):
    card.show_wallet(ADDRESS, network, practice=True)
    assert card.is_hidden
    assert card.code.text == card.fours.address == ""
    assert card.reason_title.text() == "Everyone knows this wallet's password."


@pytest.mark.parametrize(("network", "offers"), [(PRACTICE, True), (LOCAL, False)])
def test_where_nothing_has_value_it_may_receive(card, network, offers):
    card.show_wallet(ADDRESS, network, practice=True)
    assert not card.is_hidden
    assert card.practice.isVisible() is offers


def test_without_an_address_it_says_why(card):
    card.show_wallet(None, FINNEY, practice=False)
    assert card.is_hidden
    assert "coldkey" in card.reason.text()


@pytest.mark.parametrize("network", [FINNEY, PRACTICE])
@pytest.mark.parametrize("finding", [Finding.PAIR_DIFFERS, Finding.DAMAGED])
def test_what_arrives_where_no_key_is_could_not_be_spent(card, finding, network):
    card.show_wallet(ADDRESS, network, practice=False)
    card.show_wallet(ADDRESS, network, practice=False, findings=(finding,))
    assert card.is_hidden
    assert card.code.text == card.fours.address == ""
    assert card.reason_title.text() == "Do not receive here."
    assert not card.practice.isVisible()


def test_its_buttons_ask(card):
    asked = []
    card.copy_requested.connect(lambda: asked.append("copy"))
    card.save_requested.connect(lambda: asked.append("save"))
    card.practice_requested.connect(lambda: asked.append("practice"))
    card.show_wallet(ADDRESS, PRACTICE, practice=False)
    for button in (card.copy, card.save, card.practice):
        button.click()
    assert asked == ["copy", "save", "practice"]
    assert unnamed_controls(card) == []
