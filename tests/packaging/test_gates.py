"""Running every gate and telling which failed."""

from __future__ import annotations

import sys

import environment
import gates
import pytest
from gates import Gate, Outcome
from interpreters import Interpreter

PYTHON = Interpreter("/usr/bin/python3.11", (3, 11), True)


@pytest.fixture
def no_interop(monkeypatch):
    monkeypatch.setattr(gates, "run_interop", lambda *_: [Outcome("interop", "passed", 1.0)])


def test_every_gate_runs_even_after_one_failed(no_interop, capsys):
    ran: list[str] = []

    def run(gate: Gate) -> Outcome:
        ran.append(gate.name)
        return Outcome(gate.name, "FAILED" if gate.name == "mypy" else "passed", 1.0)

    assert gates.run_all("uv", PYTHON, (), run) == 1
    assert ran == ["ruff check", "ruff format", "mypy", "basedpyright", "import-linter", "pytest"]
    assert capsys.readouterr().out.endswith("\nmypy failed\n")


def test_all_passing_is_success(no_interop, capsys):
    assert gates.run_all("uv", PYTHON, (), lambda gate: Outcome(gate.name, "passed", 1.0)) == 0
    assert "All gates passed" in capsys.readouterr().out


def test_a_failed_preparation_of_foreign_clients_fails_the_gate(monkeypatch):
    def refuse(*_: object) -> None:
        raise environment.SetupError("no network")

    monkeypatch.setattr(environment, "sync_cli9", refuse)
    assert gates.run_interop("uv", PYTHON) == [Outcome("interop", "FAILED", 0.0, "no network")]


@pytest.fixture
def prepared(monkeypatch):
    """A machine without node whose other foreign client is installed."""
    monkeypatch.setattr(environment, "sync_cli9", lambda *_: None)
    monkeypatch.setattr(gates, "node_is_there", lambda: False)
    monkeypatch.setattr(gates, "run_gate", lambda gate: Outcome(gate.name, "passed", 2.0))


def test_without_node_polkadot_js_is_skipped_and_said_so(prepared, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    states = {outcome.name: outcome.state for outcome in gates.run_interop("uv", PYTHON)}
    assert states == {"interop": "passed", "interop polkadot.js": "skipped"}


def test_in_ci_node_is_required(prepared, monkeypatch):
    monkeypatch.setenv("CI", "true")
    (outcome,) = gates.run_interop("uv", PYTHON)
    assert outcome.state == "FAILED"
    assert "node" in outcome.note


def test_arguments_after_the_dashes_reach_pytest():
    assert gates.pytest_gate(["-k", "money"]).command[-2:] == ["-k", "money"]


def test_the_order_of_tests_can_be_had_again(capsys):
    seeds = {gates.pytest_gate((), {}).command[4] for _ in range(4)}
    assert len(seeds) == 4
    gates.run_gate(Gate("a", ["/nowhere/tool", "--randomly-seed=7"], 5))
    assert "--randomly-seed=7" in capsys.readouterr().out


def test_a_files_tests_stay_in_one_process_and_every_core_has_one(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    command = gates.pytest_gate(()).command
    assert command[command.index("-n") + 1] == "2"
    assert command[command.index("--dist") + 1] == "loadfile"
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    command = gates.pytest_gate(()).command
    assert command[command.index("-n") + 1] == "4"


def test_interop_runs_apart_from_the_rest():
    assert "not interop" in gates.pytest_gate(()).command
    assert "interop" in gates.interop_gate().command


def test_gates_see_an_offscreen_qt():
    assert gates.gate_environment({"PATH": "/bin"})["QT_QPA_PLATFORM"] == "offscreen"


def test_a_gates_exit_code_decides():
    passed = gates.run_gate(Gate("a", [sys.executable, "-c", ""], 60))
    failed = gates.run_gate(Gate("b", [sys.executable, "-c", "raise SystemExit(3)"], 60))
    assert (passed.state, failed.state, failed.note) == ("passed", "FAILED", "exit code 3")


def test_a_gate_that_hangs_fails():
    outcome = gates.run_gate(Gate("a", [sys.executable, "-c", _FOREVER], 1))
    assert (outcome.state, outcome.note) == ("FAILED", "not done within 1 s")


_FOREVER = "import threading; threading.Event().wait()"


def test_a_gate_that_cannot_start_fails():
    assert gates.run_gate(Gate("a", ["/nowhere/tool"], 5)).state == "FAILED"


def test_the_summary_has_one_line_a_gate():
    lines = gates.summary([Outcome("mypy", "passed", 2.0), Outcome("pytest", "FAILED", 3.0, "why")])
    assert len(lines) == 2
    assert lines[1].startswith("FAILED")
    assert lines[1].endswith("why")


@pytest.mark.parametrize(("output", "major"), [("v20.1.0\n", 20), ("18.2", 18), ("", None)])
def test_nodes_version_is_read(output, major):
    assert gates.node_version(output) == major


def test_ci_runs_the_tests_in_one_order():
    assert gates.pytest_gate((), {"CI": "1"}).command == gates.pytest_gate((), {"CI": "1"}).command
    assert gates.pytest_gate((), {}).command != gates.pytest_gate((), {}).command
