"""Orders over metadata that a node made up: what they say was shown, or no chain takes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import bittensor_core
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.call_fields import said_by
from core.domain.signing import SigningOrder, blake2_256
from core.errors import AppError, ErrorKind
from core.keys.orders import Runtimes, checked_payload
from tests.fakes.orders import (
    DEST,
    DIGEST,
    SPEC_NAME,
    SPEC_VERSION,
    implicit,
    metadata,
    order,
    runtime,
)

HONEST = order()
NAMES = (b"transfer_keep_alive", b"transfer_all", b"transfer_allow_death", b"add_stake_limit")


@st.composite
def _lies(draw) -> bytes:
    """The recorded metadata with names exchanged, or with some bytes changed."""
    lie = bytearray(metadata())
    if draw(st.booleans()):
        first, second = draw(st.permutations(NAMES))[:2]
        at, to = lie.find(first), lie.find(second)
        size = min(len(first), len(second))
        lie[at : at + size], lie[to : to + size] = second[:size], first[:size]
    for _ in range(draw(st.integers(1, 3))):
        lie[draw(st.integers(8, len(lie) - 1))] = draw(st.integers(0, 255))
    return bytes(lie)


def _said(lie: bytes, call: bytes) -> SigningOrder:
    """What an app that believes the lie shows of these bytes, its digest included."""
    codec: Any = bittensor_core.Runtime(lie, SPEC_VERSION, 1)
    shown = said_by(codec.decode_call(call))
    digest = bytes(bittensor_core.metadata_digest(lie, SPEC_VERSION, SPEC_NAME, 42, 9, "TAO"))
    return replace(
        HONEST,
        call=call,
        call_hash="0x" + blake2_256(call).hex(),
        function=shown.function,
        fields=shown.fields,
        metadata=lie,
        implicit=implicit(digest),
    )


@settings(max_examples=250, deadline=5_000, database=None)
@given(_lies())
def test_a_lie_under_the_true_digest_is_signed_only_where_it_changes_nothing(lie):
    said = replace(HONEST, metadata=lie)
    try:
        payload = checked_payload(said, Runtimes())
    except AppError as error:
        payload = repr(error.kind).encode()
    assert payload in (HONEST.payload, repr(ErrorKind.NODE_FAULT).encode())


@settings(max_examples=250, deadline=5_000, database=None)
@given(_lies(), st.sampled_from(["transfer_keep_alive", "transfer_all", "transfer_allow_death"]))
def test_what_a_believed_lie_gets_signed_is_what_was_shown_or_refused_by_the_chain(lie, name):
    arguments = {"dest": DEST, "keep_alive" if name == "transfer_all" else "value": 1}
    call = bytes(runtime().compose_call("Balances", name, arguments))
    try:
        said = _said(lie, call)
    except (ValueError, KeyError):
        return  # not even the app can read it
    try:
        checked_payload(said, Runtimes())
    except AppError:
        return
    truth = said_by(runtime().decode_call(call))
    is_true = (said.function, said.fields) == (truth.function, truth.fields)
    assert is_true or not said.implicit.endswith(DIGEST)


def test_names_exchanged_change_the_digest():
    """The lie that once made a shown transfer another: its digest gives it away."""
    lie = metadata().replace(b"transfer_keep_alive", b"transfer_keep_alivX")
    call = HONEST.call
    said = _said(lie, call)
    assert said.function == "Balances.transfer_keep_alivX"
    assert not said.implicit.endswith(DIGEST)
    with pytest.raises(AppError):
        checked_payload(replace(said, implicit=implicit()), Runtimes())
