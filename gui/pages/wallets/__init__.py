"""See ``gui.pages.wallets.page``."""

from gui.pages.wallets.page import WalletsPage

__all__ = ["WalletsPage"]
