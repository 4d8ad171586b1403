"""The page that lists all subnets."""

from __future__ import annotations

from gui.pages.subnets.page import SubnetsPage

__all__ = ["SubnetsPage"]
