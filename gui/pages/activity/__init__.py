"""See ``gui.pages.activity.page``."""

from gui.pages.activity.page import ActivityPage

__all__ = ["ActivityPage"]
