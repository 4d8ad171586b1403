"""A password leaves the app's memory: after use and wiping, nothing of it is found there."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.fakes.keyfiles import plaintext, put_wallet, vault

# Gets the password reversed, so that its own copies are not what it finds. Searches for
# the first half, and tells the whole by its digest.
SCRIPT = """
import asyncio, gc, hashlib, sys
from pathlib import Path
from core.domain.keys import KeyRef, Secret
from core.errors import AppError
from core.keys.agent import KeyAgent

BACKWARDS = sys.stdin.buffer.read()
HALF = bytes(reversed(BACKWARDS[len(BACKWARDS) // 2 :]))
DIGEST = sys.argv[2]

def password():
    typed = bytearray(reversed(BACKWARDS))
    secret = Secret(typed)
    typed[:] = bytes(len(typed))
    return secret

def found():
    count = 0
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps.read().splitlines():
            place, mode = line.split()[:2]
            if not mode.startswith("rw"):
                continue
            start, end = (int(number, 16) for number in place.split("-"))
            try:
                memory.seek(start)
                data = memory.read(end - start)
            except OSError:
                continue
            at = data.find(HALF)
            while at >= 0:
                whole = data[at : at + len(BACKWARDS)]
                count += hashlib.sha256(whole).hexdigest() == DIGEST
                del whole
                at = data.find(HALF, at + 1)
            del data
    return count

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
        [sys.executable, "-c", SCRIPT, str(root), sha256(password).hexdigest()],
        input=bytes(reversed(password)),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
    )
    before, after = (int(count) for count in ended.stdout.split())
    assert before > 0  # the search does find what is there
    assert after == 0
