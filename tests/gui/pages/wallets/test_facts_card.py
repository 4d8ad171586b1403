"""The facts of a coldkey are those that are true of it, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.keys import KeyFormat
from gui.pages.wallets.facts_card import FactsCard, date_of
from gui.privacy import Privacy
from tests.builders import TAO, account, position, stamp
from tests.fakes.key_records import CHANGED_AT, wallet, watched
from tests.fakes.preferences import FakePreferences

ROOT = Path("wallets")


@pytest.fixture
def card(qtbot, theme):
    made = FactsCard(theme, Privacy(FakePreferences()))
    qtbot.addWidget(made)
    made.resize(420, 330)
    made.show()
    return made


def facts(card, record, verified_at=None, *, practice=False):
    card.show_wallet(record, ROOT, verified_at, practice=practice)
    return {name: label.text() for name, label in card.facts.items()}


def test_a_coldkey_tells_its_scheme_encryption_backup_file_and_folder(card):
    assert facts(card, wallet()) == {
        "Key type": "sr25519",
        "Encryption": "NaCl, argon2i",
        "Backup checked": "never",
        "File changed": date_of(CHANGED_AT),
        "Folder": "wallets/my-cold",
    }
    assert card.facts["Backup checked"].property("tone") == "warning"


def test_a_checked_backup_has_its_date(card):
    assert facts(card, wallet(), CHANGED_AT)["Backup checked"] == date_of(CHANGED_AT)
    assert date_of(CHANGED_AT).endswith("Mar 2025")


def test_a_practice_wallet_needs_no_backup(card):
    assert facts(card, wallet(), practice=True)["Backup checked"] == "not needed for practice"


@pytest.mark.parametrize("kind", [KeyFormat.ANSIBLE, KeyFormat.FERNET, KeyFormat.JSON])
def test_weak_protection_is_a_warning(card, kind):
    facts(card, wallet(kind=kind))
    assert card.facts["Encryption"].property("tone") == "warning"


def test_a_watched_wallet_has_nothing_to_protect_or_back_up(card):
    assert set(facts(card, watched())) == {"Private key", "Folder"}
    assert not card.back_up.isVisible()
    assert not card.password.isVisible()


def test_figures_are_free_staked_and_their_sum(card):
    owned = account(position(price=TAO, alpha=2 * TAO), free=5 * TAO)
    card.show_account(owned, stamp(), stale=False)
    assert shown(card) == ["5.000\u00a0τ", "2.000\u00a0τ", "7.000\u00a0τ"]


def test_what_is_reserved_is_a_part_of_the_sum_and_shown_as_one(card):
    owned = account(position(price=TAO, alpha=2 * TAO), free=5 * TAO, reserved=TAO)
    card.show_account(owned, stamp(), stale=False)
    assert shown(card) == ["5.000\u00a0τ", "1.000\u00a0τ", "2.000\u00a0τ", "8.000\u00a0τ"]
    card.show_account(account(free=5 * TAO), stamp(), stale=False)
    assert shown(card) == ["5.000\u00a0τ", "0.000\u00a0τ", "5.000\u00a0τ"]


def shown(card) -> list[str]:
    return [label.text() for label in card.figures.values() if label.isVisible()]


def test_what_is_not_known_is_a_dash_and_no_zero(card):
    card.show_account(None, stamp(), stale=False)
    assert {label.text() for label in card.figures.values()} == {"–"}
    assert card.age.text() == "not known yet"


def test_figures_stand_below_each_other_where_it_is_narrow(card):
    card.show_account(account(free=5 * TAO), stamp(), stale=False)
    wide = [label.geometry().top() for label in card.figures.values() if label.isVisible()]
    card.resize(300, 400)
    card.layout().activate()
    narrow = [label.geometry().top() for label in card.figures.values() if label.isVisible()]
    assert len(set(wide)) == 1
    assert sorted(set(narrow)) == narrow


def test_four_figures_stand_below_each_other_where_three_stand_beside(card):
    card.show_account(account(free=5 * TAO, reserved=TAO), stamp(), stale=False)
    card.layout().activate()
    tops = [label.geometry().top() for label in card.figures.values() if label.isVisible()]
    assert sorted(set(tops)) == tops
