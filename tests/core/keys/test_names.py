"""Which names may be given, and how foreign ones are shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.keys import names


def _reason(name: str, taken: tuple[str, ...] = ()) -> str:
    with pytest.raises(AppError) as caught:
        names.check_new(name, taken)
    assert caught.value.kind is ErrorKind.BAD_INPUT
    return caught.value.facts["reason"]


@pytest.mark.parametrize("name", ["a", "main", "Miner_2", "0-x", "x" * 48, "default"])
def test_plain_names_may_be_given(name):
    assert names.check_new(name) == name
    assert not names.is_foreign(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../coldkey", "/abs", "a/b", "a\\b", "a b", "a.tmp", "-a", "_a", "x" * 49],
)
def test_what_would_leave_its_folder_or_reach_a_temporary_file_is_refused(name):
    assert _reason(name) == KeyReason.NAME_INVALID
    assert names.is_foreign(name)


@pytest.mark.parametrize(
    "name", ["é", "\u0430bc", "a\n", "a\0", "١", "xpub.txt", ".trash", "\ud800"]
)
def test_anything_else_is_refused(name):
    assert _reason(name) == KeyReason.NAME_INVALID
    assert names.is_foreign(name)


@pytest.mark.parametrize("name", ["con", "NUL", "Com1", "lpt9", "coldkey", "Hotkeys", "coldkeypub"])
def test_names_of_devices_and_of_a_wallets_parts_are_reserved(name):
    assert _reason(name) == KeyReason.NAME_RESERVED
    assert names.is_foreign(name)


def test_a_name_that_differs_in_case_alone_is_taken():
    assert _reason("Main", ("main",)) == KeyReason.NAME_TAKEN
    assert names.check_new("main2", ("main",)) == "main2"


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", "a\0b"])
def test_what_is_no_component_of_a_path_is_not_even_read(name):
    with pytest.raises(AppError):
        names.check_component(name)


def test_a_foreign_name_may_be_read_and_not_written():
    assert names.check_component("my wallet") == "my wallet"
    with pytest.raises(AppError) as caught:
        names.check_own("my wallet")
    assert caught.value.facts["reason"] == KeyReason.NAME_FOREIGN


@given(st.text(max_size=200))
def test_a_shown_name_has_no_control_mark_or_odd_space(text):
    shown = names.shown(text)
    assert len(shown) <= 64
    assert all(c == " " or unicodedata.category(c)[0] in "LNPS" for c in shown)


@given(st.text(max_size=60))
def test_whatever_may_be_given_is_a_plain_component(name):
    if not names.is_foreign(name):
        assert names.check_component(name).isascii()
        assert names.shown(name) == name


def test_bidirectional_marks_are_escaped():
    assert names.shown("a\u202eb") == "a\\u{202e}b"


def test_names_sort_as_people_count():
    found = sorted(["miner10", "Miner2", "miner1", "9", "10"], key=names.natural_order)
    assert found == ["9", "10", "miner1", "Miner2", "miner10"]


@given(st.lists(st.text(max_size=12)))
def test_any_names_can_be_sorted(found):
    assert len(sorted(found, key=names.natural_order)) == len(found)
