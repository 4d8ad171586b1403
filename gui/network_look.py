"""How each network looks, everywhere the same: it must never be in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from core.domain.networks import Network, NetworkKind
from gui.formats import ELLIPSIS, untrusted

_LONGEST: Final = 40  # characters of a host


@dataclass(frozen=True, slots=True)
class NetworkLook:
    """``name`` in running text, ``chip`` in the header, ``note`` under a choice.

    ``dot`` and ``strip`` are colour tokens, ``tone`` is the chip's.
    """

    name: str
    chip: str
    note: str
    dot: str
    strip: str
    tone: str


_LOOKS: Final = {
    NetworkKind.PRACTICE: NetworkLook(
        "practice", "practice TAO, no value", "practice TAO, no value",
        "practice", "practice", "practice",
    ),
    NetworkKind.FINNEY: NetworkLook("finney", "finney", "the real network", "text", "line", ""),
    NetworkKind.TEST: NetworkLook(
        "test", "test TAO, no value", "public test network", "info", "info", "info"
    ),
    NetworkKind.LOCAL: NetworkLook(
        "local", "local node", "node at 127.0.0.1:9944", "local", "local", "local"
    ),
}  # fmt: skip


def look_of(network: Network) -> NetworkLook:
    """The look of a network; one at a typed address is named by its host."""
    if network.kind in _LOOKS:
        return _LOOKS[network.kind]
    name = _host(network.name)
    # A host may be called "finney": its chip must not read like the network's.
    return NetworkLook(name, f"node at {name}", "a node by its address", "text", "line", "")


def _host(text: str) -> str:
    """A host that is long loses its beginning: whose it is stands at its end."""
    return untrusted(text if len(text) <= _LONGEST else f"{ELLIPSIS}{text[1 - _LONGEST :]}")


def fitted(chip: str, metrics: QFontMetrics, width: int) -> str:
    """A chip's words in so many pixels, without losing the end of a host."""
    return metrics.elidedText(chip, Qt.TextElideMode.ElideMiddle, width)
