import pytest

from core.domain.metagraph import Axon, Role
from gui.pages.subnet.columns import NEURON_COLUMNS, share_text
from gui.pages.subnet.row import axon_text, health_of, neuron_rows
from gui.tables.column import Tone, position
from tests.builders import BLOCK, metagraph, neuron


def cell(key, found):
    (row,) = neuron_rows(metagraph([found]))
    return NEURON_COLUMNS[position(NEURON_COLUMNS, key)].cell(row)


@pytest.mark.parametrize(
    ("part", "decimals", "text"),
    [(0, 3, "0.000"), (65_535, 3, "1.000"), (1_359, 5, "0.02074"), (33, 3, "0.001")],
)
def test_shares_are_parts_of_65535_rounded(part, decimals, text):
    assert share_text(part, decimals) == text


@pytest.mark.parametrize(
    ("axon", "text"),
    [
        (Axon("203.0.113.7", 8091, 4, 1), "203.0.113.7:8091"),
        (Axon("2001:db8::1", 80, 6, 1), "[2001:db8::1]:80"),
        (None, ""),
    ],
)
def test_an_axon_reads_as_an_address(axon, text):
    assert axon_text(axon) == text


def test_an_axon_never_looks_as_if_it_had_answered():
    assert cell("axon", neuron()).dot is Tone.MUTED
    assert cell("axon", neuron(axon=None)).text == "none"


def test_axons_sort_by_number():
    sort_key = NEURON_COLUMNS[position(NEURON_COLUMNS, "axon")].sort_key
    made = [neuron(n, axon=Axon(f"10.0.0.{n}", 1, 4, 1)) for n in (10, 9, 100)]
    ordered = sorted(neuron_rows(metagraph(made)), key=sort_key)
    assert [row.neuron.uid for row in ordered] == [9, 10, 100]


def test_immunity_counts_down_and_ends():
    assert cell("immune_until", neuron(immune_until=BLOCK + 2_500)).share == 0.5
    assert cell("immune_until", neuron(immune_until=BLOCK)).text == "–"


def test_a_neuron_that_cannot_be_replaced_has_no_rank():
    assert cell("pruning_rank", neuron(pruning_rank=None)).text == "–"


def test_bars_of_incentive_are_against_the_best():
    rows = neuron_rows(metagraph([neuron(1, incentive=500), neuron(2, incentive=1_000)]))
    column = NEURON_COLUMNS[position(NEURON_COLUMNS, "incentive_u16")]
    assert [column.cell(row).share for row in rows] == [0.5, 1.0]


def test_no_incentive_at_all_divides_by_nothing():
    assert cell("incentive_u16", neuron(incentive=0)).share == 0.0


def validator(uid, *, stake=1, updated=BLOCK - 14):
    return neuron(uid, role=Role.VALIDATOR, stake=stake, updated=updated)


def test_only_validators_with_stake_and_recent_weights_are_active():
    found = health_of(
        metagraph(
            [
                validator(1),
                validator(2, stake=0),
                validator(3, updated=BLOCK - 5_001),
                validator(4, updated=BLOCK - 5_000),
                neuron(5, updated=BLOCK),
            ]
        )
    )
    assert (found.active_validators, found.weights_ago) == (2, 14)


def test_where_no_validator_ever_set_weights_nothing_is_invented():
    assert health_of(metagraph([validator(1, updated=0)])).weights_ago is None


def test_a_miner_without_trust_has_none_and_a_validator_has_zero():
    assert cell("trust_u16", neuron(trust=0)).text == "–"
    assert cell("trust_u16", neuron(trust=0, role=Role.VALIDATOR)).text == "0.000"
