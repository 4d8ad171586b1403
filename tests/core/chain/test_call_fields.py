from __future__ import annotations

from typing import Any

import pytest

from core.chain.call_fields import checked_fields
from core.chain.intents import call_of
from core.domain.intents import TransferTao
from core.domain.money import TaoRao
from core.domain.transactions import CallField
from core.errors import AppError, ErrorKind
from tests.fakes.signers import address

BOB = address("//Bob")
CALL = call_of(TransferTao(BOB, TaoRao(7)))


def decoded(**changes: Any) -> dict[str, Any]:
    honest = {
        "call_module": "Balances",
        "call_function": "transfer_keep_alive",
        "call_args": [{"name": "dest", "value": BOB}, {"name": "value", "value": 7}],
    }
    return {**honest, **changes}


def test_the_fields_are_those_decoded():
    fields = checked_fields(CALL, CALL.data, lambda _: decoded())
    assert fields == (CallField("dest", BOB), CallField("value", "7"))


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("pallet", {"call_module": "Proxy"}),
        ("function", {"call_function": "transfer_all"}),
        ("fields", {"call_args": [{"name": "dest", "value": BOB}]}),
        ("fields", {"call_args": [*decoded()["call_args"], {"name": "x", "value": 1}]}),
        ("value", {"call_args": [{"name": "dest", "value": BOB}, {"name": "value", "value": 8}]}),
        (
            "value",
            {"call_args": [{"name": "dest", "value": BOB}, {"name": "value", "value": 7.0}]},
        ),
        (
            "dest",
            {
                "call_args": [
                    {"name": "dest", "value": address("//Eve")},
                    {"name": "value", "value": 7},
                ]
            },
        ),
    ],
)
def test_any_difference_is_named(field, changes):
    with pytest.raises(AppError) as caught:
        checked_fields(CALL, CALL.data, lambda _: decoded(**changes))
    assert caught.value.kind is ErrorKind.NODE_FAULT
    assert caught.value.facts["field"] == field


def test_bytes_that_only_read_right_are_refused():
    with pytest.raises(AppError) as caught:
        checked_fields(CALL, b"\x05\x0a" + CALL.data[2:], lambda _: decoded())
    assert caught.value.facts["field"] == "bytes"
