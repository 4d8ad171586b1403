"""Colours, measures and type of the interface: the only place with such literals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme as ``#RRGGBB``; ``scrim`` as ``#AARRGGBB``."""

    window: str
    sunken: str
    surface: str
    raised: str
    field: str
    hover: str
    selected: str
    nav_selected: str
    hairline: str
    line: str
    button_line: str
    control: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    positive: str
    negative: str
    warning: str
    info: str
    practice: str
    local: str
    accent_soft: str
    positive_soft: str
    negative_soft: str
    warning_soft: str
    info_soft: str
    practice_soft: str
    neutral_soft: str
    warning_line: str
    negative_line: str
    scrim: str
    series: tuple[str, str, str, str, str, str]


DARK: Final = Palette(
    window="#0E1116",
    sunken="#0A0D12",
    surface="#151A21",
    raised="#1C232C",
    field="#0A0D12",
    hover="#1B222B",
    selected="#182F2F",
    nav_selected="#1C232C",
    hairline="#1F2730",
    line="#29323D",
    button_line="#29323D",
    control="#6C798B",
    text="#E7ECF2",
    muted="#98A4B3",
    disabled="#5B6674",
    accent="#47C7B0",
    on_accent="#06211C",
    positive="#58C98A",
    negative="#F2736C",
    warning="#E3C55A",
    info="#74A9F5",
    practice="#F0A03C",
    local="#98A4B3",
    accent_soft="#1C3436",
    positive_soft="#1F3431",
    negative_soft="#36272C",
    warning_soft="#34342A",
    info_soft="#232F41",
    practice_soft="#362E25",
    neutral_soft="#2D333B",
    warning_line="#635B37",
    negative_line="#693C3E",
    scrim="#A805070A",
    series=("#47C7B0", "#2E9C8C", "#2D7A7B", "#74A9F5", "#8B7FD6", "#667486"),
)


LIGHT: Final = Palette(
    window="#F5F6F8",
    sunken="#EDEFF3",
    surface="#FFFFFF",
    raised="#FFFFFF",
    field="#FFFFFF",
    hover="#F3F5F8",
    selected="#E2F2EF",
    nav_selected="#E4E8EE",
    hairline="#EBEEF2",
    line="#DCE1E8",
    button_line="#CBD2DB",
    control="#7F8A98",
    text="#12161C",
    muted="#586474",
    disabled="#9AA4B0",
    accent="#0A7767",
    on_accent="#FFFFFF",
    positive="#1A7548",
    negative="#BC3229",
    warning="#7D6300",
    info="#2260B8",
    practice="#9C5700",
    local="#586474",
    accent_soft="#E4F0EE",
    positive_soft="#E6F0EB",
    negative_soft="#F8E8E7",
    warning_soft="#F1EEE3",
    info_soft="#E7EEF7",
    practice_soft="#F4EDE3",
    neutral_soft="#E9EBED",
    warning_line="#CEC49E",
    negative_line="#E6B1AE",
    scrim="#6B12161C",
    series=("#0A7767", "#2C9484", "#4A9AA4", "#3F7BCB", "#7568C4", "#7F8A98"),
)

# Spacing, in device-independent pixels.
XS: Final = 4
S: Final = 8
M: Final = 12
L: Final = 16
XL: Final = 24
XXL: Final = 32

RADIUS: Final = 6
CARD_RADIUS: Final = 10

SANS: Final = "Inter"
MONO: Final = "JetBrains Mono"
