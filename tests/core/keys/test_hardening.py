"""What a key process gives up before it holds a key."""

from __future__ import annotations

import json
import subprocess
import sys

from core.keys.hardening import child_environment, scrub

PROBE = """
import ctypes, json, os, resource, signal, sys
from core.keys.hardening import claim_pipes, harden
frames_in, frames_out = claim_pipes()
harden()
print("canary")
print("canary", file=sys.stderr)
os.system("echo canary")
found = {
    "asked": os.read(frames_in, 5).decode(),
    "typed": sys.stdin.read(),
    "terminal": os.isatty(0),
    "core": resource.getrlimit(resource.RLIMIT_CORE),
    "dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),
    "passwords": [n for n in os.environ if n.startswith("BT_")],
    "interrupts": signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
}
os.write(frames_out, json.dumps(found).encode())
"""


def _probe() -> subprocess.CompletedProcess[bytes]:
    passwords = {"BT_WALLET_PASSWORD": "x", "BT_WALLET_PASSWORD_FILE": "x", "BT_PW_A": "x"}
    return subprocess.run(
        [sys.executable, "-c", PROBE],
        input=b"frame, and what a library would read",
        capture_output=True,
        env={"PYTHONPATH": ":".join(sys.path), **passwords},
        check=True,
        timeout=30,
    )


def test_a_hardened_process_keeps_its_secrets_to_itself():
    assert json.loads(_probe().stdout) == {
        "asked": "frame",
        "typed": "",
        "terminal": False,
        "core": [0, 0],
        "dumpable": 0,
        "passwords": [],
        "interrupts": True,
    }


def test_nothing_it_prints_reaches_anybody():
    ended = _probe()
    assert b"canary" not in ended.stdout + ended.stderr


def test_passwords_are_scrubbed_and_the_rest_stays():
    environ = {"BT_PW_MAIN": "x", "BT_WALLET_PASSWORD_FILE": "x", "BT_NETWORK": "test"}
    scrub(environ)
    assert environ == {"BT_NETWORK": "test"}


def test_a_key_process_inherits_a_few_names_only():
    environ = {"PATH": "/bin", "SystemRoot": "C:", "BT_PW_A": "x", "PYTHONPATH": "/evil"}
    environ |= {"PYTHONINSPECT": "1", "LD_PRELOAD": "/evil.so"}
    inherited = child_environment(environ, "/app")
    assert inherited == {"PATH": "/bin", "SystemRoot": "C:", "PYTHONPATH": "/app"}
