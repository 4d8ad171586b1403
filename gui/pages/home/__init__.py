"""See ``gui.pages.home.page``."""

from gui.pages.home.page import HomePage

__all__ = ["HomePage"]
