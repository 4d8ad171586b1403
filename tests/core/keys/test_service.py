"""What a key process answers, and that no answer tells a secret."""

from __future__ import annotations

import logging
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.keys import KeyRef
from core.errors import ErrorKind
from core.keys import signing_requests
from core.keys.protocol import Frame
from core.keys.service import KeyService
from tests.fakes.key_service import MAIN, MINER, ask, error_of, unlock
from tests.fakes.keyfiles import put_wallet

pytestmark = pytest.mark.usefixtures("cheap_encryption")

OPERATIONS = (
    *("wallets", "draft", "discard", "store", "watch", "change-password"),
    *("restore-public", "put-away", "repair-mode", "check-words", "verify-message"),
    *("unlock", "forget", "sign-order", "sign-message", "digest"),
    *("export-keyfile", "export-polkadot-js"),
)


@pytest.fixture
def keys(root: Path) -> KeyService:
    return KeyService(root)


@pytest.mark.parametrize("operation", ["", "unlok", "__init__", None])
def test_an_unknown_request_is_refused(keys, operation):
    reply = keys.answer(Frame({"id": 7, "op": operation}))
    assert error_of(reply).kind is ErrorKind.INTERNAL


json_values = st.none() | st.integers() | st.text() | st.lists(st.text(), max_size=2)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(OPERATIONS),
    st.dictionaries(
        st.sampled_from(
            ["ref", "source", "number", "crypto_type", "expected", "wallet", "address"]
        ),
        json_values,
    ),
    st.dictionaries(
        st.sampled_from(["password", "call", "text", "words", "seed", "old", "new", "metadata"]),
        st.binary(max_size=40),
    ),
)
def test_any_request_gets_one_reply(keys, operation, fields, blobs):
    reply = ask(keys, operation, blobs, **fields)
    assert reply.header["id"] == 7


def _canaries(root: Path) -> list[tuple[str, Frame]]:
    """One failing request for each way a secret goes in."""
    put_wallet(root)
    fields = {"ref": ["new", ""], "crypto_type": 1}
    spec = {"spec_version": 1, "spec_name": "x"}
    canary = b"canary-secret"
    return [
        ("unlock", Frame({"ref": MAIN, "expected": None}, {"password": canary})),
        ("unlock", Frame({"ref": MAIN, "expected": None}, {"password": canary + b"\xff"})),
        ("unlock", Frame({"ref": MAIN, "expected": 5}, {"password": canary})),
        ("store", Frame({**fields, "source": "words"}, {"words": canary, "password": canary})),
        ("store", Frame({**fields, "source": "words"}, {"words": canary + b"\xff"})),
        ("store", Frame({**fields, "source": "seed"}, {"seed": canary, "password": canary})),
        ("store", Frame({**fields, "source": "private-key"}, {"private_key": canary})),
        (
            "store",
            Frame({**fields, "source": "polkadot-js"}, {"document": canary, "passphrase": canary}),
        ),
        (
            "change-password",
            Frame({"ref": MAIN, "expected": None}, {"old": canary, "new": canary}),
        ),
        ("restore-public", Frame({"ref": MAIN, "expected": None}, {"password": canary})),
        ("digest", Frame({**spec, "metadata": sha256(canary).hexdigest()}, {"metadata": canary})),
        ("check-words", Frame({"ref": MAIN}, {"words": canary})),
        (
            "export-polkadot-js",
            Frame(
                {"ref": MAIN, "target": str(root.parent / "export")},
                {"password": canary, "passphrase": canary},
            ),
        ),
    ]


def test_no_error_log_or_print_repeats_a_secret(keys, root, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    for operation, request in _canaries(root):
        reply = ask(keys, operation, dict(request.blobs), **request.header)
        assert "error" in reply.header, operation
        assert "canary" not in repr(reply) + repr(error_of(reply)), operation
    assert "canary" not in caplog.text
    assert capfd.readouterr() == ("", "")


def test_an_unforeseen_exception_tells_its_type_and_not_its_text(keys, root, monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("canary-secret")

    put_wallet(root)
    monkeypatch.setattr(signing_requests, "open_key", fail)
    error = error_of(unlock(keys))
    assert error.kind is ErrorKind.INTERNAL
    assert error.detail == "unexpected RuntimeError"


def test_a_reference_is_a_wallet_and_a_hotkey():
    assert KeyRef("main", "miner") == KeyRef(*MINER)
