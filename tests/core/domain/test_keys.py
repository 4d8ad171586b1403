"""Secrets that show themselves nowhere, and what follows from a record."""

from __future__ import annotations

import logging
import pickle

import pytest

from core.domain.ids import Ss58
from core.domain.keys import (
    Draft,
    FromWords,
    KeyFormat,
    KeyName,
    KeyRef,
    KeyRole,
    Secret,
    WalletRecord,
)
from core.errors import AppError, ErrorKind

CANARY = "canary-in-the-coal-mine"


def test_a_secret_shows_in_no_text(caplog):
    secret = Secret.of_text(CANARY)
    draft = Draft(1, Ss58("5X"), secret)
    logging.getLogger("x").warning("%s %r %s %r", secret, secret, draft, FromWords(secret))
    assert CANARY not in caplog.text
    assert CANARY not in f"{secret} {draft!r}"


def test_a_secret_is_not_pickled():
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(Secret.of_text(CANARY))


def test_a_wiped_secret_is_empty():
    secret = Secret.of_text(CANARY)
    secret.wipe()
    assert len(secret) == 0
    assert secret.reveal() == b""


def test_secrets_compare_by_what_they_hold():
    assert Secret(b"a") == Secret(b"a")
    assert Secret(b"a") != Secret(b"b")
    assert Secret(b"a") != b"a"


def test_a_secret_is_no_key_of_a_dict():
    with pytest.raises(TypeError):
        hash(Secret(b"a"))


def test_a_lone_surrogate_is_refused_without_repeating_the_text():
    with pytest.raises(AppError) as caught:
        Secret.of_text(CANARY + "\ud800")
    assert caught.value.kind is ErrorKind.BAD_INPUT
    assert CANARY not in repr(caught.value)


def test_a_reference_without_hotkey_is_a_coldkey():
    assert KeyRef("main").role is KeyRole.COLDKEY
    assert KeyRef("main", "miner").role is KeyRole.HOTKEY


def test_a_wallet_with_an_address_and_no_key_only_watches():
    name = KeyName("main", "main")
    assert WalletRecord(name, address=Ss58("5X")).is_watch_only
    assert not WalletRecord(name).is_watch_only
    assert not WalletRecord(name, address=Ss58("5X"), format=KeyFormat.NACL).is_watch_only


@pytest.mark.parametrize("form", list(KeyFormat))
def test_every_legacy_format_is_an_encrypted_one(form):
    assert form.is_encrypted or not form.is_legacy


@pytest.mark.parametrize("text", ["", "a", "p4ss", "pässwörd τ 💧", "a" * 1000])
def test_text_becomes_its_utf_8_and_is_overwritten_only_where_it_is_taken(text):
    kept, taken = "".join(list(text)), "".join(list(text))
    assert Secret.of_text(kept).reveal() == text.encode()
    assert kept == text
    assert Secret.take_text(taken).reveal() == text.encode()
    assert len(text) < 2 or taken != text


def test_text_that_cannot_be_a_secret_is_overwritten_all_the_same():
    taken = "".join(["pass", "\udc80"])
    with pytest.raises(AppError):
        Secret.take_text(taken)
    assert "pass" not in taken


def test_a_phrase_gives_its_words():
    assert Secret(b"legal  winner thank").words() == ("legal", "winner", "thank")
