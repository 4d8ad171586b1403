"""Where the connection stands, and telling everybody who follows it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import replace

from core.domain.connection import BlockHead, ConnectionState, Phase
from core.domain.networks import PRACTICE, Network
from core.errors import AppError
from core.streams import Broadcast


class StateBoard:
    """The one ``ConnectionState``; every change of it is published.

    The last head and the block time stay while a network is away; a change of
    network forgets them.
    """

    def __init__(self) -> None:
        self.state = ConnectionState(PRACTICE, Phase.IDLE)
        self._states: Broadcast[ConnectionState] = Broadcast()

    def follow(self) -> AsyncIterator[ConnectionState]:
        return self._states.listen(self.state)

    def end(self) -> None:
        self._states.end()

    def begin(self, network: Network, phase: Phase) -> None:
        """Another network, or this one begun anew."""
        self._publish(ConnectionState(network, phase, since=time.time()))

    def enter(self, phase: Phase, endpoint: str = "") -> None:
        """The next step towards being online."""
        state = replace(self._lasting(phase), phase=phase, endpoint=endpoint)
        self._publish(state)

    def online(self, endpoint: str, head: BlockHead, latency_ms: float, block_time: float) -> None:
        state = self._lasting(Phase.ONLINE)
        self._publish(
            replace(
                state, endpoint=endpoint, head=head, latency_ms=latency_ms, block_time=block_time
            )
        )

    def offline(self, error: AppError, retry_in: float) -> None:
        """``retry_in`` seconds from now the next attempt is made."""
        state = replace(self._lasting(Phase.OFFLINE), error=error)
        endpoint = error.facts.get("endpoint", "")
        self._publish(replace(state, endpoint=endpoint, retry_at=time.time() + retry_in))

    def head(self, head: BlockHead) -> None:
        """A new head, which also ends being stale."""
        since = self._since(Phase.ONLINE)
        self._publish(replace(self.state, phase=Phase.ONLINE, head=head, since=since))

    def stale(self) -> None:
        since = self._since(Phase.STALE)
        self._publish(replace(self.state, phase=Phase.STALE, since=since))

    def latency(self, latency_ms: float) -> None:
        self._publish(replace(self.state, latency_ms=latency_ms))

    def _lasting(self, phase: Phase) -> ConnectionState:
        """What outlives a connection: the network, its last head and its pace."""
        now = self.state
        return ConnectionState(
            now.network, phase, head=now.head, since=self._since(phase), block_time=now.block_time
        )

    def _since(self, phase: Phase) -> float:
        return self.state.since if self.state.phase is phase else time.time()

    def _publish(self, state: ConnectionState) -> None:
        if state != self.state:
            self.state = state
            self._states.publish(state)
