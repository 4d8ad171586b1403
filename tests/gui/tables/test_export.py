import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.pages.subnet.columns import NEURON_COLUMNS
from gui.pages.subnet.row import neuron_rows
from gui.pages.subnets.columns import SUBNET_COLUMNS
from gui.pages.subnets.row import SubnetRow
from gui.tables.column import Kind
from gui.tables.export import csv_text, guarded, json_text, tsv
from tests.builders import hostile_texts, metagraph, neuron, subnet

EXPORTED = [column for column in SUBNET_COLUMNS if column.kind is not Kind.SPARKLINE]
FORMULA_STARTS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")


def only_row(text):
    (row,) = csv.DictReader(io.StringIO(text))
    return row


def test_amounts_leave_with_all_nine_decimals():
    row = only_row(csv_text(EXPORTED, [SubnetRow(subnet(price=48_210_007, burn=488_000_001))]))
    assert row["price"] == "0.048210007"
    assert row["burn"] == "0.488000001"


def test_a_negative_amount_is_a_number_and_no_formula():
    row = only_row(csv_text(EXPORTED, [SubnetRow(subnet(flow=-318_200_000_001))]))
    assert row["flow"] == "-318.200000001"


def test_addresses_leave_whole():
    shown = metagraph([neuron(5)])
    row = only_row(csv_text(NEURON_COLUMNS[1:], neuron_rows(shown)))
    assert row["hotkey"] == shown.neurons[0].hotkey
    assert row["coldkey"] == shown.neurons[0].coldkey


def test_json_holds_decimals_as_text_and_counts_as_numbers():
    found = json.loads(json_text(EXPORTED, [SubnetRow(subnet(14, burn=5))], {"block": 7}))
    assert found["block"] == 7
    assert found["rows"][0]["burn"] == "0.000000005"
    assert found["rows"][0]["netuid"] == 14
    assert found["rows"][0]["validators"] is None


def test_json_keeps_a_hostile_name_as_it_is():
    name = "\u202e=cmd|' /C calc'!A0\ud800"
    text = json_text(EXPORTED, [SubnetRow(subnet(name=name))])
    assert text.isascii()
    assert json.loads(text)["rows"][0]["name"] == name


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "  =1", "\t=1", "\u200b=1", "＝1+1", "-", "|calc"]
)
def test_text_that_could_start_a_formula_is_guarded(text):
    assert guarded(text).startswith("'")


@pytest.mark.parametrize("number", ["-318.200000001", "0", "12.5", "-7"])
def test_numbers_are_left_alone(number):
    assert guarded(number) == number


@given(st.text())
def test_no_text_becomes_a_formula_or_a_second_cell(text):
    cell = guarded(text)
    assert not cell.startswith(FORMULA_STARTS) or cell.lstrip("-").replace(".", "").isdigit()
    assert not set("\t\r\n\0") & set(cell)


def test_two_thousand_hostile_names_stay_one_cell_each():
    rows = [SubnetRow(subnet(netuid, name)) for netuid, name in enumerate(hostile_texts(2_000))]
    read = list(csv.reader(io.StringIO(csv_text(EXPORTED, rows))))
    assert len(read) == 2_001
    assert {len(line) for line in read} == {len(EXPORTED)}
    lines = tsv(EXPORTED, rows).split("\n")
    assert len(lines) == 2_000
    assert {line.count("\t") for line in lines} == {len(EXPORTED) - 1}


def test_a_copied_table_names_its_columns():
    text = tsv(EXPORTED[:2], [SubnetRow(subnet(3, "Harbor"))], header=True)
    assert text == "netuid\tname\n3\tHarbor"


def test_every_column_key_is_its_own():
    for columns in (SUBNET_COLUMNS, NEURON_COLUMNS):
        assert len({column.key for column in columns}) == len(columns)
