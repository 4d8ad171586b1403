"""The import wizard on its stage, with what it asks the vault about in plain text."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    FromPolkadotJs,
    FromPrivateKey,
    FromSeed,
    FromWords,
    KeyIdentity,
)
from core.flows.import_wallet import ImportKind
from gui.wizards.import_wallet.page import ImportWalletPage
from tests.fakes.vault import hotkey, wallet
from tests.fakes.wallets import ADDRESS, WORDS, FakeWallets
from tests.fakes.wizards import WizardStage

OTHER = Ss58("5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty")
STRONG = "correct horse battery"


class ImportStage(WizardStage):
    """What is identified is remembered in plain text: the flow wipes its secrets."""

    def __init__(self, theme) -> None:
        wallets = FakeWallets(wallet("main", hotkey("miner", OTHER), address=OTHER))
        super().__init__(theme, ImportWalletPage, "wallets/+import", wallets)
        self.seen: list[tuple[str, ...]] = []
        wallets.identify = self._identify

    async def _identify(self, source):
        self.seen.append(plain(source))
        if (error := self.app.wallets.error) is not None:
            self.app.wallets.error = None
            raise error
        return KeyIdentity(ADDRESS, CryptoType.SR25519)

    @property
    def panels(self):
        return self.page.panels

    @property
    def words(self):
        return self.panels.entries[ImportKind.WORDS]

    async def to(self, kind: ImportKind):
        """The entry of a kind."""
        self.panels.kinds.choose(kind)
        await self.on_to("Enter")
        return self.panels.entries[kind]

    async def to_place(self) -> None:
        (await self.to(ImportKind.WORDS)).field.setPlainText(WORDS)
        await self.on_to("Compare")

    def name(self, text: str) -> None:
        self.type(self.panels.place.name.field, text)

    def take_way(self, number: int) -> None:
        self.panels.place.ways.findChildren(QPushButton)[number].click()

    def choose(self, text: str = STRONG) -> None:
        self.type(self.panels.coldkey.fields.password, text)
        self.type(self.panels.coldkey.fields.repeat, text)

    async def to_password(self, name: str = "new") -> None:
        await self.to_place()
        self.name(name)
        await self.on_to("Password")


def plain(source) -> tuple[str, ...]:
    match source:
        case FromWords(words):
            return ("words", words.reveal_text(), source.crypto_type.name)
        case FromSeed(seed):
            return ("seed", seed.reveal_text(), source.crypto_type.name)
        case FromPrivateKey(key):
            return ("key", key.reveal_text(), source.crypto_type.name)
        case FromPolkadotJs(document, passphrase):
            return ("json", document.reveal_text(), passphrase.reveal_text())
    raise AssertionError(source)
