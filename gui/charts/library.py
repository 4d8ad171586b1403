"""The one door to pyqtgraph, which takes half a second to import and brings numpy."""

from __future__ import annotations

import asyncio
import importlib
from typing import Any


async def load() -> Any:
    """The library, imported in a thread so that the window goes on. It has no types."""
    return await asyncio.to_thread(importlib.import_module, "pyqtgraph")
