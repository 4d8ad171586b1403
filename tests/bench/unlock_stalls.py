"""How long the loop stands still while keys are worked with: prints figures, asserts none.

    PYTHONPATH=. python tests/bench/unlock_stalls.py [rounds] [--qt] [--load N]

Idle rounds and unlocking rounds take turns, so that what else the machine does
falls on both; creating, importing and changing a password follow. ``--load``
keeps N processes busy meanwhile. With ``--qt`` the loop is the one of the
window (qasync).
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from core.domain.keys import CryptoType, FromDraft, FromWords, KeyRef, Secret
from core.keys import primitives
from core.keys.agent import KeyAgent
from core.keys.vault import KeyVault
from tests.bench.stalls import Figures, Ticker, numbers_asked, run
from tests.fakes.keyfiles import NACL_SEED, PASSWORD, SEED, WORDS, public_bytes

MAIN = KeyRef("main")
IDLE_SECONDS = 4.0


def put_wallet(root: Path) -> None:
    (root / "main").mkdir(mode=0o700)
    (root / "main" / "coldkey").write_bytes(NACL_SEED)
    key = primitives.from_seed(SEED, CryptoType.SR25519)
    (root / "main" / "coldkeypub.txt").write_bytes(public_bytes(key))


@contextmanager
def busy(count: int) -> Iterator[None]:
    begun = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for process in begun:
            process.kill()
            process.wait()


async def main(rounds: int) -> None:
    figures, ticker = Figures(), Ticker()
    ticking = asyncio.ensure_future(ticker.run())
    with tempfile.TemporaryDirectory() as folder:
        put_wallet(Path(folder))
        agent = KeyAgent(Path(folder))
        for _ in range(rounds):
            await figures.measure("nothing", ticker, lambda: asyncio.sleep(IDLE_SECONDS))
            await figures.measure("start and unlock", ticker, lambda: unlock(agent))
            await figures.measure("unlock again", ticker, lambda: unlock(agent))
            await figures.measure("sign", ticker, lambda: agent.sign_message(MAIN, "text"))
            await figures.measure("lock", ticker, agent.lock)
        await agent.close()
        vault = KeyVault(Path(folder))
        for number in range(rounds):
            made, brought = f"made-{number}", f"brought-{number}"
            await figures.measure("create", ticker, partial(create, vault, made))
            await figures.measure("import", ticker, partial(bring_in, vault, brought))
            change = partial(vault.change_password, KeyRef(made), Secret(PASSWORD), Secret(SEED))
            await figures.measure("change the password", ticker, change)
        await vault.close()
    ticking.cancel()
    figures.show()


async def unlock(agent: KeyAgent) -> None:
    await agent.unlock(MAIN, Secret(PASSWORD))


async def create(vault: KeyVault, name: str) -> None:
    draft = await vault.draft(24, CryptoType.SR25519)
    await vault.store_coldkey(name, FromDraft(draft.number), Secret(PASSWORD))


async def bring_in(vault: KeyVault, name: str) -> None:
    await vault.store_coldkey(name, FromWords(Secret(WORDS)), Secret(PASSWORD))


if __name__ == "__main__":
    numbers = numbers_asked()
    load = numbers.pop() if "--load" in sys.argv else 0
    with busy(load):
        run(main(numbers[0] if numbers else 3))
