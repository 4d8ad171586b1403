"""Practising makes a wallet once, never takes another's, and asks for TAO where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.keys import CryptoType, FromDraft, KeyFormat, KeyName, KeyReason, KeyRef
from core.domain.keys import WalletRecord as Wallet
from core.domain.networks import PRACTICE
from core.domain.settings import Settings
from core.errors import AppError, ErrorKind
from core.flows.practise import Practise, PractiseStep
from tests.builders import account_of
from tests.fakes.accounts import FakeAccounts
from tests.fakes.network import FakeNetwork
from tests.fakes.preferences import FakePreferences
from tests.fakes.wallets import ADDRESS, FakeWallets, stored


class Shelf(FakeWallets):
    """Keeps what is created, and refuses names that something else has."""

    def __init__(self, *wallets: Wallet, occupied: tuple[str, ...] = ()) -> None:
        super().__init__(*wallets)
        self.occupied = occupied
        self.passwords: list[str] = []
        self.secrets = []

    async def create_coldkey(self, wallet, source, password):
        if wallet in self.occupied:
            facts = {"reason": KeyReason.NAME_TAKEN}
            raise AppError(ErrorKind.BAD_INPUT, "taken", facts)
        self.secrets.append(password)
        await super().create_coldkey(wallet, source, password)
        self.become(*(self.listing.wallets if self.listing else ()), record(wallet))
        return stored(KeyRef(wallet))

    def names(self) -> list[str]:
        return [wallet.name.text for wallet in self.listing.wallets]

    def asked(self, what: str) -> list[tuple[object, ...]]:
        return [done for done in self.done if done[0] == what]


class Stage:
    def __init__(self, *wallets: Wallet, occupied: tuple[str, ...] = ()) -> None:
        self.wallets = Shelf(*wallets, occupied=occupied)
        self.network, self.accounts = FakeNetwork(), FakeAccounts()
        self.preferences = FakePreferences(Settings(wallet="mine"))
        self.steps: list[PractiseStep] = []

    async def begin(self):
        parts = self.network, self.wallets, self.accounts, self.preferences
        return await Practise(*parts).begin(self.steps.append)


def record(name: str, address=ADDRESS, form=KeyFormat.NACL) -> Wallet:
    return Wallet(KeyName(name, name), address, CryptoType.SR25519, form)


async def test_the_first_time_makes_a_wallet_and_gives_it_tao():
    stage = Stage()
    done = await stage.begin()
    assert (done.ref, done.is_new, done.block) == (KeyRef("practice"), True, 1001)
    assert stage.network.switched_to == [PRACTICE]
    assert stage.preferences.settings.network == "practice"
    assert stage.preferences.settings.practice_wallets == (ADDRESS,)
    assert stage.wallets.chosen == KeyRef("practice")
    assert stage.accounts.asked_for == [ADDRESS]
    assert stage.steps == [PractiseStep.WALLET, PractiseStep.NETWORK, PractiseStep.TAO]


async def test_its_password_is_the_known_one_and_the_words_are_seen_by_nobody():
    stage = Stage()
    await stage.begin()
    (made,) = stage.wallets.asked("create_coldkey")
    assert made[1:] == ("practice", FromDraft(1), "practice")
    assert [len(secret) for secret in stage.wallets.secrets] == [0]


async def test_the_second_time_takes_the_wallet_that_is_there():
    stage = Stage()
    await stage.begin()
    stage.accounts.owned[ADDRESS] = account_of(ADDRESS)
    done = await stage.begin()
    assert (done.is_new, done.block) == (False, None)
    assert stage.wallets.names() == ["practice"]
    assert stage.accounts.asked_for == [ADDRESS]


async def test_a_wallet_that_lost_its_tao_gets_some_again():
    stage = Stage()
    await stage.begin()
    done = await stage.begin()
    assert (done.is_new, done.block) == (False, 1001)


@pytest.mark.parametrize("name", ["practice", "Practice"])
async def test_a_foreign_wallet_of_that_name_is_left_alone(name):
    stage = Stage(record(name, address="5F" + "x" * 46))
    done = await stage.begin()
    assert done.ref == KeyRef("practice-2")
    assert stage.wallets.names() == [name, "practice-2"]


async def test_a_name_that_something_else_has_is_passed_over():
    stage = Stage(occupied=("practice", "practice-2"))
    assert (await stage.begin()).ref == KeyRef("practice-3")


async def test_a_practice_wallet_without_its_key_is_not_taken():
    stage = Stage(record("practice", form=None))
    stage.preferences.settings = replace(stage.preferences.settings, practice_wallets=(ADDRESS,))
    assert (await stage.begin()).ref == KeyRef("practice-2")


async def test_the_address_is_known_as_practice_before_its_wallet_exists():
    stage = Stage()
    stage.wallets.error = None

    async def refuse(wallet, source, password):
        assert stage.preferences.settings.practice_wallets == (ADDRESS,)
        raise AppError(ErrorKind.STORAGE, "full", {"reason": KeyReason.DISK_FULL})

    stage.wallets.create_coldkey = refuse
    with pytest.raises(AppError):
        await stage.begin()
    assert stage.wallets.asked("discard") == [("discard", 1)]
    assert stage.wallets.chosen is None


async def test_where_no_name_is_free_it_says_so():
    taken = ("practice", *(f"practice-{number}" for number in range(2, 100)))
    with pytest.raises(AppError) as caught:
        await Stage(occupied=taken).begin()
    assert caught.value.facts["reason"] == KeyReason.NAME_TAKEN


async def test_without_the_network_the_wallet_stays_for_the_next_try():
    stage = Stage()
    stage.accounts.error = AppError(ErrorKind.PRACTICE, "did not start")
    with pytest.raises(AppError):
        await stage.begin()
    stage.accounts.error = None
    assert (await stage.begin()).is_new is False
    assert stage.wallets.names() == ["practice"]
