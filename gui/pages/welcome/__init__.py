"""The first run: see ``gui.pages.welcome.page``."""

from gui.pages.welcome.page import WelcomePage

__all__ = ["WelcomePage"]
