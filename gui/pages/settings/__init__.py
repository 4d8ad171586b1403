"""Settings: network, keyring, security, appearance, advanced."""

from gui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
