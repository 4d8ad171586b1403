"""The palette finds what was meant."""

from __future__ import annotations

from gui.shell.ranking import Entry, rank

ENTRIES = [
    Entry("Subnets", "go:subnets", "hexagons", weight=9),
    Entry("Switch to finney", "network:finney", "network"),
    Entry("Harbor Inference", "3", "hexagons", number=3),
    Entry("Granite Compute", "51", "hexagons", number=51),
    Entry("Lumen Text", "14", "hexagons", number=14),
    Entry("Parallax Video", "140", "hexagons", number=140),
    Entry("Orchard Proteins", "17", "hexagons", number=17),
]


def found(typed: str) -> list[str]:
    return [entry.title for entry in rank(ENTRIES, typed)]


def test_nothing_typed_lists_all_by_weight():
    assert found("")[0] == "Subnets"
    assert len(found(" ")) == len(ENTRIES)


def test_a_number_is_a_netuid_first():
    assert found("14") == ["Lumen Text", "Parallax Video"]
    assert found("subnet 3") == ["Harbor Inference"]
    assert found("#51") == ["Granite Compute"]


def test_the_beginning_of_a_title_wins_over_a_word_and_a_word_over_a_middle():
    entries = [Entry(t, t, "x") for t in ("Renaming", "Own name", "Name it")]
    assert [e.title for e in rank(entries, "name")] == ["Name it", "Own name"]
    assert [e.title for e in rank(entries, "nam")] == ["Name it", "Own name", "Renaming"]


def test_letters_in_order_are_enough_where_they_begin_words():
    assert found("hi")[0] == "Harbor Inference"
    assert found("gc") == ["Granite Compute"]


def test_case_and_spaces_do_not_matter():
    assert found("  LUMEN   text ") == ["Lumen Text"]


def test_strewn_letters_do_not_count():
    assert "Orchard Proteins" not in found("oe")


def test_what_fits_nothing_finds_nothing():
    assert found("zzz") == []
