"""The invented names the practice network is populated with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

ROOT_SYMBOL: Final = "\u03a4"  # capital Tau


@dataclass(frozen=True, slots=True)
class Pin:
    """A subnet whose place and figures are given; amounts in rao, change in thousandths."""

    netuid: int
    name: str
    symbol: str
    price: int
    cap: int
    change: int
    flow: int
    burn: int
    open: bool
    neurons: int
    slots: int
    validators: int
    tempo: int
    age_blocks: int


@dataclass(frozen=True, slots=True)
class Names:
    pins: Mapping[int, Pin]
    subnets: tuple[str, ...]
    validators: tuple[str, ...]
    symbols: tuple[str, ...]  # by netuid
    subjects: Mapping[str, str]

    def description(self, name: str) -> str:
        """What a subnet of this name does."""
        return self.subjects.get(name.rpartition(" ")[2], "")


@cache
def load() -> Names:
    """The names as shipped."""
    text = files("resources.practice").joinpath("names.toml").read_text(encoding="utf-8")
    document = tomllib.loads(text)
    names = document["names"]
    pins = {entry["netuid"]: _pin(entry) for entry in document["subnet"]}
    return Names(
        pins=pins,
        subnets=tuple(names["subnets"]),
        validators=tuple(names["validators"]),
        symbols=_symbols(names["greek"], names["symbols"], pins),
        subjects=document["subjects"],
    )


def _pin(entry: dict[str, Any]) -> Pin:
    fields: dict[str, Any] = {"symbol": "", **entry}
    return Pin(**fields)


def _symbols(greek: str, others: str, pins: Mapping[int, Pin]) -> tuple[str, ...]:
    taken = {pin.symbol for pin in pins.values()}
    free = iter([symbol for symbol in others if symbol not in taken])
    symbols = [ROOT_SYMBOL, *greek]
    while True:
        pin = pins.get(len(symbols))
        symbol = pin.symbol if pin and pin.symbol else next(free, None)
        if symbol is None:
            return tuple(symbols)
        symbols.append(symbol)
