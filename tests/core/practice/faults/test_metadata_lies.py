from __future__ import annotations

import bittensor_core
import pytest

from core.practice import metadata
from core.practice.faults.metadata_lies import KINDS, lying
from tests.fakes.signing import BOB

_ARGUMENTS = {"dest": BOB.address, "value": 7}


def _composed(blob: bytes) -> bytes:
    runtime = bittensor_core.Runtime(blob, 461, 1, 42)
    return bytes(runtime.compose_call("Balances", "transfer_keep_alive", _ARGUMENTS))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_lie_makes_another_call_of_the_same_words(kind: str) -> None:
    honest = metadata.load().v15
    assert _composed(lying(honest, kind)) != _composed(honest)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_older_metadata_tells_the_same_lie(kind: str) -> None:
    false = lying(metadata.load().v14, kind)
    assert false != metadata.load().v14
    assert _composed(false) == _composed(lying(metadata.load().v15, kind))
