import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice.codec import Codec, compact, read_compact
from core.practice.metadata import load

CODEC = Codec(load())


@given(st.integers(0, 2**536 - 1), st.binary(max_size=3))
def test_a_compact_number_comes_back(number: int, behind: bytes) -> None:
    coded = compact(number)
    assert read_compact(coded + behind, 0) == (number, len(coded))


@pytest.mark.parametrize(
    ("number", "coded"),
    [(0, "00"), (63, "fc"), (64, "0101"), (16_383, "fdff"), (16_384, "02000100")],
)
def test_a_compact_number_has_its_known_bytes(number: int, coded: str) -> None:
    assert compact(number).hex() == coded


@pytest.mark.parametrize("data", [b"", b"\x01", b"\x02\x00", b"\x03\x00\x00"])
def test_a_compact_number_cut_short_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="compact"):
        read_compact(data, 0)


def test_a_key_knows_its_parameters() -> None:
    key = CODEC.key("SubtensorModule", "Keys", 7, 12)
    assert CODEC.key_params("SubtensorModule", "Keys", key) == (7, 12)
    assert key.startswith(CODEC.key("SubtensorModule", "Keys", 7))


def test_an_unknown_item_is_a_key_error() -> None:
    with pytest.raises(KeyError, match=r"Nothing\.Here"):
        CODEC.item("Nothing", "Here")


def test_a_call_comes_back_by_name() -> None:
    call = CODEC.encode_call("Timestamp", "set", {"now": 5})
    assert CODEC.decode_call(call) == ("Timestamp", "set", {"now": 5})


def test_bytes_behind_a_value_are_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        CODEC.decode_storage("System", "Number", b"\0" * 5)


def test_an_error_has_its_place_in_the_metadata() -> None:
    error = CODEC.module_error("SubtensorModule", "TooManyStakingHotkeys")
    assert error == {"Module": {"index": 7, "error": "0xa3000000"}}
    with pytest.raises(KeyError):
        CODEC.module_error("SubtensorModule", "NoSuchThing")
