"""The runtime metadata the practice network announces, in versions 14 and 15."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

SPEC_NAME: Final = "node-subtensor"
SPEC_VERSION: Final = 461
TRANSACTION_VERSION: Final = 1
SS58_PREFIX: Final = 42


@dataclass(frozen=True, slots=True)
class Metadata:
    """Both versions as bytes that begin with ``meta``."""

    v14: bytes
    v15: bytes


@cache
def load() -> Metadata:
    """The metadata of spec 461, as shipped."""
    folder = files("resources.practice")
    return Metadata(
        v14=folder.joinpath("metadata-461-v14.scale").read_bytes(),
        v15=folder.joinpath("metadata-461-v15.scale").read_bytes(),
    )
