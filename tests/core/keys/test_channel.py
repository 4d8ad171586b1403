"""Frames through pipes into buffers that are wiped. The other end is played by the test."""

from __future__ import annotations

import asyncio
import os
import struct
from collections.abc import Iterator

import pytest

from core.keys import channel as channels
from core.keys import protocol
from core.keys.channel import Channel
from core.keys.protocol import Frame, FrameError, encode
from tests.fakes.waiting import until


class OtherEnd:
    """What a key process would do, in this one."""

    def __init__(self, channel: Channel) -> None:
        self._in, self._out = os.dup(channel.childs_in), os.dup(channel.childs_out)
        channel.release_childs_ends()

    def read(self, size: int) -> bytes:
        return os.read(self._in, size)

    def write(self, data: bytes) -> None:
        os.write(self._out, data)

    def end(self) -> None:
        for descriptor in (self._in, self._out):
            os.close(descriptor)
        self._in = self._out = os.open(os.devnull, os.O_RDWR)

    def close(self) -> None:
        for descriptor in {self._in, self._out}:
            os.close(descriptor)


@pytest.fixture
def channel() -> Iterator[Channel]:
    found = Channel()
    yield found
    found.close()


@pytest.fixture
def other(channel: Channel) -> Iterator[OtherEnd]:
    found = OtherEnd(channel)
    yield found
    found.close()


async def test_a_frame_goes_over_and_the_next_comes_back(channel, other):
    request, reply = encode({"op": "x"}, {"p": b"secret"}), encode({"id": 1}, {"words": b"w" * 9})
    other.write(reply[:5])
    asking = asyncio.ensure_future(channel.exchange(request))
    assert await asyncio.to_thread(other.read, len(request)) == request
    other.write(reply[5:])
    frame = await asking
    assert frame == Frame({"id": 1, "v": 1, "blobs": {"words": 9}}, {"words": b"w" * 9})


async def test_what_came_can_be_wiped_and_is_wiped_with_the_channel(channel, other):
    other.write(encode({}, {"words": b"canary"}))
    frame = await channel.exchange(None)
    words = frame.blobs["words"]
    assert words == bytearray(b"canary")
    channel.close()
    assert words == bytes(6)


async def test_an_end_without_an_answer_is_told(channel, other):
    asking = asyncio.ensure_future(channel.exchange(encode({}, {})))
    await asyncio.to_thread(other.read, 8)
    other.end()
    with pytest.raises((EOFError, OSError)):
        await asking


async def test_what_is_no_frame_is_told(channel, other):
    other.write(struct.pack(">II", 2**31, 0))
    with pytest.raises(FrameError):
        await channel.exchange(None)


async def test_a_closed_channel_exchanges_nothing(channel, other):
    channel.close()
    with pytest.raises((EOFError, RuntimeError)):
        await channel.exchange(encode({}, {}))


async def test_closing_while_it_waits_wipes_what_still_comes(channel, other, monkeypatch):
    """The asker gave up; the answer that arrives all the same is for nobody."""
    came: list[Frame] = []

    def noted(prefix: bytearray, body: bytearray) -> Frame:
        came.append(protocol.decode(prefix, body))
        return came[-1]

    monkeypatch.setattr(channels, "decode", noted)
    asking = asyncio.ensure_future(channel.exchange(encode({}, {})))
    await asyncio.to_thread(other.read, 8)
    asking.cancel()
    channel.close()
    other.write(encode({}, {"words": b"canary"}))
    with pytest.raises(asyncio.CancelledError):
        await asking
    await until(lambda: came and set(came[0].blobs["words"]) == {0})
