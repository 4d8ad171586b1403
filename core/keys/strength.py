"""Rating passwords, in a process of its own.

zxcvbn is Python: a hostile password takes it a second with the interpreter's
lock held, and leaves copies of the password all over the memory. Both end
with the process, which is neither that of the unlocked keys nor that of the
drafts, so that giving up a rating costs nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import Final

from core.background import Background
from core.clock import awake_or_asleep
from core.domain.keys import Secret
from core.domain.strength import Strength
from core.keys.child import KeyProcess
from core.keys.idle import IdleTimer
from core.keys.protocol import Lent

RATE_SECONDS: Final = 10.0
IDLE_SECONDS: Final = 20.0
# -P keeps the working folder out of the import path, -s the person's own packages.
COMMAND: Final = (sys.executable, "-P", "-s", "-m", "core.keys.strength_process")


class PasswordJudge:
    """Implements ``core.ports.keys.PasswordJudge``."""

    def __init__(
        self,
        *,
        command: Sequence[str] = COMMAND,
        idle_seconds: float = IDLE_SECONDS,
        clock: Callable[[], float] = awake_or_asleep,
    ) -> None:
        self._background = Background()
        self._idle = IdleTimer(idle_seconds, self._on_idle, clock)
        self._process = KeyProcess(command, self._idle.stop)

    @property
    def is_running(self) -> bool:
        return self._process.is_running

    async def rate(self, password: Secret, familiar: Sequence[str] = ()) -> Strength:
        words = json.dumps(list(familiar)).encode()
        blobs: Lent = {"password": password.lend(), "familiar": words}
        reply = await self._process.ask({"op": "strength"}, blobs, RATE_SECONDS)
        self._idle.touch()
        score = reply.header["score"]
        assert isinstance(score, int)
        return Strength(score, str(reply.header["advice"]))

    async def lock(self) -> None:
        """End the process; the next rating starts another."""
        await self._process.end()

    async def close(self) -> None:
        await self._background.close()
        await self.lock()

    def _on_idle(self) -> None:
        if self._process.is_busy:
            self._idle.touch()
        else:
            self._background.start("end the password judge", self._process.end())
