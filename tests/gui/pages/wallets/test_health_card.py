"""Findings stand in words, each with the button that repairs it."""

from __future__ import annotations

import pytest

from core.domain.keys import Finding, KeyRef
from core.domain.wallets import Doubt, Health, HealthItem, Repair
from gui.pages.wallets.health_card import HealthCard
from gui.widgets.buttons import Button
from gui.widgets.labels import TextLabel
from tests.fakes.key_records import hotkey, wallet
from tests.gui.accessible import unnamed_controls

WALLET = wallet("my-cold", hotkey("miner-2", seed=2))
NO_BACKUP = HealthItem(KeyRef("my-cold"), None, Repair.VERIFY_BACKUP)
OPEN = HealthItem(KeyRef("my-cold", "miner-2"), Finding.OPEN_MODE, Repair.RESTRICT_MODE)
DAMAGED = HealthItem(KeyRef("my-cold"), Finding.DAMAGED)
FOREIGN = HealthItem(KeyRef("my-cold"), Finding.FOREIGN_NAME)


@pytest.fixture
def card(qtbot, theme):
    made = HealthCard(theme)
    qtbot.addWidget(made)
    made.resize(696, 300)
    made.show()
    return made


def words(card):
    return [label.text() for label in card.findChildren(TextLabel) if label.isVisibleTo(card)]


def buttons(card):
    return {b.text(): b for b in card.findChildren(Button) if b.isVisibleTo(card)}


def test_a_finding_names_the_hotkey_it_is_about(card):
    card.show_health(Health((OPEN,), 6), WALLET)
    assert "Hotkey miner-2: open to other users" in words(card)


def test_the_button_asks_for_the_repair_of_its_item(card):
    asked = []
    card.repair_requested.connect(asked.append)
    card.show_health(Health((NO_BACKUP, OPEN), 6), WALLET)
    buttons(card)["Make private"].click()
    buttons(card)["Check backup"].click()
    assert asked == [OPEN, NO_BACKUP]


def test_what_cannot_be_repaired_has_no_button(card):
    card.show_health(Health((DAMAGED,), 6), WALLET)
    assert set(buttons(card)) == {"Run again"}


@pytest.mark.parametrize(
    ("items", "passed", "says"),
    [
        ((), 8, "no warnings, 8 checks passed"),
        ((OPEN,), 1, "1 warning, 1 check passed"),
        ((OPEN, NO_BACKUP), 6, "2 warnings, 6 checks passed"),
        ((FOREIGN,), 7, "no warnings, 7 checks passed"),
    ],
)
def test_the_head_counts(card, items, passed, says):
    card.show_health(Health(items, passed), WALLET)
    assert card.note.text() == says


def test_many_findings_are_shown_when_asked_for(card):
    card.show_health(Health((OPEN,) * 250, 0), WALLET)
    assert sum("Make private" in b.text() for b in card.findChildren(Button)) == 2
    buttons(card)["Show 248 more"].click()
    assert set(buttons(card)) == {"Make private", "Run again"}
    visible = [
        b for b in card.findChildren(Button) if b.isVisibleTo(card) and "private" in b.text()
    ]
    assert len(visible) == 100
    assert "and 150 more" in words(card)


def test_a_repaired_finding_goes_away(card):
    card.show_health(Health((OPEN,), 6), WALLET)
    card.show_health(Health((), 7), WALLET)
    assert not any("miner-2" in text for text in words(card))


def test_another_wallet_shows_nothing_of_the_one_before(card):
    card.show_health(Health((OPEN,), 6), WALLET)
    card.show_health(Health((OPEN, NO_BACKUP, DAMAGED), 6), WALLET)
    card.show_unknown()
    assert card.note.text() == ""
    assert set(buttons(card)) == {"Run again"}
    assert not any("miner-2" in text for text in words(card))


def test_buttons_say_what_they_repair(card):
    card.show_health(Health((OPEN, NO_BACKUP), 6), WALLET)
    assert unnamed_controls(card) == []
    name = buttons(card)["Make private"].accessibleName()
    assert name == "Make private: Hotkey miner-2: open to other users"


def test_a_hotkey_that_is_gone_is_named_and_can_be_forgotten(card, qtbot):
    gone = HealthItem(KeyRef("my-cold", "miner-9"), None, Repair.FORGET, Doubt.GONE)
    card.show_health(Health((gone,), 9), WALLET)
    assert "Hotkey miner-9: gone" in words(card)
    with qtbot.waitSignal(card.repair_requested) as asked:
        buttons(card)["Forget"].click()
    assert asked.args == [gone]


def test_what_loses_a_key_is_told_first(card):
    card.show_health(Health((FOREIGN, OPEN, NO_BACKUP, DAMAGED), 4), WALLET)
    found = [text for text in words(card) if text in ("Damaged", "Backup not verified")]
    assert found == ["Damaged", "Backup not verified"]
    assert "A name of another program" not in words(card)


def test_a_file_that_others_can_read_is_told_before_one_without_a_password(card):
    plain = HealthItem(KeyRef("my-cold", "miner-2"), Finding.PLAINTEXT, Repair.ENCRYPT)
    card.show_health(Health((plain, OPEN, NO_BACKUP), 4), WALLET)
    assert "Make private" in buttons(card)
    assert "Encrypt" not in buttons(card)
