import pytest

from gui.formats import MINUS, MONO_SPACE
from gui.pages.subnets.columns import SUBNET_COLUMNS, figures, search_text
from gui.pages.subnets.row import SubnetRow
from gui.tables.column import Tone, position
from tests.builders import TAO, hostile_texts, subnet


def cell(key, row):
    return SUBNET_COLUMNS[position(SUBNET_COLUMNS, key)].cell(row)


@pytest.mark.parametrize(
    ("rao", "text"),
    [
        (48_210_000, "0.04821"),
        (12_345_678_900, "12.3456"),
        (1_234_567 * TAO, f"1{MONO_SPACE}234{MONO_SPACE}567"),
    ],
)
def test_larger_prices_give_up_decimals_and_keep_their_width(rao, text):
    assert figures(rao, 5) == text


@pytest.mark.parametrize(
    ("change", "text", "tone"),
    [
        (24, f"+2.4{MONO_SPACE}%", Tone.POSITIVE),
        (-11, f"{MINUS}1.1{MONO_SPACE}%", Tone.NEGATIVE),
        (0, f"+0.0{MONO_SPACE}%", Tone.MUTED),
        (None, "–", Tone.MUTED),
    ],
)
def test_a_change_carries_its_sign_in_words_and_colour(change, text, tone):
    found = cell("change_24h", SubnetRow(subnet(), change=change))
    assert (found.text, found.tone) == (text, tone)


def test_a_large_flow_is_shortened_and_a_small_one_is_not():
    assert cell("flow", SubnetRow(subnet(flow=1_204_600_000_000))).text == f"+1{MONO_SPACE}204.6"
    assert cell("flow", SubnetRow(subnet(flow=-52_000 * TAO))).text == f"{MINUS}52.0{MONO_SPACE}k"


def test_a_closed_subnet_mutes_its_burn():
    closed = SubnetRow(subnet(registration_open=False))
    assert cell("burn", closed).tone is Tone.MUTED
    assert cell("registration_open", closed).text == "closed"


def test_no_validators_at_all_is_a_warning_and_unknown_is_not():
    assert cell("validators", SubnetRow(subnet(), validators=0)).tone is Tone.NEGATIVE
    assert cell("validators", SubnetRow(subnet())).text == "–"


def test_a_nameless_subnet_is_named_by_its_number():
    assert cell("name", SubnetRow(subnet(7, "\u202e\u200b"))).text == "Subnet 7"


def test_a_subnet_is_found_by_name_and_by_number():
    text = search_text(SubnetRow(subnet(14, "Lumen Text")))
    assert all(words in text for words in ("Lumen", "14", "#14"))


def test_every_column_copes_with_every_hostile_name():
    for name in hostile_texts(200):
        row = SubnetRow(subnet(1, name, symbol=name))
        for column in SUBNET_COLUMNS:
            assert isinstance(column.cell(row).text, str)
            column.sort_key(row)
            column.exact(row)


@pytest.mark.parametrize("key", ["market_cap", "emission_share", "flow"])
def test_the_root_comes_last_in_every_order_of_the_market(key):
    column = SUBNET_COLUMNS[position(SUBNET_COLUMNS, key)]
    assert column.sort_key(SubnetRow(subnet(0, "root"))) is None
    assert column.cell(SubnetRow(subnet(0, "root"))).text == "–"
