"""The address book."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.ids import Ss58


@dataclass(frozen=True, slots=True)
class Contact:
    """An address under a label of its owner's; ``added_at`` is unix seconds."""

    address: Ss58
    label: str
    added_at: float
