"""The key agent: unlocked keys in a process of their own, and when that process ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from core.background import Background
from core.clock import awake_or_asleep
from core.domain.keys import Fingerprint, KeyRef, Secret, UnlockedKey
from core.domain.signing import SigningOrder
from core.errors import AppError, ErrorKind
from core.keys.child import KeyProcess, agent_command
from core.keys.idle import IdleTimer
from core.keys.messages import message_bytes
from core.keys.names import shown
from core.keys.protocol import Frame, Header, Lent
from core.keys.records import read_unlocked, write_fingerprint, write_order, write_ref
from core.keys.signer import AgentSigner
from core.streams import Broadcast, Stream

# 2 to 5 on most machines; a small one swaps its way to 512 MiB. The process keeps its priority:
# on a busy machine a nicer one took over a minute, and the loop waited its turn no less often.
UNLOCK_SECONDS: Final = 60.0
SIGN_SECONDS: Final = 10.0
IDLE_SECONDS: Final = 600.0


class KeyAgent:
    """Asks the process that holds keys; ends it on lock, on idleness and on close.

    ``command`` starts the process, where it is not this Python's own.
    ``clock`` is in seconds, and never goes back.
    """

    def __init__(
        self,
        root: Path,
        *,
        command: Sequence[str] | None = None,
        idle_seconds: float = IDLE_SECONDS,
        clock: Callable[[], float] = awake_or_asleep,
    ) -> None:
        self._process = KeyProcess(command or agent_command(root), self._on_end)
        self._unlocked: dict[KeyRef, UnlockedKey] = {}
        self._changes: Broadcast[tuple[UnlockedKey, ...]] = Broadcast()
        self._background = Background()
        self._idle = IdleTimer(idle_seconds, self._on_idle, clock)
        self._digests: dict[tuple[bytes, int, str], bytes] = {}

    @property
    def unlocked(self) -> tuple[UnlockedKey, ...]:
        return tuple(self._unlocked.values())

    @property
    def is_busy(self) -> bool:
        """See ``core.ports.keys.KeyAgent``."""
        return self._process.is_busy

    def changes(self) -> Stream[tuple[UnlockedKey, ...]]:
        """What is unlocked, now and after each change."""
        return self._changes.listen(self.unlocked)

    def touch(self) -> None:
        """The person is there: count idleness from now, or lock if it was too long by now."""
        if self._unlocked:
            self._idle.renew()

    def allow_idle(self, seconds: float) -> None:
        """Lock after so long from the last touch on, whatever was allowed before."""
        self._idle.allow(seconds)

    async def unlock(
        self, ref: KeyRef, password: Secret | None, expected: Fingerprint | None = None
    ) -> UnlockedKey:
        """See ``core.ports.keys.KeyAgent``: cancelling locks every key."""
        blobs = {} if password is None else {"password": password.lend()}
        request: Header = {
            "op": "unlock",
            "ref": write_ref(ref),
            "expected": write_fingerprint(expected),
        }
        reply = await self._process.ask(request, blobs, UNLOCK_SECONDS)
        key = self._unlocked[ref] = read_unlocked(reply.header["key"])
        self._idle.touch()
        self._changes.publish(self.unlocked)
        return key

    def signer(self, ref: KeyRef) -> AgentSigner:
        """For an unlocked key. Raises AppError(LOCKED)."""
        return AgentSigner(self, self._held(ref))

    async def sign_order(self, ref: KeyRef, order: SigningOrder) -> bytes:
        """See ``core.ports.keys.KeySigner``. What is no order or message is never signed."""
        self._held(ref)
        self._idle.touch()
        header, blobs = write_order(order)
        request: Header = {"op": "sign-order", "ref": write_ref(ref), **header}
        reply = await self._ask_about(order.metadata, request, blobs)
        return bytes(reply.blobs["signature"])

    async def sign_message(self, ref: KeyRef, text: str) -> bytes:
        """64 bytes over the text's UTF-8, as btcli signs. Raises AppError(BAD_INPUT, LOCKED)."""
        self._held(ref)
        self._idle.touch()
        request: Header = {"op": "sign-message", "ref": write_ref(ref)}
        reply = await self._process.ask(request, {"text": message_bytes(text)}, SIGN_SECONDS)
        return bytes(reply.blobs["signature"])

    async def metadata_digest(self, metadata: bytes, spec_version: int, spec_name: str) -> bytes:
        """RFC-0078's 32 bytes. The same metadata is digested once while keys are unlocked."""
        wanted = (sha256(metadata).digest(), spec_version, spec_name)
        if wanted not in self._digests:
            request: Header = {"op": "digest", "spec_version": spec_version, "spec_name": spec_name}
            reply = await self._ask_about(metadata, request, {})
            self._digests[wanted] = bytes(reply.blobs["digest"])
            self._idle.touch()
        return self._digests[wanted]

    async def forget(self, ref: KeyRef) -> None:
        """Lock one key. With the last one the process ends."""
        if ref not in self._unlocked:
            return
        if len(self._unlocked) == 1:
            await self.lock()
            return
        del self._unlocked[ref]
        self._changes.publish(self.unlocked)
        await self._process.ask({"op": "forget", "ref": write_ref(ref)}, {}, SIGN_SECONDS)

    async def lock(self) -> None:
        await self._process.end()

    async def close(self) -> None:
        """Lock, and end every stream of changes."""
        await self._background.close()
        await self._process.end()
        self._idle.stop()
        self._changes.end()

    async def _ask_about(self, metadata: bytes, request: Header, blobs: Lent) -> Frame:
        """Ask by the metadata's hash, and send it only where the process does not know it."""
        request = {**request, "metadata": sha256(metadata).hexdigest()}
        reply = await self._process.ask(request, blobs, SIGN_SECONDS)
        if "unknown" in reply.header:
            blobs = {**blobs, "metadata": metadata}
            reply = await self._process.ask(request, blobs, SIGN_SECONDS)
        return reply

    def _held(self, ref: KeyRef) -> UnlockedKey:
        if ref not in self._unlocked:
            raise AppError(ErrorKind.LOCKED, "locked", {"name": shown(ref.hotkey or ref.wallet)})
        return self._unlocked[ref]

    def _on_idle(self) -> None:
        if self._process.is_busy:
            self._idle.touch()
            return
        self._background.start("lock keys", self.lock())

    def _on_end(self) -> None:
        self._idle.stop()
        self._digests.clear()
        if self._unlocked:
            self._unlocked.clear()
            self._changes.publish(())
