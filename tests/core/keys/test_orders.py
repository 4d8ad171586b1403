"""What an order may not contradict itself in, before it is signed."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.call_fields import said_by
from core.domain.signing import blake2_256
from core.domain.transactions import CallField
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.orders import MOST_RUNTIMES, Extra, Runtimes, checked_payload, read_extra
from tests.fakes.orders import DEST, DIGEST, EXTRA, implicit, metadata, order, runtime

HONEST = order()


@pytest.fixture(scope="module")
def runtimes() -> Runtimes:
    return Runtimes()


def _refused(said, runtimes) -> AppError:
    with pytest.raises(AppError) as caught:
        checked_payload(said, runtimes)
    assert caught.value.kind is ErrorKind.NODE_FAULT
    return caught.value


def test_an_order_without_contradiction_is_signed_as_its_parts_in_order(runtimes):
    assert checked_payload(HONEST, runtimes) == HONEST.call + EXTRA + implicit()


def test_a_long_order_is_signed_as_its_hash(runtimes):
    long = order("System", "remark", {"remark": b"long " * 100})
    assert checked_payload(long, runtimes) == blake2_256(long.call + EXTRA + implicit())


def test_the_payload_is_the_one_the_codec_itself_makes(runtimes):
    assert checked_payload(HONEST, runtimes) == runtime().signature_payload(
        HONEST.call,
        era={"period": 64, "phase": 40},
        nonce=5,
        tip=0,
        tip_asset_id=None,
        genesis_hash=b"\x11" * 32,
        era_block_hash=b"\x22" * 32,
        metadata_hash=DIGEST,
    )


def test_the_batch_that_is_signed_is_the_one_that_was_shown(runtimes):
    calls = [HONEST.call, order(arguments={"dest": DEST, "value": 7}).call]
    batch = order("Utility", "batch_all", {"calls": calls})
    assert checked_payload(batch, runtimes)
    other = order("Utility", "batch_all", {"calls": calls[::-1]})
    error = _refused(replace(batch, call=other.call, call_hash=other.call_hash), runtimes)
    assert error.facts["field"] == "calls"


@pytest.mark.parametrize(
    ("lie", "field"),
    [
        ({"call_hash": "0x" + "00" * 32}, "call_hash"),
        ({"function": "Balances.transfer_allow_death"}, "function"),
        ({"fields": (CallField("dest", DEST),)}, "fields"),
        ({"fields": (CallField("dest", DEST), CallField("value", "1"))}, "value"),
        ({"fields": (CallField("dest", "5X"), CallField("value", "1000000000"))}, "dest"),
        ({"spec_version": 462}, "spec_version"),
        ({"spec_name": "other"}, "digest"),
        ({"implicit": implicit(digest=bytes(32))}, "digest"),
        ({"implicit": implicit(spec_version=460)}, "spec_version"),
        ({"implicit": implicit()[:-33] + b"\x00"}, "implicit"),
        ({"implicit": implicit().replace(b"\x22\x01", b"\x22\x00")}, "implicit"),
        ({"implicit": b""}, "implicit"),
        ({"extra": b""}, "extra"),
        ({"extra": EXTRA[:-1] + b"\x00"}, "extra"),
        ({"extra": EXTRA + b"\x00"}, "extra"),
        ({"extra": b"\x00" + EXTRA[2:]}, "extra"),
        ({"extra": EXTRA[:3] + b"\x04\x01"}, "extra"),
        ({"extra": b"\x85\x02\x03"}, "extra"),
        ({"extra": b"\x85\x02\x15\x00\x00\x01"}, "extra"),
    ],
)
def test_a_part_that_contradicts_another_is_named_and_nothing_is_signed(lie, field, runtimes):
    assert _refused(replace(HONEST, **lie), runtimes).facts["field"] == field


def test_another_call_under_what_was_shown_is_not_signed(runtimes):
    other = order("Balances", "transfer_all", {"dest": DEST, "keep_alive": True})
    error = _refused(replace(HONEST, call=other.call, call_hash=other.call_hash), runtimes)
    assert error.facts["field"] == "function"
    assert error.facts["found"] == "Balances.transfer_all"


def test_bytes_after_the_call_are_not_signed(runtimes):
    longer = HONEST.call + b"\x00"
    said = replace(HONEST, call=longer, call_hash="0x" + blake2_256(longer).hex())
    assert _refused(said, runtimes).facts["field"] == "call"


def test_other_metadata_under_the_true_digest_is_not_signed(runtimes):
    swapped = metadata().replace(b"transfer_keep_alive", b"transfer_keep_aliv3")
    assert _refused(replace(HONEST, metadata=swapped), runtimes).facts["field"] == "digest"


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_no_changed_byte_of_any_part_is_signed(data):
    part = data.draw(st.sampled_from(["call", "extra", "implicit"]))
    before = bytearray(getattr(HONEST, part))
    at = data.draw(st.integers(0, len(before) - 1))
    before[at] ^= data.draw(st.integers(1, 255))
    changed = replace(HONEST, **{part: bytes(before)})
    try:
        payload = checked_payload(changed, Runtimes())
    except AppError as error:
        payload = repr(error.kind).encode()
    # Era, nonce, chain and transaction version are the app's to know; the rest is compared.
    if part == "extra" or (part == "implicit" and 4 <= at < 72):
        assert payload != HONEST.payload
    else:
        assert payload == repr(ErrorKind.NODE_FAULT).encode()


@pytest.mark.parametrize(("period", "phase"), [(4, 3), (64, 40), (4096, 4095), (65536, 65520)])
def test_an_era_is_read_as_it_was_written(period, phase):
    era = runtime().encode_era({"period": period, "phase": phase})
    found = read_extra(bytes(era) + b"\x02\x09\x3d\x00\x00\x01")
    assert found == Extra(period, phase, 1_000_000, 0)


def test_metadata_is_kept_by_its_hash_and_the_oldest_goes():
    runtimes = Runtimes()
    blobs = [bytes([number]) for number in range(MOST_RUNTIMES + 1)]
    for blob in blobs:
        runtimes.keep(blob)
    known = [runtimes.get(sha256(blob).hexdigest()) for blob in blobs]
    assert known == [None, *blobs[1:]]


def test_what_a_call_says_is_what_the_codec_reads():
    said = said_by(primitives.decoded_call(runtime(), HONEST.call))
    assert (said.function, said.fields) == (HONEST.function, HONEST.fields)
