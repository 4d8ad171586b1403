"""A wallet made in the wizard by the real vault: on disk as it was promised, and nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from shiboken6 import delete

from core.application import open_application
from core.domain.keys import KeyFormat, KeyRef
from core.domain.settings import Launch, Settings
from core.keys.opening import open_key
from gui.wizards.create_wallet.page import CreateWalletPage
from tests.fakes.waiting import until
from tests.fakes.wizards import WizardStage

PASSWORD = "correct horse battery staple"


class Stage(WizardStage):
    def __init__(self, theme, app) -> None:
        super().__init__(theme, CreateWalletPage, "wallets/+create", app=app)

    async def to_password(self) -> tuple[str, ...]:
        """Through the steps as a person goes, with the words that were written down."""
        self.type(self.page.name.name.field, "field-notes")
        await self.on_to("Words")
        noted: list[str] = []
        grid = self.page.words.grid
        grid.button.held.connect(lambda _: noted.extend(grid._cells.words))
        grid.button.hold(held=True)
        grid.button.hold(held=False)
        await self.on_to("Check words")
        for position, field in self.page.check.fields.items():
            self.type(field, noted[position - 1])
        await self.on_to("Password")
        return tuple(noted)

    def choose(self) -> None:
        self.type(self.page.password.fields.password, PASSWORD)
        self.type(self.page.password.fields.repeat, PASSWORD)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "wallets"


@pytest.fixture
async def stage(theme, tmp_path: Path, root: Path) -> AsyncIterator[Stage]:
    launch = Launch(tmp_path / "data", root)
    async with open_application(launch, Settings()) as app:
        await app.wallets.refresh()
        made = Stage(theme, app)
        yield made
        delete(made.window)


def texts(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_the_wallet_opens_with_its_password_and_holds_the_shown_words(stage, root, tmp_path):
    words = await stage.to_password()
    assert not root.exists() or not [path for path in root.iterdir() if path.is_dir()]
    stage.choose()
    await stage.on_to("Done", deadline=100)  # three keys are derived, on however slow a machine
    opened = open_key(root, KeyRef("field-notes"), PASSWORD.encode(), None)
    assert opened.stored.format is KeyFormat.NACL
    assert opened.stored.address == stage.page.done.facts.fact("Address")
    assert " ".join(words).encode() in opened.plaintext
    assert await stage.app.backups.verified_at(opened.stored.address) is not None
    left = texts(tmp_path)
    assert " ".join(words).encode() not in left
    assert PASSWORD.encode() not in left


async def test_cancelling_half_way_leaves_nothing_on_the_disk(stage, root):
    await stage.to_password()
    stage.choose()
    stage.on()
    await until(lambda: stage.primary == "Creating…")
    await until((root / ".taonaut-lock").exists)
    stage.frame.foot.cancel.click()
    await until(lambda: stage.routes == ["wallets"])
    assert [path.name for path in root.iterdir()] == [".taonaut-lock"]


async def test_a_lock_takes_the_key_away_before_it_is_written(stage, root):
    await stage.to_password()
    stage.choose()
    await stage.app.locks.lock()
    await stage.until_step("Name")
    assert stage.frame.banner.isVisible()
    assert not (root / "field-notes").exists()
