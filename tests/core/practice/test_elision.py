import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice.elision import cut, cut_all, mended
from core.practice.shield import announced_key
from core.practice.store import SEGMENT
from tests.fakes.signing import small_node


def _recipe(number: int) -> bytes:
    return number.to_bytes(4, "big") * 50


@given(st.binary(max_size=40), st.integers(0, 10**9), st.binary(max_size=40))
def test_what_is_cut_is_mended(before: bytes, number: int, after: bytes) -> None:
    whole = before + _recipe(number) + after
    kept = cut(whole, number, _recipe)
    assert len(kept) < 100
    assert mended(kept, _recipe) == whole


@given(st.binary(max_size=300))
def test_without_it_all_is_kept(data: bytes) -> None:
    for recipe in (None, _recipe):
        assert mended(cut(data, 7, recipe), recipe) == data


def test_values_are_cut_by_the_number_they_end_in() -> None:
    values = [b"ab" + _recipe(3), _recipe(99), b"short"]
    kept = cut_all(values, range(5), _recipe)
    assert [mended(kept[value], _recipe) for value in values] == values
    assert len(kept[values[0]]) < 10
    assert len(kept[values[1]]) > 200


def test_a_missing_recipe_is_told() -> None:
    with pytest.raises(ValueError, match="recipe"):
        mended(cut(_recipe(3), 3, _recipe), None)


def test_keys_of_the_shield_come_back_in_old_blocks_and_states() -> None:
    node = small_node()
    start = node.plan.start_block
    for _ in range(3 * SEGMENT):
        node.make_block()
    for number in (start + 1, start + 20):
        key = announced_key(node.plan.seed, number)
        block = node.chain.block(number)
        assert block is not None
        assert key in block.body[1]
        for item, later in (("NextKey", 1), ("PendingKey", 2), ("CurrentKey", 3)):
            assert node.view(number + later).get("MevShield", item) == "0x" + key.hex()
