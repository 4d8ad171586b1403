"""Frames on the pipe between the app and its key processes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.keys import protocol
from core.keys.protocol import Frame, FrameError, body_size, decode, encode

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
headers = st.dictionaries(
    st.text().filter(lambda name: name not in ("v", "blobs")), json_values, max_size=4
)


def _split(data: bytes | bytearray) -> tuple[bytes, bytes]:
    return bytes(data[: protocol.PREFIX_SIZE]), bytes(data[protocol.PREFIX_SIZE :])


@given(headers, st.dictionaries(st.text(), st.binary(), max_size=4))
def test_a_frame_comes_back_as_it_was(header, blobs):
    prefix, body = _split(encode(header, blobs))
    assert body_size(prefix) == len(body)
    back = decode(prefix, body)
    assert {name: back.header[name] for name in header} == header
    assert back.blobs == blobs


@given(st.binary(min_size=8, max_size=80))
def test_any_bytes_are_a_frame_or_a_fault(data):
    prefix, body = _split(data)
    try:
        body_size(prefix)
        frame = decode(prefix, body)
    except FrameError:
        return
    assert frame.header["v"] == protocol.VERSION


@given(headers, st.binary(max_size=20), st.data())
def test_a_frame_cut_anywhere_is_a_fault(header, blob, data):
    whole = encode(header, {"blob": blob})
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(FrameError):
        decode(*_split(whole[:cut]))


def test_a_frame_of_another_version_is_refused(monkeypatch):
    monkeypatch.setattr(protocol, "VERSION", 2)
    frame = encode({"op": "sign"}, {})
    monkeypatch.undo()
    with pytest.raises(FrameError, match="version"):
        decode(*_split(frame))


def test_a_frame_beyond_the_cap_is_neither_sent_nor_awaited():
    with pytest.raises(FrameError):
        encode({}, {"blob": bytes(protocol.LARGEST)})
    with pytest.raises(FrameError):
        body_size(b"\xff" * 8)


def test_a_header_longer_than_its_frame_is_a_fault():
    with pytest.raises(FrameError):
        body_size(b"\0\0\0\x01\0\0\0\x02")


@pytest.mark.parametrize(
    "header", [b"5", b"null", b"[]", b'{"v":1}', b'{"v":1,"blobs":{"a":-1}}', b"[" * 100_000]
)
def test_a_header_that_is_not_ours_is_a_fault(header):
    prefix = len(header).to_bytes(4, "big") * 2
    with pytest.raises(FrameError):
        decode(prefix, header)


def test_secrets_stay_out_of_a_frames_repr():
    assert "hunter2" not in repr(Frame({"op": "unlock"}, {"password": b"hunter2"}))
