"""A report can be pasted anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.redaction import crash_report, installed, redact
from tests.builders import address


@pytest.mark.parametrize(
    "secret",
    [
        "0x" + "ab" * 32,
        "ab" * 32,
        address(4),
        "abandon ability able about above absent absorb abstract absurd abuse access accident",
        str(Path.home()),
    ],
)
def test_what_is_private_does_not_stay(secret):
    assert secret not in redact(f"before {secret} after")


def test_the_rest_stays():
    assert redact("KeyError: 'netuid' in line 14") == "KeyError: 'netuid' in line 14"


def test_a_password_in_an_address_does_not_stay():
    assert redact("wss://me:hunter2@node.example:443 x") == "wss://…@node.example:443 x"


@pytest.mark.parametrize("rest", ["/v1/k3yk3y", "?api-key=k3yk3y", "/ws?k=k3yk3y#k3yk3y"])
def test_a_key_behind_a_nodes_host_does_not_stay(rest):
    told = redact(f"could not reach 'wss://me:hunter2@node.example:443{rest}': 403")
    assert told == "could not reach 'wss://…@node.example:443/…': 403"


def test_a_crash_report_tells_what_where_and_which_versions():
    try:
        raise ValueError("no such thing")
    except ValueError as error:
        report = crash_report(error, "refresh crashed")
    assert "refresh crashed" in report
    assert "ValueError: no such thing" in report
    assert f"PySide6-Essentials {installed('PySide6-Essentials')}" in report


def test_a_package_that_is_not_installed_is_a_dash():
    assert installed("no-such-package-anywhere") == "–"
