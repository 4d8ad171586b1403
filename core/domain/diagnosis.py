"""What an examination of the installation found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    OK = "ok"
    WARN = "warn"  # works, with a limit or a risk
    FAIL = "fail"  # something that Taonaut needs does not work


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``remedy`` is the next step, empty where all is well."""

    topic: str
    verdict: Verdict
    fact: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class QtFacts:
    """What the window toolkit said: core knows it only from hearsay.

    ``platform`` is the plugin that opened (``xcb``, ``wayland``, ``offscreen``),
    empty where none did; ``error`` says why.
    """

    version: str
    platform: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        return any(finding.verdict is Verdict.FAIL for finding in self.findings)
