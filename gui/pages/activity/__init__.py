"""The journal of everything that was signed here."""

from gui.pages.activity.page import ActivityPage

__all__ = ["ActivityPage"]
