"""Messages as people paste them."""

from __future__ import annotations

import pytest

from core.domain.keys import KeyRef
from core.domain.settings import Settings
from core.errors import AppError, ErrorKind
from core.services.locks import LockService
from core.services.messages import MessageService
from tests.fakes.keys import FakeAgent, FakeVault
from tests.fakes.preferences import FakePreferences
from tests.fakes.wallets import ADDRESS, FakeWallets

MAIN = KeyRef("main")
SIGNATURE = bytes(range(64)).hex()


class Bench:
    def __init__(self, settings: Settings | None = None) -> None:
        self.agent, self.vault = FakeAgent(), FakeVault()
        preferences = FakePreferences(settings or Settings())
        locks = LockService(self.agent, self.vault, FakeWallets(), preferences)
        self.noted: list[tuple[object, ...]] = []
        self.error: AppError | None = None
        self.messages = MessageService(self.agent, self.vault, locks, self.note)

    async def note(self, *what: object) -> None:
        if self.error is not None:
            raise self.error
        self.noted.append(what)


async def test_a_signature_is_hex_as_btcli_prints_it():
    bench = Bench()
    assert await bench.messages.sign(MAIN, "text") == SIGNATURE
    assert bench.agent.done == [("sign_message", MAIN, "text")]


async def test_what_is_signed_is_noted_before_it_is_given_out():
    bench = Bench()
    await bench.messages.sign(MAIN, "text")
    assert bench.noted == [(MAIN, "5X", "text", bytes.fromhex(SIGNATURE))]
    bench.error = AppError(ErrorKind.STORAGE, "disk full")
    with pytest.raises(AppError):
        await bench.messages.sign(MAIN, "text")


async def test_with_a_password_each_time_the_key_is_locked_after_a_message():
    bench = Bench(Settings(password_each_time=True))
    bench.agent.hold(MAIN)
    await bench.messages.sign(MAIN, "text")
    assert bench.agent.unlocked == ()


@pytest.mark.parametrize(
    "pasted",
    [SIGNATURE, "0x" + SIGNATURE, SIGNATURE.upper(), f"  {SIGNATURE[:64]}\n{SIGNATURE[64:]} "],
)
@pytest.mark.parametrize("valid", [True, False])
async def test_a_pasted_signature_is_verified(pasted, valid):
    bench = Bench()
    bench.vault.answer = valid
    assert await bench.messages.verify("text", pasted, f" {ADDRESS} ") is valid
    assert bench.vault.done == [("verify_message", "text", bytes(range(64)), ADDRESS)]


@pytest.mark.parametrize(
    ("signature", "address", "field"),
    [
        ("", ADDRESS, "signature"),
        ("0x", ADDRESS, "signature"),
        (SIGNATURE[2:], ADDRESS, "signature"),
        (SIGNATURE + "00", ADDRESS, "signature"),
        ("zz" + SIGNATURE[2:], ADDRESS, "signature"),
        ("٣" * 128, ADDRESS, "signature"),
        (SIGNATURE, "", "address"),
        (SIGNATURE, ADDRESS[:-1] + "R", "address"),
    ],
)
async def test_what_is_no_signature_or_address_is_told_apart_from_a_wrong_one(
    signature, address, field
):
    bench = Bench()
    with pytest.raises(AppError) as caught:
        await bench.messages.verify("text", signature, address)
    assert caught.value.kind is ErrorKind.BAD_INPUT
    assert caught.value.facts["field"] == field
    assert bench.vault.done == []
