"""What is installed is what the lock says, from the one public index."""

from __future__ import annotations

import json
import re
import tomllib
from urllib.parse import urlsplit

import pytest

from tests.source_tree import ROOT

LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = {package["name"]: package for package in LOCK["package"]}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _name(requirement: str) -> str:
    return _normal(re.split(r"[\s<>=!~\[;]", requirement, maxsplit=1)[0])


def test_every_package_comes_from_the_public_index():
    sources = {
        package["source"].get("registry") for name, package in PACKAGES.items() if name != "taonaut"
    }
    assert {urlsplit(source).hostname for source in sources} == {"pypi.org"}


@pytest.mark.parametrize("name", sorted(PACKAGES.keys() - {"taonaut"}))
def test_every_file_has_a_hash_and_the_index_as_its_home(name):
    package = PACKAGES[name]
    files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
    assert files
    assert all(file["hash"].startswith("sha256:") for file in files)
    assert {urlsplit(file["url"]).hostname for file in files} == {"files.pythonhosted.org"}


def test_the_lock_knows_every_requirement_of_the_project():
    asked = {_name(text) for text in PROJECT["project"]["dependencies"]}
    locked = {entry["name"] for entry in PACKAGES["taonaut"]["metadata"]["requires-dist"]}
    assert asked == locked


@pytest.mark.parametrize("group", sorted(PROJECT["dependency-groups"]))
def test_the_lock_knows_every_group(group):
    asked = {_name(text) for text in PROJECT["dependency-groups"][group]}
    locked = PACKAGES["taonaut"]["metadata"]["requires-dev"][group]
    assert asked == {entry["name"] for entry in locked}


def test_the_lock_covers_the_pythons_we_support():
    wanted = PROJECT["project"]["requires-python"].replace(" ", "")
    assert LOCK["requires-python"].replace(" ", "") == wanted


def test_the_two_command_line_tools_never_share_an_environment():
    assert PROJECT["tool"]["uv"]["default-groups"] == ["dev"]
    assert "bittensor-cli" not in {_name(text) for text in PROJECT["dependency-groups"]["dev"]}


def test_the_javascript_lock_names_no_registry():
    lock = json.loads((ROOT / "tests/interop/polkadot/package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert all("integrity" in entry and "resolved" not in entry for entry in packages.values())
