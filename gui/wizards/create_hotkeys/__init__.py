"""See ``gui.wizards.create_hotkeys.page``."""

from gui.wizards.create_hotkeys.page import CreateHotkeysPage

__all__ = ["CreateHotkeysPage"]
