"""See ``gui.wizards.create_wallet.page``."""

from gui.wizards.create_wallet.page import CreateWalletPage

__all__ = ["CreateWalletPage"]
