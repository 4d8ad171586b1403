"""The invented names."""

from __future__ import annotations

from core.practice.world.names import ROOT_SYMBOL, load


def test_there_are_enough_names_for_a_network():
    names = load()
    everything = [*names.subnets, *(pin.name for pin in names.pins.values())]
    assert len(everything) >= 160
    assert len(set(everything)) == len(everything)
    assert all(" " in name for name in everything)


def test_every_name_says_what_it_does():
    names = load()
    assert all(names.description(name) for name in names.subnets)


def test_symbols_begin_like_the_chains_catalogue():
    symbols = load().symbols
    assert symbols[:5] == (ROOT_SYMBOL, "α", "β", "γ", "δ")
    assert len(symbols) >= 129
    assert len(set(symbols)) == len(symbols)


def test_there_are_names_for_forty_validators():
    assert len(set(load().validators)) == 40
