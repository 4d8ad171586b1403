"""What the key agent is given to sign: the parts, what they were said to mean, and their proof."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.transactions import CallField


@dataclass(frozen=True, slots=True)
class SigningOrder:
    """A transaction's parts. The payload is ``call + extra + implicit`` (its hash above 256 bytes).

    ``function`` and ``fields`` are what the person was shown, ``call_hash``
    the blake2-256 of ``call`` as 0x hex. The agent decodes ``call`` by
    ``metadata`` itself, compares, recomputes the digest and signs only then.
    """

    call: bytes
    extra: bytes
    implicit: bytes
    call_hash: str
    function: str
    fields: tuple[CallField, ...]
    metadata: bytes
    spec_version: int
    spec_name: str
