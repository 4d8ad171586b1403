"""The runtime metadata the practice network announces, in versions 14 and 15."""

from __future__ import annotations

from functools import cache, cached_property
from importlib.resources import files
from typing import Final

from core.practice.metadata_extension import extend

SPEC_NAME: Final = "node-subtensor"
SPEC_VERSION: Final = 461
TRANSACTION_VERSION: Final = 1
SS58_PREFIX: Final = 42
DEFAULT_SLOT_MS: Final = 2_000


class Metadata:
    """Both versions as bytes that begin with ``meta``; each is made when first asked for.

    ``slot_ms`` is what ``Aura.SlotDuration`` says, from which clients reckon
    block times.
    """

    def __init__(self, slot_ms: int = DEFAULT_SLOT_MS) -> None:
        self.slot_ms = slot_ms

    @cached_property
    def v14(self) -> bytes:
        return self._extended(14)

    @cached_property
    def v15(self) -> bytes:
        return self._extended(15)

    def _extended(self, version: int) -> bytes:
        name = f"metadata-{SPEC_VERSION}-v{version}.scale"
        return extend(recorded(name), self.slot_ms)


def recorded(name: str) -> bytes:
    """A metadata file of spec 461 as it was recorded."""
    return files("resources.practice").joinpath(name).read_bytes()


@cache
def load(slot_ms: int = DEFAULT_SLOT_MS) -> Metadata:
    """The metadata of spec 461, extended with what newer and older clients read."""
    return Metadata(slot_ms)
