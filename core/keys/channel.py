"""The app's end of a key process's pipes: whatever came through it can be wiped.

asyncio's streams leave copies of what they carry in freed memory. Here a
thread reads straight into buffers that are overwritten when they have served.
"""

from __future__ import annotations

import asyncio
import io
import os
import threading
from concurrent.futures import ThreadPoolExecutor

from core.keys.protocol import PREFIX_SIZE, Frame, body_size, decode, wipe


class Channel:
    """Two pipes. ``childs_in`` and ``childs_out`` are for the process at the other end.

    One exchange at a time. To give one up, end the process: that ends its
    pipes, and with them the thread.
    """

    def __init__(self) -> None:
        self.childs_in, self._out = os.pipe()
        self._in, self.childs_out = os.pipe()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="keys")
        self._lock = threading.Lock()
        self._is_busy = False
        self._is_closed = False
        self._received: Frame | None = None

    def release_childs_ends(self) -> None:
        """Once the process has them: then its pipes end when it does."""
        os.close(self.childs_in)
        os.close(self.childs_out)

    async def exchange(self, frame: bytearray | None) -> Frame:
        """Send a frame, if there is one, and wait for the next that comes back.

        Raises OSError, EOFError, FrameError.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._exchange, frame)

    def close(self) -> None:
        """Wipe what was received last, wherever it is by now, and close the pipes."""
        with self._lock:
            was_closed, self._is_closed = self._is_closed, True
            if not (was_closed or self._is_busy):
                self._end()
        self._thread.shutdown(wait=False)

    def _exchange(self, frame: bytearray | None) -> Frame:
        with self._lock:
            if self._is_closed:
                raise EOFError
            self._is_busy = True
        try:
            if frame is not None:
                self._send(frame)
            self._received = self._receive()
            return self._received
        finally:
            with self._lock:
                self._is_busy = False
                if self._is_closed:
                    self._end()

    def _end(self) -> None:
        if self._received is not None:
            self._received.wipe()
        os.close(self._in)
        os.close(self._out)

    def _send(self, frame: bytearray) -> None:
        rest = memoryview(frame)
        while rest:
            rest = rest[os.write(self._out, rest) :]

    def _receive(self) -> Frame:
        prefix, body = bytearray(PREFIX_SIZE), bytearray()
        try:
            self._fill(prefix)
            body = bytearray(body_size(prefix))
            self._fill(body)
            return decode(prefix, body)
        finally:
            wipe(body)

    def _fill(self, buffer: bytearray) -> None:
        with io.FileIO(self._in, closefd=False) as pipe:
            rest = memoryview(buffer)
            while rest:
                count = pipe.readinto(rest)
                if not count:
                    raise EOFError
                rest = rest[count:]
