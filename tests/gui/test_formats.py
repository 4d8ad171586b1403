"""How figures, times, addresses and foreign text are written."""

from __future__ import annotations

import unicodedata

import pytest

from gui import formats
from tests.builders import HOSTILE_TEXTS, address, hostile_texts

TAO = 1_000_000_000


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("0", "0"), ("999", "999"), ("1204.6", "1 204.6"), ("-1234567", "−1 234 567"), ("12", "12")],
)
def test_digits_are_grouped_by_thin_spaces(digits, shown):
    assert formats.grouped(digits) == shown.replace(" ", "\u2009")


def test_the_mono_face_gets_no_break_spaces():
    assert formats.grouped("101204", mono=True) == "101\u00a0204"


def test_an_amount_is_cut_and_never_rounded_up():
    assert formats.tao(1_999_999_999, 2) == "1.99"


@pytest.mark.parametrize(
    ("rao", "shown"),
    [
        (0, "0.000"),
        (12_500_000_000, "12.500"),
        (166_000, "0.000166"),
        (-1_204_000_000_001, "−1 204.000000001"),
    ],
)
def test_an_exact_amount_has_every_decimal_that_counts(rao, shown):
    assert formats.exact_tao(rao) == shown.replace(" ", "\u2009")


def test_a_signed_amount_has_its_plus_and_a_real_minus():
    assert formats.tao(5 * TAO, 1, signed=True) == "+5.0"
    assert formats.tao(-5 * TAO, 1, signed=True) == "−5.0"
    assert formats.tao(0, 1, signed=True) == "0.0"


@pytest.mark.parametrize(
    ("tao", "shown"),
    [(0, "0.0"), (999, "999.0"), (1000, "1.0 k"), (148_260, "148.2 k"), (3_100_000, "3.1 M")],
)
def test_large_amounts_are_shortened(tao, shown):
    assert formats.compact_tao(tao * TAO).replace("\u2009", " ") == shown


def test_a_share_is_rounded_half_up():
    assert formats.percent(1, 8, 1, mono=True) == "12.5\u00a0%"
    assert formats.percent(-1, 3, 2, mono=True) == "−33.33\u00a0%"


def test_a_share_of_nothing_is_a_dash():
    assert formats.percent(1, 0) == "–"


def test_a_tiny_loss_is_not_shown_as_minus_zero():
    assert formats.percent(-1, 10**9, 1, mono=True) == "0.0\u00a0%"


def test_an_address_shows_both_ends():
    full = address(1)
    assert formats.short_address(full) == f"{full[:4]}…{full[-4:]}"
    assert formats.short_address("short") == "short"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(-5, "now"), (0.4, "now"), (3, "3 s ago"), (240, "4 min ago"), (7300, "2 h ago"),
     (14 * 86400, "14 d ago")],
)  # fmt: skip
def test_ages_are_told_in_their_largest_unit(seconds, shown):
    assert formats.ago(seconds) == shown


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, *hostile_texts(200)])
def test_foreign_text_has_no_controls_and_no_lines(text):
    shown = formats.untrusted(text)
    kinds = {unicodedata.category(char) for char in shown}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert len(shown) <= formats.MAX_GRAPHEMES * (1 + formats.MAX_MARKS) + 1


def test_direction_marks_cannot_turn_the_rest_round():
    assert formats.untrusted("safe\u202egnp.exe\u2066x") == "safegnp.exex"


def test_stacked_marks_are_thinned_out():
    assert formats.untrusted("a" + "\u0335" * 50 + "b") == "a\u0335\u0335b"


def test_long_text_ends_in_an_ellipsis():
    assert formats.untrusted("x" * 65) == "x" * 64 + "…"
    assert formats.untrusted("x" * 64) == "x" * 64


def test_text_without_ink_is_empty():
    assert formats.untrusted("\u3164\u2800 \u200b") == ""


def test_ordinary_names_stay_what_they_are():
    for name in ("Lumen Text", "Ω-net", "日本語", "naïve"):
        assert formats.untrusted(name) == name


def test_a_tooltip_is_escaped_html():
    assert formats.tooltip("<img src=x>") == "<span>&lt;img src=x&gt;</span>"
    assert formats.tooltip("") == ""


def test_an_ampersand_in_a_caption_is_no_mnemonic():
    assert formats.caption("R&D") == "R&&D"


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [(None, "–"), (0.0, "<1 ms"), (0.96, "<1 ms"), (1.0, "1 ms"), (12.4, "12 ms")],
)
def test_an_answer_never_takes_no_time(milliseconds, words):
    assert formats.latency(milliseconds) == words


def test_an_address_is_shown_in_fours():
    full = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
    assert formats.in_fours(full).replace(" ", "") == full
    assert formats.in_fours(full, 2) == "5Grw vaEF …"
