"""The taonaut command as somebody types it, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

from tests.source_tree import ROOT


@pytest.fixture
def taonaut(tmp_path):
    """Run ``taonaut`` with nothing in the environment but what is given."""

    def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "gui", *arguments],
            cwd=ROOT,
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def _refusal(answer: subprocess.CompletedProcess[str]) -> str:
    """The one line that was said."""
    assert answer.returncode == 2
    assert answer.stdout == ""
    (line,) = answer.stderr.splitlines()
    assert line.startswith("taonaut: ")
    return line


def test_it_says_its_version(taonaut):
    answer = taonaut("--version")
    assert (answer.returncode, answer.stdout) == (0, f"taonaut {version('taonaut')}\n")


def test_help_lists_every_command(taonaut):
    answer = taonaut("--help")
    assert answer.returncode == 0
    assert all(word in answer.stdout for word in ("practice", "tour", "doctor", "--network"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
def test_without_a_display_it_says_how_to_get_one(taonaut):
    line = _refusal(taonaut())
    assert "xvfb-run" in line
    assert "tour" in line


def test_a_wrong_option_is_one_line(taonaut):
    assert "--bogus" in _refusal(taonaut("--bogus"))


def test_a_wrong_network_is_one_line(taonaut):
    assert "'bogus'" in _refusal(taonaut("--network", "bogus"))


def test_a_wrong_variable_is_one_line(taonaut):
    assert "BT_NETWORK" in _refusal(taonaut("doctor", BT_NETWORK="bogus"))


def test_the_practice_nodes_options_reach_it(taonaut):
    answer = taonaut("practice", "--help")
    assert answer.returncode == 0
    assert "--block-time" in answer.stdout


def test_the_practice_node_refuses_in_one_line_too(taonaut):
    answer = taonaut("practice", "--port", "nonsense")
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1


def test_a_password_in_the_environment_is_told_and_not_shown(taonaut, tmp_path):
    answer = taonaut(
        *("doctor", "--network", "ws://127.0.0.1:1", "--data-dir", str(tmp_path / "data")),
        BT_WALLET_PASSWORD="canary",
        QT_QPA_PLATFORM="offscreen",
    )
    assert "BT_WALLET_PASSWORD was set" in answer.stdout
    assert "canary" not in answer.stdout + answer.stderr


def _in_place_of_the_window(tmp_path, expression: str) -> str:
    """What the expression is there."""
    program = (
        "import sys, types\n"
        "window = types.ModuleType('gui.app')\n"
        f"window.run = lambda launch: print({expression}) or 0\n"
        "sys.modules['gui.app'] = window\n"
        "from gui.__main__ import main\n"
        "sys.exit(main())\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"},
        input="typed\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def test_no_library_can_read_a_password_from_the_terminal(tmp_path):
    assert _in_place_of_the_window(tmp_path, "repr(sys.stdin.read())") == "''"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes none unasked")
def test_a_crash_writes_no_typed_password_to_the_disk(tmp_path):
    limits = "(r := __import__('resource')).getrlimit(r.RLIMIT_CORE)"
    assert _in_place_of_the_window(tmp_path, limits) == "(0, 0)"
