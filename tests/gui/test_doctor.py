"""The printed report, and what Qt says of itself."""

from __future__ import annotations

import json

from core.domain.diagnosis import Finding, Report, Verdict
from gui.doctor import ask_qt, json_text, parse_qt, plain_text

REPORT = Report(
    (
        Finding("Python", Verdict.OK, "3.12.1"),
        Finding("Keyring", Verdict.WARN, "locked", "Unlock it."),
    )
)


def test_each_finding_is_a_line_and_a_remedy_stands_below():
    lines = plain_text(REPORT, ()).splitlines()
    assert [line.split()[0] for line in lines] == ["ok", "warn", "Unlock"]
    assert "3.12.1" in lines[0]


def test_notices_of_the_start_come_first():
    assert plain_text(REPORT, ("a password was removed",)).startswith("note  a password")


def test_json_has_every_field():
    told = json.loads(json_text(REPORT, ("a note",)))
    assert told["ok"] is True
    assert told["notices"] == ["a note"]
    assert told["findings"][1] == {
        "topic": "Keyring",
        "verdict": "warn",
        "fact": "locked",
        "remedy": "Unlock it.",
    }


def test_a_failure_is_not_ok_in_json():
    report = Report((Finding("Qt", Verdict.FAIL, "no"),))
    assert json.loads(json_text(report, ()))["ok"] is False


def test_qt_that_opened_tells_version_and_platform():
    assert parse_qt("6.11.3\nxcb\n", "some noise").platform == "xcb"


def test_qt_that_aborted_tells_why():
    complaints = "noise\nqt.qpa.xcb: could not connect to display\nmore\n"
    facts = parse_qt("6.11.3\n", complaints)
    assert (facts.version, facts.platform) == ("6.11.3", "")
    assert facts.error == "qt.qpa.xcb: could not connect to display"


def test_qt_that_did_not_load_has_no_version():
    facts = parse_qt("", "Traceback\nImportError: libEGL.so.1: cannot open shared object file\n")
    assert facts.version == ""
    assert "libEGL" in facts.error


def test_the_installed_qt_answers(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert ask_qt().platform == "offscreen"
