"""Strings that were secrets, overwritten where they lie."""

from __future__ import annotations

import ctypes
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.wiping import overwrite, overwrite_freed

pytestmark = pytest.mark.skipif(
    sys.implementation.name != "cpython", reason="knows CPython's strings"
)


def _fresh(text: str) -> str:
    """The same characters in a string that nobody else holds."""
    return "".join(list(text))


@pytest.mark.parametrize("text", ["secret", "pässwörd", "τao τao", "💧 and more", "é\x00ß"])
def test_a_fresh_string_is_overwritten_whatever_its_width(text):
    fresh = _fresh(text)
    assert overwrite(fresh)
    assert list(map(ord, fresh)) == [0] * len(text)


@given(st.text(st.characters(codec=None), min_size=2, max_size=60))
def test_any_string_is_overwritten_and_only_that(text):
    fresh, neighbour = _fresh(text), _fresh(text)
    assert overwrite(fresh)
    assert set(map(ord, fresh)) == {0}
    assert neighbour == text


def test_a_string_of_another_class_is_left_alone():
    class Named(str):
        __slots__ = ()

    named = Named("secret words")
    assert not overwrite(named)
    assert named == "secret words"


@pytest.mark.parametrize("text", ["", "a", "τ"])
def test_what_cpython_shares_is_left_alone(text):
    assert not overwrite(text)
    assert chr(97) == "a"


@pytest.mark.parametrize("text", ["secret", "pässwörd", "τao τao", "💧 and more"])
def test_a_string_whose_utf8_cpython_keeps_beside_it_is_overwritten_too(text):
    """That counts into the string's size, and its characters lie where they lay."""
    fresh = _fresh(text)
    encode = ctypes.pythonapi.PyUnicode_AsUTF8
    encode.restype, encode.argtypes = ctypes.c_char_p, (ctypes.py_object,)
    assert encode(fresh) == text.encode()
    assert overwrite(fresh)
    assert list(map(ord, fresh)) == [0] * len(text)


@pytest.mark.skipif(sys.platform != "linux", reason="an allocator of Linux")
def test_what_the_systems_allocator_was_given_back_is_cleared():
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = (ctypes.c_void_p,)
    places = [library.malloc(120) for _ in range(12)]  # more than the allocator keeps aside
    for place in places:
        ctypes.memset(place, 0x5A, 120)
    for place in places:
        library.free(place)
    overwrite_freed()
    # The first bytes are the allocator's own.
    left = [ctypes.string_at(place + 32, 80).count(0x5A) for place in places]
    assert left == [0] * len(places)


def test_two_threads_may_overwrite_at_once():
    """What is held is in one place: without turns it would be given back twice."""
    with ThreadPoolExecutor(4) as threads:
        for done in [threads.submit(overwrite_freed) for _ in range(40)]:
            done.result()
