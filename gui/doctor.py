"""``taonaut doctor``: adds what Qt says of itself and prints the report."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import Final

from core.domain.diagnosis import Finding, QtFacts, Report, Verdict
from core.domain.settings import Launch
from core.services.doctor import examine

_QT_SECONDS: Final = 30
_TOPIC_WIDTH: Final = 18

# Qt aborts the process when it cannot open its platform, so a child asks.
_ASK_QT: Final = (
    "from PySide6.QtCore import qVersion; print(qVersion(), flush=True);"
    "from PySide6.QtGui import QGuiApplication;"
    "print(QGuiApplication([]).platformName(), flush=True)"
)


def run(launch: Launch, *, as_json: bool) -> int:
    """Examine and print; 0 if nothing failed, else 1."""
    report = asyncio.run(examine(launch, ask_qt()))
    text = json_text if as_json else plain_text
    sys.stdout.write(text(report, launch.notices))
    return 1 if report.failed else 0


def ask_qt() -> QtFacts:
    """Which Qt loads and which platform opens. Blocking, about half a second."""
    try:
        answer = subprocess.run(  # noqa: S603 - our own interpreter, a constant program
            [sys.executable, "-c", _ASK_QT],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_QT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        return QtFacts("", "", type(error).__name__)
    return parse_qt(answer.stdout, answer.stderr)


def parse_qt(output: str, complaints: str) -> QtFacts:
    """What the child printed: the version, then the platform unless it aborted first."""
    version, _, platform = output.strip().partition("\n")
    if platform:
        return QtFacts(version, platform.strip())
    lines = [line.strip() for line in complaints.splitlines() if line.strip()]
    telling = [line for line in lines if "could not" in line.lower() or "error" in line.lower()]
    return QtFacts(version, "", (telling or lines or ["no reason given"])[0][:200])


def plain_text(report: Report, notices: tuple[str, ...]) -> str:
    """One line a finding, its remedy below it."""
    lines = [f"note  {notice}" for notice in notices]
    for finding in report.findings:
        lines.append(f"{finding.verdict.value:5} {finding.topic:{_TOPIC_WIDTH}} {finding.fact}")
        if finding.remedy:
            lines.append(f"{'':6}{'':{_TOPIC_WIDTH}} {finding.remedy}")
    return "\n".join(lines) + "\n"


def json_text(report: Report, notices: tuple[str, ...]) -> str:
    """``{"ok", "notices": […], "findings": [{"topic", "verdict", "fact", "remedy"}, …]}``."""
    findings = [_as_object(finding) for finding in report.findings]
    told = {"ok": not report.failed, "notices": list(notices), "findings": findings}
    return json.dumps(told, indent=2) + "\n"


def _as_object(finding: Finding) -> dict[str, str]:
    verdict: Verdict = finding.verdict
    return {
        "topic": finding.topic,
        "verdict": verdict.value,
        "fact": finding.fact,
        "remedy": finding.remedy,
    }
