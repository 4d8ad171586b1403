"""Which text is signed, and that btcli takes it for the same."""

from __future__ import annotations

import json
import subprocess
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.keys import CryptoType, KeyReason
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.messages import LONGEST, message_bytes, read_message
from tests.fakes.keyfiles import keypair
from tests.fakes.orders import order
from tests.source_tree import ROOT

OLDER_PYTHON = ROOT / ".venv-cli9" / "bin" / "python"
TEXTS = ("hello", "τao", "two\nlines\tand more", "0x1234", "a" * 31, "a" * 33, "ab" * 16)

# What btcli 9 and SDK 11 sign and verify, by the very functions their commands call.
OLDER = """
import json, sys
from bittensor_wallet import Keypair
said = json.load(sys.stdin)
seed = Keypair.create_from_mnemonic(said["words"])
json.dump({
    "address": seed.ss58_address,
    "signed": [seed.sign(text.encode("utf-8")).hex() for text in said["texts"]],
    "valid": [
        Keypair(ss58_address=said["address"], crypto_type=1).verify(
            text.encode("utf-8"), bytes.fromhex(signature)
        )
        for text, signature in zip(said["texts"], said["signatures"])
    ],
}, sys.stdout)
"""


def _reason(text: str) -> str:
    with pytest.raises(AppError) as caught:
        message_bytes(text)
    assert caught.value.kind is ErrorKind.BAD_INPUT
    return caught.value.facts["reason"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_signed_as_its_bare_bytes(text):
    assert message_bytes(text) == text.encode()
    assert read_message(text.encode()) == text.encode()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", KeyReason.MESSAGE_EMPTY),
        ("a\0b", KeyReason.MESSAGE_CONTROL),
        ("a\x7f", KeyReason.MESSAGE_CONTROL),
        ("a\x85", KeyReason.MESSAGE_CONTROL),
        ("\udc80", KeyReason.MESSAGE_CONTROL),
        ("I agree to sign this 32 byte text"[:32], KeyReason.MESSAGE_HASH),
        ("τ" * 16, KeyReason.MESSAGE_HASH),
        ("a" * (LONGEST + 1), KeyReason.MESSAGE_LONG),
    ],
)
def test_what_could_be_a_transaction_is_refused(text, reason):
    assert _reason(text) == reason


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(AppError):
        read_message(b"\xff")


@given(st.binary(max_size=60))
def test_no_hash_of_a_payload_is_a_message(part):
    hashed = blake2b(part, digest_size=32).digest()
    with pytest.raises(AppError):
        read_message(hashed)


@pytest.mark.parametrize("name", ["transfer_keep_alive", "transfer_allow_death"])
def test_no_payload_is_a_message(name):
    with pytest.raises(AppError):
        read_message(order("Balances", name).payload)
    with pytest.raises(AppError):
        message_bytes(order("Balances", name).payload.decode("latin-1"))


@pytest.mark.parametrize("text", TEXTS)
def test_the_sdk_verifies_what_we_sign_and_we_what_it_signs(text):
    from bittensor.keyfiles import Keypair
    from bittensor.wallets import verify_message

    ours = keypair()
    signature = primitives.sign(ours, message_bytes(text))
    assert verify_message(text, signature.hex(), ours.ss58_address)
    theirs = Keypair.create_from_uri("//Bob")
    signature = bytes(theirs.sign(text.encode()))
    assert primitives.verify(text.encode(), signature, theirs.ss58_address)
    assert not primitives.verify(text.encode() + b"!", signature, theirs.ss58_address)


@pytest.mark.skipif(not OLDER_PYTHON.exists(), reason="bittensor-cli 9 is not installed")
def test_bittensor_cli_9_verifies_what_we_sign_and_we_what_it_signs(tmp_path: Path):
    ours = keypair()
    asked = {
        "words": "legal winner thank year wave sausage worth useful legal winner thank yellow",
        "texts": TEXTS,
        "address": ours.ss58_address,
        "signatures": [primitives.sign(ours, message_bytes(text)).hex() for text in TEXTS],
    }
    ended = subprocess.run(
        [OLDER_PYTHON, "-c", OLDER],
        input=json.dumps(asked),
        capture_output=True,
        check=True,
        env={"HOME": str(tmp_path)},
        text=True,
        timeout=60,
    )
    said = json.loads(ended.stdout)
    assert said["valid"] == [True] * len(TEXTS)
    for text, signature in zip(TEXTS, said["signed"], strict=True):
        assert primitives.verify(text.encode(), bytes.fromhex(signature), said["address"])


@pytest.mark.parametrize("scheme", list(CryptoType))
def test_a_message_a_browser_wrapped_is_verified_too(scheme):
    key = keypair(crypto_type=scheme)
    signature = primitives.sign(key, b"<Bytes>text</Bytes>")
    assert primitives.verify(b"text", signature, key.ss58_address)


@pytest.mark.parametrize("size", [0, 63, 65])
def test_a_signature_of_another_size_is_not_valid(size):
    assert not primitives.verify(b"text", bytes(size), keypair().ss58_address)


@given(st.binary(min_size=64, max_size=64), st.binary(min_size=32, max_size=32))
def test_no_other_64_bytes_are_valid_whatever_the_address(signature, account):
    if any(account):
        assert not primitives.verify(b"text", signature, primitives.address_of(account))
