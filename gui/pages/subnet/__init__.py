"""The page about one subnet."""

from __future__ import annotations

from gui.pages.subnet.page import SubnetPage

__all__ = ["SubnetPage"]
