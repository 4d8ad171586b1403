"""Keeps widgets that a test left behind from being destroyed in a worker's thread."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_here() -> Iterator[None]:
    """Nothing is collected inside; all is at the end, in this thread, as gui.garbage has it.

    Nor is anything afterwards, until the next test: threads may live on.

    What was there before is set aside: a whole run keeps millions of objects,
    and looking through them after each of a thousand tests takes minutes.
    """
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
