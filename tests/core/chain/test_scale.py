from __future__ import annotations

import bittensor_core
import pytest

from core.chain.scale import compact, mortal_era
from core.practice import codec as practice
from tests.fakes.tiny_world import codec


@pytest.mark.parametrize(
    "number", [0, 1, 63, 64, 2**14 - 1, 2**14, 2**30 - 1, 2**30, 2**32, 2**64 - 1, 2**128 - 1]
)
def test_compact_numbers_are_those_of_the_codec(number):
    assert practice.read_compact(compact(number), 0) == (number, len(compact(number)))
    assert compact(number) == practice.compact(number)


@pytest.mark.parametrize("period", [4, 8, 64, 4096])
@pytest.mark.parametrize("current", [0, 1, 63, 64, 1_000, 8_123_457])
def test_an_era_is_encoded_as_the_runtime_has_it_and_begins_at_once(period, current):
    encoded = codec().runtime.encode_era({"period": period, "current": current})
    assert mortal_era(period, current) == bytes(encoded)
    assert bittensor_core.era_birth(period, current) == current
