"""How long reviews take, and the loop's stalls while things are reviewed, signed and followed.

    PYTHONPATH=. python tests/bench/transfers.py [rounds] [--qt]

Prints figures, asserts none. The app is whole: its practice node of 129
subnets, its key agent with an unlocked coldkey, its journal on disk.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from core.application import Application, open_application
from core.domain.ids import NetUid, Ss58
from core.domain.intents import AddStake, Intent, RegisterHotkey, TransferTao, Within
from core.domain.keys import KeyRef, Secret
from core.domain.money import TaoRao
from core.domain.networks import PRACTICE
from core.domain.settings import Launch, Settings
from core.domain.transactions import Review
from tests.bench.loop_stalls import TICK, Figures, Ticker
from tests.builders import TAO
from tests.fakes.keyfiles import PASSWORD, put_wallet
from tests.fakes.signers import address

REF = KeyRef("main")
REVIEWS = 10
VALIDATOR = address("//Alice//hot")


def intents(number: int) -> dict[str, Intent]:
    miner = address(f"//bench//{number}")
    netuid = NetUid(1 + number)
    return {
        "transfer": TransferTao(address("//Bob"), TaoRao(TAO)),
        "stake": AddStake(VALIDATOR, netuid, TaoRao(TAO), Within(500)),
        "register": RegisterHotkey(miner, netuid, Within(3_000)),
    }


async def fund(app: Application, who: Ss58) -> None:
    """The faucet gives 100 TAO, in the next block."""
    await app.accounts.ask_practice_tao(who)
    heads = app.network.heads()
    for _ in range(4):
        await anext(heads)


async def submitted(app: Application, review: Review) -> None:
    async for _ in app.transfers.submit(review, app.locks.signer(REF)):
        pass


async def one_round(folder: Path, figures: Figures) -> None:
    put_wallet(folder / "wallets")
    ticker = Ticker()
    ticking = asyncio.ensure_future(ticker.run())
    await asyncio.sleep(TICK)

    async def measure(name: str, work: Callable[[], Awaitable[object]]) -> None:
        await figures.measure(name, ticker, work)

    launch = Launch(folder / "data", folder / "wallets", PRACTICE)
    async with open_application(launch, Settings(practice_block_time=1.0)) as app:
        await app.network.reader()
        await measure("unlock", lambda: app.locks.unlock(REF, Secret(PASSWORD)))
        who = Ss58(app.locks.signer(REF).ss58_address)
        await fund(app, who)
        for number in range(REVIEWS):
            for kind, intent in intents(number).items():
                await measure(f"review a {kind}", partial(app.transfers.review, intent, who))
        for kind, intent in intents(0).items():
            review = await app.transfers.review(intent, who)
            await measure(f"{kind}, signed to final", partial(submitted, app, review))
        await measure("the journal", app.activity.entries)
    ticking.cancel()


async def main(rounds: int) -> None:
    figures = Figures()
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            await one_round(Path(folder), figures)
    figures.show()


def run(rounds: int, qt: bool) -> None:
    if not qt:
        asyncio.run(main(rounds))
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import qasync
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        runner.run(main(rounds))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    run(numbers[0] if numbers else 1, "--qt" in sys.argv)
