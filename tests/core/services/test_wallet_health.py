from __future__ import annotations

import pytest

from core.domain.keys import Finding, KeyFormat, KeyRef
from core.domain.wallets import HealthItem, Repair
from core.services.wallet_health import health_of
from tests.fakes.vault import hotkey, wallet

MAIN = KeyRef("main")


def test_a_sound_wallet_passes_every_check():
    health = health_of(wallet("main", hotkey(form=KeyFormat.NACL)), is_backed_up=True)
    assert health.items == ()
    assert health.passed == 9


def test_every_finding_is_a_check_that_is_not_passed():
    for finding in Finding:
        assert health_of(wallet(findings=[finding]), is_backed_up=True).passed == 8, finding


def test_a_wallet_without_verified_backup_is_asked_for_one():
    health = health_of(wallet(), is_backed_up=False)
    assert health.items == (HealthItem(MAIN, None, Repair.VERIFY_BACKUP),)
    assert health.passed == 8


@pytest.mark.parametrize(
    ("finding", "repair"),
    [
        (Finding.PLAINTEXT, Repair.ENCRYPT),
        (Finding.LEGACY_FORMAT, Repair.REENCRYPT),
        (Finding.OPEN_MODE, Repair.RESTRICT_MODE),
        (Finding.MISSING_PUBLIC, Repair.RESTORE_PUBLIC),
        (Finding.SYMLINK, Repair.REPLACE_LINK),
        (Finding.DAMAGED, None),
        (Finding.PAIR_DIFFERS, None),
    ],
)
def test_a_finding_comes_with_what_can_be_done(finding, repair):
    health = health_of(wallet(findings=[finding]), is_backed_up=True)
    assert health.items == (HealthItem(MAIN, finding, repair),)


def test_a_hotkeys_finding_names_the_hotkey():
    health = health_of(wallet("main", hotkey("m1", None, KeyFormat.JSON, Finding.PLAINTEXT)), True)
    assert health.items == (HealthItem(KeyRef("main", "m1"), Finding.PLAINTEXT, Repair.ENCRYPT),)


def test_the_same_finding_on_two_keys_is_one_check():
    keys = [hotkey(name, None, KeyFormat.JSON, Finding.PLAINTEXT) for name in ("m1", "m2")]
    health = health_of(wallet("main", *keys), is_backed_up=True)
    assert (len(health.items), health.passed) == (2, 8)


def test_nothing_is_repaired_under_a_foreign_name():
    of_wallet = wallet("über", findings=[Finding.FOREIGN_NAME, Finding.OPEN_MODE], is_foreign=True)
    of_hotkey = wallet(
        "main", hotkey("ü", None, KeyFormat.JSON, Finding.PLAINTEXT, is_foreign=True)
    )
    for record in (of_wallet, of_hotkey):
        assert all(item.repair is None for item in health_of(record, True).items)


def test_a_link_goes_before_anything_is_repaired_behind_it():
    linked = hotkey("m1", None, KeyFormat.JSON, Finding.OPEN_MODE, Finding.SYMLINK)
    health = health_of(wallet("main", linked, findings=[Finding.OPEN_MODE]), True)
    repairs = {(item.ref.hotkey, item.finding): item.repair for item in health.items}
    assert repairs == {
        ("", Finding.OPEN_MODE): Repair.RESTRICT_MODE,
        ("m1", Finding.OPEN_MODE): None,
        ("m1", Finding.SYMLINK): Repair.REPLACE_LINK,
    }


def test_a_link_to_what_is_no_keyfile_is_left_alone():
    for finding in (Finding.UNREADABLE, Finding.NOT_A_FILE, Finding.DAMAGED):
        health = health_of(wallet(findings=[Finding.SYMLINK, finding]), True)
        assert {item.repair for item in health.items} == {None}
