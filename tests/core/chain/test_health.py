from __future__ import annotations

from typing import Any

import pytest

from core.chain.health import FIELDS, complete, health_of
from core.domain.ids import BlockNumber, NetUid

BLOCK = BlockNumber(100_000)
FACTOR = 13_889  # of a tempo of 360: 5000 blocks
NOWHERE = {"ip": 0, "port": 0, "ip_type": 4, "protocol": 4, "version": 0}
SERVING = {**NOWHERE, "ip": 0xC0000201, "port": 8091}


def neuron(
    updated: int, *, permit: bool = True, stake: int = 5, registered: int = 4_000, axon=NOWHERE
) -> tuple[Any, ...]:
    return axon, permit, updated, registered, stake


def health(*neurons: tuple[Any, ...]):
    names = ("axons", "validator_permit", "last_update", "block_at_registration", "total_stake")
    columns = zip(*neurons, strict=True)
    raw = {"tempo": 360, **{n: list(column) for n, column in zip(names, columns, strict=True)}}
    return health_of(NetUid(7), raw, FACTOR, BLOCK)


def test_a_validator_is_active_with_stake_and_weights_within_the_cutoff():
    found = health(
        neuron(BLOCK - 5_000),
        neuron(BLOCK - 5_001),
        neuron(BLOCK, stake=0),
        neuron(4_000),  # its registration block: it never set weights
        neuron(BLOCK, permit=False),
    )
    assert found.active_validators == 1


def test_the_last_weights_are_the_newest_of_any_validator_that_ever_set_some():
    found = health(neuron(90_000), neuron(80_000), neuron(BLOCK, permit=False))
    assert found.last_weights == 90_000


def test_without_weights_there_is_no_last_block():
    assert health(neuron(4_000)).last_weights is None


def test_serving_counts_the_neurons_with_an_axon():
    assert health(neuron(1, axon=SERVING), neuron(1)).serving == 1


def test_it_is_dated_by_the_block_it_was_read_at():
    assert (health(neuron(1)).netuid, health(neuron(1)).block) == (7, BLOCK)


def test_columns_of_different_lengths_are_no_metagraph():
    raw = dict.fromkeys(FIELDS, (1,)) | {"tempo": 360, "total_stake": []}
    with pytest.raises(ValueError, match="shorter"):
        health_of(NetUid(7), raw, FACTOR, BLOCK)


def test_a_record_with_a_field_left_out_is_not_complete():
    raw: dict[str, Any] = dict.fromkeys(FIELDS, ())
    assert complete(raw)
    assert not complete({**raw, "axons": None})
    assert not complete({})
