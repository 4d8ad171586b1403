from __future__ import annotations

import pytest

from core.chain.wire import Dialer, _is_loopback, frame_fault, tls_context


@pytest.mark.parametrize(
    "frame",
    [
        '{"jsonrpc":"2.0","id":1,"result":null}',
        '{"jsonrpc":"2.0","id":"a","result":[5]}',
        '{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}',
        '{"jsonrpc":"2.0","method":"m","params":{"subscription":"s","result":{}}}',
        b'{"id":1,"result":"bytes"}',
    ],
)
def test_answers_and_notifications_pass(frame):
    assert frame_fault(frame) is None


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "5",
        "null",
        '"x"',
        "[]",
        '[{"id":1}]',
        "{",
        b"\xff\xfe\xfd",
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"id":[1]}',
        '{"id":{}}',
        '{"id":1.5}',
        '{"id":1,"error":null}',
        '{"id":1,"error":"no"}',
        '{"params":[1]}',
        '{"id":' + "9" * 5000 + "}",
    ],
    ids=lambda frame: repr(frame[:14]),
)
def test_what_the_session_would_choke_on_is_named(frame):
    assert frame_fault(frame)


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("ws://127.0.0.1:9944", True),
        ("ws://127.8.8.8:1", True),
        ("ws://[::1]:9944", True),
        ("ws://localhost:9944", True),
        ("ws://192.0.2.1:9944", False),
        ("wss://localhost.example.org", False),
        ("wss://entrypoint-finney.opentensor.ai:443", False),
    ],
)
def test_only_this_machine_is_reached_past_a_proxy(url, here):
    assert _is_loopback(url) is here


async def test_an_endpoint_is_dialled_once():
    dialer = Dialer("ws://127.0.0.1:9")
    with pytest.raises(ConnectionError):
        await dialer("ws://127.0.0.1:9")
    assert dialer.fault is not None
    with pytest.raises(ConnectionError, match="has ended"):
        await dialer("ws://127.0.0.1:9")


def test_certificates_are_checked():
    context = tls_context()
    assert context.check_hostname
    assert context.verify_mode.name == "CERT_REQUIRED"
