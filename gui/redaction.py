"""Reports that may be shown to others: nothing personal, nothing secret."""

from __future__ import annotations

import platform
import re
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

_PACKAGES: Final = ("taonaut", "PySide6-Essentials", "qasync", "bittensor")

# Anything that could be a key, a seed or a phrase; addresses are public but personal.
_HEX: Final = re.compile(r"\b(?:0x)?[0-9a-fA-F]{32,}\b")
_ADDRESS: Final = re.compile(r"\b5[1-9A-HJ-NP-Za-km-z]{46,47}\b")
_PHRASE: Final = re.compile(r"\b(?:[a-z]{3,8}[ ,]+){11,23}[a-z]{3,8}\b")
_CREDENTIALS: Final = re.compile(r"(wss?://|https?://)[^\s/@]+@")
# Whoever sells access to a node puts the customer's key behind its host.
_ACCESS: Final = re.compile(r"(wss?://[^\s/?#'\"]+)[/?#][^\s'\"]+")


def redact(text: str) -> str:
    """Take out home folders, keys, phrases, addresses, and passwords and keys in URLs."""
    shown = text.replace(str(Path.home()), "~")
    shown = _CREDENTIALS.sub(r"\1…@", shown)
    shown = _ACCESS.sub(r"\1/…", shown)
    shown = _HEX.sub("‹hex›", shown)
    shown = _ADDRESS.sub("‹address›", shown)
    return _PHRASE.sub("‹words›", shown)


def crash_report(error: BaseException, doing: str) -> str:
    """What happened, for someone who can mend it; already redacted."""
    lines = [f"{name} {installed(name)}" for name in _PACKAGES]
    lines.append(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    lines += ["", doing, "", *traceback.format_exception(error)]
    return redact("\n".join(line.rstrip("\n") for line in lines))


def installed(package: str) -> str:
    """The installed version of a distribution, or a dash."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"
