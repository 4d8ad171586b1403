"""The app without its window, from the first wallet to the lock; then it searches its memory.

Gets its canaries reversed and in JSON on stdin, so that these copies are not
what it finds. Prints how often it found which, before and after.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import sys
import traceback
from pathlib import Path

from core.application import Application, open_application
from core.domain.keys import CryptoType, FromDraft, FromWords, KeyRef, Secret
from core.domain.settings import Launch, Settings
from core.errors import AppError
from core.keys import agent, vault
from gui.redaction import crash_report
from tests.fakes.orders import order
from tests.fakes.own_memory import Canary, search

FOLDER = Path(sys.argv[1])
MAIN, IMPORTED, MINER = KeyRef("main"), KeyRef("imported"), KeyRef("main", "miner")


def cheap_agent(root: Path) -> tuple[str, ...]:
    return (sys.executable, "-P", "-s", "-m", "tests.faults.canary_agent", str(root))


def forwards(text: str) -> bytearray:
    return bytearray(reversed(bytes.fromhex(text)))


def secret(text: str) -> Secret:
    buffer = forwards(text)
    found = Secret(buffer)
    buffer[:] = bytes(len(buffer))
    return found


def report(error: BaseException) -> None:
    with (FOLDER / "reports.txt").open("a") as reports:
        reports.write(crash_report(error, "unlocking") + "\n")
        reports.write("".join(traceback.format_exception(error)))


async def failing(work) -> None:
    try:
        await work
    except AppError as error:
        report(error)
    else:
        raise AssertionError("it should have failed")


async def shown(app: Application) -> dict[str, int]:
    """What is left of words that were shown and wiped, before anything else used the memory."""
    draft = await app.wallets.draft(24, CryptoType.SR25519)
    canary = Canary.of("shown", draft.words.lend())
    there = search(canary)["shown"]
    draft.words.wipe()
    gone = search(canary)["shown"]
    await app.wallets.discard(draft.number)
    return {"there": there, "gone": gone}


async def create(app: Application, password: Secret) -> Canary:
    """A wallet from a draft and its hotkey. Returns the canary of the words that were shown."""
    draft = await app.wallets.draft(12, CryptoType.SR25519)
    canary = Canary.of("draft", draft.words.lend())
    await app.wallets.create_coldkey("main", FromDraft(draft.number), password)
    assert await app.backups.check_words(MAIN, draft.words)
    await app.backups.export_polkadot_js(MAIN, password, password, FOLDER / "export.json")
    other = await app.wallets.draft(24, CryptoType.SR25519)
    await app.wallets.create_hotkey("main", "miner", FromDraft(other.number), password)
    await app.strength.rate(password)
    draft.words.wipe()
    other.words.wipe()
    return canary


async def use(app: Application, given: dict[str, str], password: Secret) -> None:
    words = secret(given["mnemonic"])
    await app.wallets.create_coldkey("imported", FromWords(words), password)
    await failing(app.wallets.create_coldkey("imported", FromWords(words), password))
    wrong = Secret(bytes(words.lend()[:20]))
    await failing(app.backups.check_words(MAIN, wrong))
    wrong.wipe()
    words.wipe()
    for ref in (MAIN, IMPORTED, MINER):
        await app.locks.unlock(ref, password)
    await failing(app.locks.unlock(KeyRef("nothing"), password))
    await app.locks.signer(MAIN).sign_order(order())
    await failing(app.locks.signer(MAIN).sign_order(order(function="System.remark")))
    await app.messages.sign(IMPORTED, "hello")


async def main() -> None:
    logging.basicConfig(filename=FOLDER / "app.log", level=logging.DEBUG)
    given: dict[str, str] = json.loads(sys.stdin.buffer.read())
    agent.agent_command = vault.agent_command = cheap_agent
    launch = Launch(FOLDER / "data", FOLDER / "wallets")
    canaries = [Canary.of(name, forwards(text)) for name, text in given.items()]
    async with open_application(launch, Settings()) as app:
        drafted = await shown(app)
        password = secret(given["password"])
        canaries.append(await create(app, password))
        await use(app, given, password)
        before = search(*canaries)
        password.wipe()
        await app.locks.lock()
        gc.collect()
        after = search(*canaries)
    sys.stdout.write(json.dumps({"before": before, "after": after, "shown": drafted}))


if __name__ == "__main__":
    asyncio.run(main())
