"""Recovery words as people paste them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import bittensor_core
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from core.keys import mnemonic
from core.keys.mnemonic import (
    WORD_COUNTS,
    ProblemKind,
    Reading,
    normalise,
    read_mnemonic,
    suggest,
    word_list,
)
from tests.fakes.keyfiles import WORDS

PHRASE = WORDS.decode()
PLAIN = PHRASE.split()

entropies = st.sampled_from([16, 20, 24, 28, 32]).flatmap(
    lambda size: st.binary(min_size=size, max_size=size)
)


def _mnemonic(entropy: bytes) -> list[str]:
    """BIP-39's own way from entropy to words."""
    bits = "".join(f"{byte:08b}" for byte in entropy)
    bits += f"{hashlib.sha256(entropy).digest()[0]:08b}"[: len(entropy) // 4]
    return [word_list()[int(bits[at : at + 11], 2)] for at in range(0, len(bits), 11)]


def _kinds(text: str) -> list[ProblemKind]:
    return [problem.kind for problem in read_mnemonic(text).problems]


def test_the_word_list_is_the_standards():
    path = Path(resources.__file__).parent / "bip39" / "english.txt"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
    assert len(word_list()) == 2048


@pytest.mark.parametrize(
    "text",
    [
        PHRASE,
        PHRASE.upper(),
        f"  {PHRASE}\n",
        ", ".join(PLAIN),
        ",".join(PLAIN),
        "\n".join(f"{n}. {word}" for n, word in enumerate(PLAIN, 1)),
        " ".join(f"{n}){word}" for n, word in enumerate(PLAIN, 1)),
        " ".join(f"{n}{word}" for n, word in enumerate(PLAIN, 1)),
        "\t".join(f"#{n}: {word}" for n, word in enumerate(PLAIN, 1)),
        "\u3000".join(PLAIN),
        "\u00a0".join(PLAIN),
        "\u200b".join(PLAIN),
        "\u200b \u200b".join(PLAIN),
        "\ufeff" + PHRASE.replace("a", "a\u200d", 1),
        "".join(chr(ord(c) + 0xFEE0) if c != " " else "\u3000" for c in PHRASE),
        f'"{PHRASE}"',
        " - ".join(PLAIN),
        PHRASE.replace("e", "e\u0301"),
    ],
)
def test_pasted_forms_of_the_same_words_are_understood(text):
    reading = read_mnemonic(text)
    assert reading.problems == ()
    assert reading.phrase().reveal() == WORDS


def test_every_wrong_word_is_named_with_its_place_and_near_words():
    text = PHRASE.replace("advice", "advise", 1).replace("cage", "cagee", 1)
    problems = read_mnemonic(text).problems
    assert [(p.position, p.word) for p in problems] == [(2, "advise"), (3, "cagee")]
    assert problems[0].suggestions[0] == "advice"
    assert "cage" in problems[1].suggestions


def test_a_wrong_word_stays_out_of_the_reprs():
    reading = read_mnemonic(PHRASE.replace("cage", "kagee"))
    assert "kagee" not in repr(reading)
    assert "advice" not in repr(reading)


def test_letters_of_another_script_are_no_letters_of_the_list():
    assert _kinds(PHRASE.replace("avoid", "\u0430void", 1)) == [ProblemKind.UNKNOWN_WORD]


@pytest.mark.parametrize("count", [0, 1, 11, 13, 23, 25])
def test_a_wrong_number_of_words_is_told_apart(count):
    assert ProblemKind.WORD_COUNT in _kinds(" ".join(["abandon"] * count))


def test_a_wrong_checksum_is_told_apart():
    assert _kinds(" ".join([*PLAIN[:-1], "zoo"])) == [ProblemKind.CHECKSUM]


def test_a_book_is_not_read():
    assert _kinds("abandon " * 1000) == [ProblemKind.TOO_LONG]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("abandn", "abandon"), ("recieve", "receive"), ("aband", "abandon"), ("zooo", "zoo")],
)
def test_the_nearest_word_comes_first(typed, meant):
    assert suggest(typed)[0] == meant


def test_nonsense_has_no_suggestions():
    assert suggest("qqqqqqqqqq") == ()


@given(entropies)
def test_every_mnemonic_of_the_standard_is_taken(entropy):
    words = _mnemonic(entropy)
    assert len(words) in WORD_COUNTS
    assert read_mnemonic(" ".join(words)).is_mnemonic


@given(entropies, st.data())
def test_this_reading_and_the_key_derivation_agree_on_what_is_a_mnemonic(entropy, data):
    words = _mnemonic(entropy)
    at = data.draw(st.integers(0, len(words) - 1))
    words[at] = data.draw(st.sampled_from(word_list()))
    phrase = " ".join(words)
    try:
        bittensor_core.Keypair.create_from_mnemonic(phrase)
        derives = True
    except ValueError:
        derives = False
    assert read_mnemonic(phrase).is_mnemonic == derives


@given(st.text(max_size=300))
def test_any_text_is_read_and_normalising_is_done_at_once(text):
    reading = read_mnemonic(text)
    assert len(reading.problems) > 0 or len(reading.words) in WORD_COUNTS
    assert all(problem.position <= len(reading.words) for problem in reading.problems)


@pytest.mark.parametrize("words", [(), ("legal",), ("legal", "winner")])
def test_making_a_phrase_leaves_the_words_it_is_made_of(words):
    reading = Reading(tuple("".join(list(word)) for word in words), ())
    assert reading.phrase().reveal_text() == " ".join(words)
    assert reading.words == words


@given(st.lists(st.sampled_from(word_list()), max_size=24), st.data())
def test_separators_numbers_and_case_do_not_matter(words, data):
    separators = st.sampled_from([" ", ", ", "\n", "\t", " ; ", "\u2003", " | ", ". "])
    text = ""
    for number, word in enumerate(words, 1):
        mark = data.draw(st.sampled_from(["", f"{number}. ", f"{number}) "]))
        text += mark + data.draw(st.sampled_from([word, word.upper(), word.title()]))
        text += data.draw(separators)
    assert normalise(text) == tuple(words)


@settings(max_examples=25)
@given(
    st.sampled_from(word_list()), st.integers(0, 8), st.integers(0, 2), st.text("aeqz", max_size=2)
)
def test_words_that_two_edits_could_come_to_are_all_looked_at(word, at, dropped, put):
    typed = word[:at] + put + word[at + dropped :]
    near = {other for other in word_list() if mnemonic._distance(typed, other) <= 2}
    assert near <= set(mnemonic._akin(typed))


def test_a_pasted_page_is_read_at_once(monkeypatch):
    """It is read at every keystroke, where the window waits for it."""

    def measured(left: str, right: str) -> int:
        raise AssertionError("a distance measured for nothing")

    monkeypatch.setattr(mnemonic, "_distance", measured)
    reading = read_mnemonic(("lorem ipsumx dolor sitx ametx " * 200)[:4_000])
    assert len(reading.words) > 100
    assert all(problem.suggestions == () for problem in reading.problems)


def test_few_words_of_the_list_are_compared_with_a_wrong_one(monkeypatch):
    compared: list[str] = []
    distance = mnemonic._distance
    monkeypatch.setattr(
        mnemonic, "_distance", lambda left, right: compared.append(right) or distance(left, right)
    )
    assert suggest("advicee")[0] == "advice"
    assert len(compared) < len(word_list()) // 4
