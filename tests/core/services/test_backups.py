"""The recovery drill, and exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.ids import Ss58
from core.domain.keys import HotkeyRecord, KeyName, KeyRef, Secret, WalletRecord
from core.services.backups import BackupService
from tests.fakes.keys import FakeVault
from tests.fakes.wallets import FakeWallets

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")
COLD, HOT = Ss58("5Cold"), Ss58("5Hot")
WORDS = Secret(b"words")


class Log:
    def __init__(self) -> None:
        self.noted: dict[Ss58, float] = {}

    async def verified_at(self, address: Ss58) -> float | None:
        return self.noted.get(address)

    async def note(self, address: Ss58, when: float) -> None:
        self.noted[address] = when


class Bench:
    def __init__(self) -> None:
        hotkey = HotkeyRecord(KeyName("miner", "miner"), HOT)
        wallet = WalletRecord(KeyName("main", "main"), COLD, hotkeys=(hotkey,))
        self.vault, self.log = FakeVault(), Log()
        self.backups = BackupService(self.vault, self.log, FakeWallets(wallet), lambda: 7.0)


@pytest.mark.parametrize(("ref", "address"), [(MAIN, COLD), (MINER, HOT)])
async def test_words_that_make_the_key_are_noted_as_a_verified_backup(ref, address):
    bench = Bench()
    assert await bench.backups.check_words(ref, WORDS) is True
    assert bench.vault.done == [("check_words", ref, WORDS)]
    assert bench.log.noted == {address: 7.0}
    assert await bench.backups.verified_at(address) == 7.0


async def test_other_words_are_not_noted():
    bench = Bench()
    bench.vault.answer = False
    assert await bench.backups.check_words(MAIN, WORDS) is False
    assert bench.log.noted == {}


async def test_words_re_entered_while_the_key_was_made_are_noted():
    bench = Bench()
    await bench.backups.note_verified(COLD)
    assert bench.log.noted == {COLD: 7.0}


async def test_exports_are_the_vaults_and_verify_nothing():
    bench = Bench()
    target, passphrase = Path("/stick/copy"), Secret(b"p")
    await bench.backups.export_keyfile(MAIN, target)
    await bench.backups.export_polkadot_js(MAIN, None, passphrase, target)
    assert bench.vault.done == [
        ("export_keyfile", MAIN, target),
        ("export_polkadot_js", MAIN, None, passphrase, target),
    ]
    assert bench.log.noted == {}
