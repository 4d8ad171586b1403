"""A transfer service over a real connection and a real journal, for one test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from core.chain.connection import SdkConnector
from core.chain.scale import blake2_256
from core.domain.networks import PRACTICE
from core.domain.policy import UNLIMITED
from core.services.transfers import TransferService
from core.storage.activity import SqliteActivity
from core.storage.database import Database


class Bench:
    """``service`` writes over the newest link; ``clock`` is set by hand."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.journal = SqliteActivity(database)
        self.now = 1_780_000_000.0
        self.connector = SdkConnector(folder / "sdk")
        self.policy = UNLIMITED
        self.service = TransferService(
            self._writer, self.journal, lambda: PRACTICE, lambda: self.now, lambda: self.policy
        )
        self.link = None

    async def connect(self, url: str) -> None:
        await self.hang_up()
        self.link = await self.connector.open(PRACTICE, url)

    async def hang_up(self) -> None:
        if self.link is not None:
            await self.link.close()
            self.link = None

    async def _writer(self):
        return self.link.writer()

    async def free(self, address: str) -> int:
        return (await self.link.writer().standing(address)).free


@asynccontextmanager
async def bench(folder: Path, url: str) -> AsyncIterator[Bench]:
    database = Database(folder / "taonaut.db")
    await database.open()
    made = Bench(folder, database)
    try:
        await made.connect(url)
        yield made
    finally:
        await made.hang_up()
        await database.close()


def hash_of(extrinsic: str) -> str:
    """What a node answers to a transaction that it takes."""
    return "0x" + blake2_256(bytes.fromhex(extrinsic[2:])).hex()
