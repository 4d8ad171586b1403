from __future__ import annotations

from core.chain.health import health_of
from core.domain.metagraph import Role
from tests import builders

BLOCK = builders.BLOCK


def validator(uid: int, updated: int, **changes):
    return builders.neuron(uid, role=Role.VALIDATOR, updated=updated, **changes)


def test_a_validator_is_active_with_stake_and_weights_within_the_cutoff():
    metagraph = builders.metagraph(
        [
            validator(0, BLOCK - 5_000),
            validator(1, BLOCK - 5_001),
            validator(2, BLOCK, stake=0),
            validator(3, 4_000),  # its registration block: it never set weights
            builders.neuron(4, updated=BLOCK),
        ]
    )
    assert health_of(metagraph).active_validators == 1


def test_the_last_weights_are_the_newest_of_any_validator_that_ever_set_some():
    metagraph = builders.metagraph(
        [validator(0, 90_000), validator(1, 80_000), builders.neuron(2, updated=BLOCK)]
    )
    assert health_of(metagraph).last_weights == 90_000


def test_without_weights_there_is_no_last_block():
    assert health_of(builders.metagraph([validator(0, 4_000)])).last_weights is None


def test_serving_counts_the_neurons_with_an_axon():
    metagraph = builders.metagraph([builders.neuron(0), builders.neuron(1, axon=None)])
    assert health_of(metagraph).serving == 1


def test_it_is_dated_by_the_metagraphs_block():
    metagraph = builders.metagraph([builders.neuron(0)], netuid=7, at=builders.stamp(123))
    assert (health_of(metagraph).netuid, health_of(metagraph).block) == (7, 123)
