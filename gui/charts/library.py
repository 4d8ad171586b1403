"""The one door to pyqtgraph, which takes half a second to import and brings numpy."""

from __future__ import annotations

import asyncio
import gc
import importlib
import sys
from typing import Any, Final

_NAME: Final = "pyqtgraph"


async def load() -> Any:
    """The library, imported in a thread so that the window goes on. It has no types."""
    if _NAME not in sys.modules:
        await asyncio.to_thread(importlib.import_module, _NAME)
        gc.freeze()  # it stays: no collection need walk its many objects
    return importlib.import_module(_NAME)
