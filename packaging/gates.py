"""Every gate and test, one after another, with one line each at the end."""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import environment
from interpreters import Interpreter

POLKADOT = environment.ROOT / "tests" / "interop" / "polkadot"
NODE_HOME = environment.ROOT / ".venv-node"
OLDEST_NODE = 18


class Gate(NamedTuple):
    """A command that must end with 0 within ``seconds``."""

    name: str
    command: list[str]
    seconds: int


class Outcome(NamedTuple):
    name: str
    state: str  # "passed", "FAILED" or "skipped"
    seconds: float
    note: str = ""


def tool(name: str) -> str:
    return str(environment.script(environment.VENV, name))


def static_gates() -> list[Gate]:
    return [
        Gate("ruff check", [tool("ruff"), "check", "."], 120),
        Gate("ruff format", [tool("ruff"), "format", "--check", "."], 120),
        Gate("mypy", [tool("mypy")], 600),
        Gate("basedpyright", [tool("basedpyright")], 600),
        Gate("import-linter", [tool("lint-imports")], 120),
    ]


def pytest_gate(extra: Sequence[str], environ: Mapping[str, str] = os.environ) -> Gate:
    """All tests but interop, in an order whose seed is shown so that it can be had again.

    In CI it is always the same: one tree has one verdict. Each file's tests stay
    in one process, one process a core; more than four only wait for each other.
    """
    processes = str(min(4, os.cpu_count() or 1))
    seed = f"--randomly-seed={1 if environ.get('CI') else secrets.randbelow(2**32)}"
    beside = ["-n", processes, "--dist", "loadfile"]
    command = [tool("python"), "-m", "pytest", "-q", seed, "-m", "not interop", *beside, *extra]
    return Gate("pytest", command, 1800)


def interop_gate() -> Gate:
    command = [tool("python"), "-m", "pytest", "-q", "-m", "interop", "tests/interop", "-rs"]
    return Gate("interop", command, 600)


def gate_environment(environ: dict[str, str]) -> dict[str, str]:
    """Offscreen Qt, our tools first, nothing that changes what tests see."""
    child = environment.child_environment(environ)
    child["QT_QPA_PLATFORM"] = "offscreen"
    child["PATH"] = os.pathsep.join(
        [str(environment.script(environment.VENV, "python").parent), child.get("PATH", os.defpath)]
    )
    child["TAONAUT_POLKADOT"] = str(NODE_HOME)
    return child


def run_gate(gate: Gate) -> Outcome:
    print(f"\n== {gate.name}: {' '.join(map(shlex.quote, gate.command))}", flush=True)
    began = time.monotonic()
    try:
        code = subprocess.run(
            gate.command,
            cwd=environment.ROOT,
            env=gate_environment(dict(os.environ)),
            stdin=subprocess.DEVNULL,
            timeout=gate.seconds,
            check=False,
        ).returncode
        note = "" if code == 0 else f"exit code {code}"
    except subprocess.TimeoutExpired:
        code, note = 1, f"not done within {gate.seconds} s"
    except OSError as error:
        code, note = 1, str(error)
    state = "passed" if code == 0 else "FAILED"
    return Outcome(gate.name, state, time.monotonic() - began, note)


def node_version(output: str) -> int | None:
    """The major version that ``node --version`` printed (``v20.1.0``)."""
    major = output.strip().lstrip("v").split(".")[0]
    return int(major) if major.isdigit() else None


def node_is_there() -> bool:
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    try:
        answer = subprocess.run(
            [node, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return (node_version(answer.stdout) or 0) >= OLDEST_NODE


def node_is_required(environ: dict[str, str]) -> bool:
    return environ.get("CI", "").lower() in ("1", "true")


def install_polkadot() -> None:
    """Install the locked client into a folder outside git. Raises SetupError."""
    NODE_HOME.mkdir(exist_ok=True)
    changed = False
    for name in ("package.json", "package-lock.json"):
        source, target = POLKADOT / name, NODE_HOME / name
        if not target.exists() or target.read_bytes() != source.read_bytes():
            shutil.copyfile(source, target)
            changed = True
    if not changed and (NODE_HOME / "node_modules" / "@polkadot" / "api").is_dir():
        return
    npm = shutil.which("npm") or "npm"
    code = subprocess.call(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=NODE_HOME,
        env=environment.child_environment(dict(os.environ)),
        stdin=subprocess.DEVNULL,
    )
    if code != 0:
        (NODE_HOME / "package-lock.json").unlink()  # so that the next run tries again
        raise environment.SetupError("npm could not install @polkadot/api")


def run_interop(uv: str, interpreter: Interpreter) -> list[Outcome]:
    """Foreign clients against the practice node; polkadot.js where node is installed."""
    outcomes: list[Outcome] = []
    try:
        print("\n== preparing the foreign clients", flush=True)
        environment.sync_cli9(uv, interpreter)
        if node_is_there():
            install_polkadot()
        elif node_is_required(dict(os.environ)):
            raise environment.SetupError(f"node {OLDEST_NODE} or newer and npm are required in CI")
        else:
            note = f"node {OLDEST_NODE} or newer and npm are not installed"
            outcomes.append(Outcome("interop polkadot.js", "skipped", 0.0, note))
    except environment.SetupError as error:
        return [Outcome("interop", "FAILED", 0.0, str(error))]
    return [run_gate(interop_gate()), *outcomes]


def summary(outcomes: Sequence[Outcome]) -> list[str]:
    """One line a gate."""
    return [
        f"{outcome.state:8}{outcome.name:22}{outcome.seconds:7.1f} s  {outcome.note}".rstrip()
        for outcome in outcomes
    ]


def run_all(
    uv: str,
    interpreter: Interpreter,
    pytest_arguments: Sequence[str],
    run: Callable[[Gate], Outcome] = run_gate,
) -> int:
    """Run every gate even after one failed; 0 if none did."""
    outcomes = [run(gate) for gate in [*static_gates(), pytest_gate(pytest_arguments)]]
    outcomes += run_interop(uv, interpreter)
    print("\n" + "\n".join(summary(outcomes)), flush=True)
    failed = [outcome.name for outcome in outcomes if outcome.state == "FAILED"]
    print(f"\n{', '.join(failed)} failed" if failed else "\nAll gates passed", flush=True)
    return 1 if failed else 0
