"""What the status bar and the offline banner say about a connection. Knows nothing of Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.domain.connection import ConnectionState, Phase
from core.domain.networks import NetworkKind
from core.errors import ErrorKind
from gui.formats import ago, duration, integer, latency, untrusted
from gui.messages import explain
from gui.network_look import look_of


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text in a tone; ``strong`` follows it in the colour of text."""

    text: str
    tone: str = "muted"
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the banner says; ``action`` is empty when waiting is all one can do."""

    title: str
    body: str
    tone: str
    action: str


_DOTS = {
    Phase.IDLE: "disabled",
    Phase.STARTING: "warning",
    Phase.CONNECTING: "warning",
    Phase.ONLINE: "positive",
    Phase.STALE: "warning",
    Phase.OFFLINE: "negative",
}

# These are told as a silence that lasts; all others in the words of their error.
_SILENT = (ErrorKind.OFFLINE, ErrorKind.TIMEOUT, ErrorKind.STALE)


def steady(shown: ConnectionState | None, state: ConnectionState) -> ConnectionState:
    """The state to show after ``shown``: a further try does not end being offline.

    Each try would otherwise take the banner away for a moment and begin its
    count anew. ``retry_at`` 0 is a try under way.
    """
    if shown is None or shown.phase is not Phase.OFFLINE or shown.network != state.network:
        return state
    if state.phase in (Phase.CONNECTING, Phase.STARTING):
        return replace(shown, retry_at=0.0)
    if state.phase is Phase.OFFLINE:
        return replace(state, since=shown.since)
    return state


def dot_tone(state: ConnectionState) -> str:
    """The colour of the connection; the network's own colour is in the header."""
    return _DOTS[state.phase]


def status_parts(state: ConnectionState, now: float) -> tuple[Part, ...]:
    """The status bar from left to right; ``now`` is unix time in seconds."""
    name = look_of(state.network).name
    parts = {
        Phase.IDLE: (Part("no network chosen"),),
        Phase.STARTING: (Part("", strong="starting"), Part(name)),
        Phase.CONNECTING: (Part("", strong="connecting"), Part(name)),
        Phase.ONLINE: (Part(name),),
        Phase.STALE: (Part(name),),
        Phase.OFFLINE: (Part("", strong="offline"), Part(name)),
    }[state.phase]
    return parts + _head_parts(state, now) + _latency(state)


def _head_parts(state: ConnectionState, now: float) -> tuple[Part, ...]:
    if state.head is None:
        return ()
    fresh = state.phase is Phase.ONLINE
    block = Part("block" if fresh else "last block", strong=integer(state.head.number))
    age = Part(ago(now - state.head.arrived_at), "muted" if fresh else "warning")
    return (block, age)


def _latency(state: ConnectionState) -> tuple[Part, ...]:
    if state.phase is not Phase.ONLINE or state.latency_ms is None:
        return ()
    return (Part(latency(state.latency_ms)),)


def spoken(state: ConnectionState, now: float) -> str:
    """The status bar as one sentence for screen readers."""
    said = (" ".join(filter(None, (p.text, p.strong))) for p in status_parts(state, now))
    return f"Connection {state.phase.value}: " + ", ".join(said)


def notice(state: ConnectionState, now: float) -> Notice | None:
    """What stands above every page, or None when all is well or still beginning."""
    if state.phase is Phase.STALE:
        return _stale(state, now)
    if state.phase is Phase.OFFLINE:
        return _offline(state, now)
    return None


def _stale(state: ConnectionState, now: float) -> Notice:
    since = state.head.arrived_at if state.head else state.since
    body = f"{_node(state)} is connected, but the last block came {ago(now - since)}."
    return Notice("No new blocks.", f"{body} Figures may be old.", "warning", "")


def _offline(state: ConnectionState, now: float) -> Notice:
    kind = state.error.kind if state.error else ErrorKind.OFFLINE
    if state.error is not None and kind not in _SILENT:
        message = explain(state.error)
        return Notice(message.title, message.text + _next_try(state, now), "negative", "Retry now")
    silent = "has sent no new block" if kind is ErrorKind.STALE else "has not answered"
    span = f" for {duration(now - state.since)}" if now - state.since >= 1 else ""
    body = f"{_node(state)} {silent}{span}.{_next_try(state, now)}"
    return Notice("Offline.", body, "negative", "Retry now")


def _next_try(state: ConnectionState, now: float) -> str:
    if state.retry_at is None:
        return ""
    seconds = state.retry_at - now
    return f" Next try in {duration(seconds)}." if seconds >= 1 else " Trying again."


def _node(state: ConnectionState) -> str:
    kind = state.network.kind
    place = untrusted(state.endpoint.partition("://")[2].rstrip("/"))
    what = {NetworkKind.PRACTICE: "The practice node", NetworkKind.LOCAL: "Your node"}.get(
        kind, "The node"
    )
    return f"{what} at {place}" if place else what
