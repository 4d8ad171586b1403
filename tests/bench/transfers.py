"""How long reviews take, and the loop's stalls while things are reviewed, signed and followed.

    PYTHONPATH=. python tests/bench/transfers.py [rounds] [--qt]

Prints figures, asserts none. The app is whole: its practice node of 129
subnets, its key agent with an unlocked coldkey, its journal on disk.
"""

from __future__ import annotations

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
from tests.bench.stalls import Figures, measuring, numbers_asked, rounds_of, run
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
    launch = Launch(folder / "data", folder / "wallets", PRACTICE)
    settings = Settings(practice_block_time=1.0)
    async with measuring(figures) as measure, open_application(launch, settings) as app:
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


if __name__ == "__main__":
    run(rounds_of(one_round, *(numbers_asked()[:1] or [1])))
