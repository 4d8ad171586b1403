"""A password leaves the app's memory: after use and wiping, nothing of it is found there."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.keyfiles import plaintext, put_wallet, vault

# Gets the password reversed, so that its own copies are not what it finds.
SCRIPT = """
import asyncio, gc, sys
from pathlib import Path
from core.domain.keys import KeyRef, Secret
from core.errors import AppError
from core.keys.agent import KeyAgent
from tests.fakes.own_memory import Canary, search

BACKWARDS = sys.stdin.buffer.read()
CANARY = Canary.of("password", bytearray(reversed(BACKWARDS)))

def password():
    typed = bytearray(reversed(BACKWARDS))
    secret = Secret(typed)
    typed[:] = bytes(len(typed))
    return secret

def found():
    return search(CANARY)["password"]

async def main():
    agent = KeyAgent(Path(sys.argv[1]))
    secret = password()
    before = found()
    await agent.unlock(KeyRef("main"), secret)
    await agent.sign_message(KeyRef("main"), "payload")
    try:
        await agent.unlock(KeyRef("no such wallet"), secret)
    except AppError:
        pass
    secret.wipe()
    await agent.close()
    gc.collect()
    print(before, found())

asyncio.run(main())
"""


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads its own memory")
def test_a_wiped_password_is_nowhere_in_the_apps_memory(root):
    password = secrets.token_hex(16).encode()
    put_wallet(root, coldkey=vault(plaintext(), password))
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(root)],
        input=bytes(reversed(password)),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
    )
    before, after = (int(count) for count in ended.stdout.split())
    assert before > 0  # the search does find what is there
    assert after == 0
