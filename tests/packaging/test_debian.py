"""Which system packages are missing, and how they are asked for."""

from __future__ import annotations

import subprocess

import debian
import pytest

LISTING = """\
libgl1\tinstalled\t
libegl1\tconfig-files\t
libglib2.0-0t64\tinstalled\tlibglib2.0-0 (= 2.80.0-6ubuntu3), libgio-2.0-0
"""


def test_only_installed_packages_count():
    assert "libgl1" in debian.parse_installed(LISTING)
    assert "libegl1" not in debian.parse_installed(LISTING)


def test_a_renamed_library_counts_by_what_it_provides():
    assert {"libglib2.0-0", "libgio-2.0-0"} <= debian.parse_installed(LISTING)


def test_an_empty_listing_has_nothing():
    assert debian.parse_installed("") == set()


def test_missing_keeps_the_order_asked_for():
    assert debian.missing(("a", "b", "c"), {"b"}) == ["a", "c"]


def test_the_command_asks_nothing_and_pulls_in_nothing_recommended():
    command = debian.install_command(["libgl1"])
    assert command == ["apt-get", "install", "--yes", "--no-install-recommends", "libgl1"]


def test_lists_are_refreshed_before_installing(monkeypatch):
    called: list[tuple[list[str], str]] = []

    def call(command, env, stdin):
        called.append((command, env["DEBIAN_FRONTEND"]))
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    debian.install(["libgl1"])
    assert ["update" in command for command, _ in called] == [True, False]
    assert {frontend for _, frontend in called} == {"noninteractive"}


def test_a_failing_apt_get_ends_the_installation(monkeypatch):
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 100)
    with pytest.raises(debian.InstallError):
        debian.install(["libgl1"])
