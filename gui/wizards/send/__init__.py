"""See ``gui.wizards.send.page``."""

from gui.wizards.send.page import SendPage

__all__ = ["SendPage"]
