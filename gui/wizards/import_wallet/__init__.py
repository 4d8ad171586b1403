"""See ``gui.wizards.import_wallet.page``."""

from gui.wizards.import_wallet.page import ImportWalletPage

__all__ = ["ImportWalletPage"]
