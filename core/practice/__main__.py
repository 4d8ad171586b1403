"""``python -m core.practice``: one practice network as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NoReturn

from core.practice.faults.orders import Faults
from core.practice.node import Node, stored_plan
from core.practice.server import HOST, listening
from core.practice.store import Store, StoreError, erase
from core.practice.world import WorldPlan

_BAD_USAGE: Final = 2
_FAILED: Final = 1
_PLAN_OPTIONS: Final = {
    "seed": "--seed",
    "subnets": "--subnets",
    "neurons": "--neurons",
    "block_time_ms": "--block-time",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        _fail(message, _BAD_USAGE)


def _fail(message: str, code: int) -> NoReturn:
    print(f"practice node: {message}", file=sys.stderr)  # noqa: T201 - the process's voice
    raise SystemExit(code)


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text[:20]) <= most:
            raise argparse.ArgumentTypeError(f"has to be a whole number from {least} to {most}")
        return int(text)

    return read


def _milliseconds(text: str) -> int:
    """A block time in seconds, 0.05 to 60, as milliseconds."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0.05 <= seconds <= 60:
        raise argparse.ArgumentTypeError("has to be a number of seconds from 0.05 to 60")
    return round(seconds * 1000)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = _Parser(
        prog="taonaut practice",
        description="Run one practice network until it is told to end (SIGTERM, Ctrl+C).",
        allow_abbrev=False,
    )
    parser.add_argument("--port", type=_whole(0, 65_535), default=0, help="0 picks a free one")
    parser.add_argument(
        "--block-time", dest="block_time_ms", metavar="S", type=_milliseconds, help="seconds (2)"
    )
    parser.add_argument("--subnets", type=_whole(2, 129), help="the root network included (129)")
    parser.add_argument("--neurons", type=_whole(2, 256), help="at most, per subnet (256)")
    parser.add_argument("--seed", type=_whole(0, 2**63 - 1), help="of the world (7)")
    parser.add_argument("--data-dir", type=Path, help="where to keep it (else in memory)")
    parser.add_argument("--fresh", action="store_true", help="forget the kept network")
    parser.add_argument(
        "--follow-parent", action="store_true", help="end when standard input is closed"
    )
    parser.add_argument(
        "--faults", action="store_true", help="take orders to lie and break off (practice_fault)"
    )
    return parser.parse_args(argv)


def _plan(options: argparse.Namespace, store: Store) -> WorldPlan:
    """The kept plan, or a new one. StoreError if the options ask for another than the kept."""
    asked: dict[str, Any] = {
        name: getattr(options, name) for name in _PLAN_OPTIONS if getattr(options, name) is not None
    }
    kept = stored_plan(store)
    if kept is None:
        return replace(WorldPlan(), started_ms=int(time.time() * 1000), **asked)
    other = [_PLAN_OPTIONS[name] for name, value in asked.items() if getattr(kept, name) != value]
    if other:
        raise StoreError(
            f"the data directory holds a network with another {', '.join(other)};"
            " start with --fresh to begin anew"
        )
    return kept


def _open(options: argparse.Namespace) -> tuple[Store, Node]:
    gc.disable()  # a world is half a million objects to keep: looking through them is in vain
    try:
        if options.fresh and options.data_dir is not None:
            erase(options.data_dir)
        store = Store(options.data_dir)
        return store, Node(_plan(options, store), store)
    except StoreError as error:
        _fail(str(error), _BAD_USAGE)
    finally:
        gc.freeze()
        gc.enable()


def _follow_standard_input(gone: Callable[[], object]) -> None:
    """Call ``gone`` once the parent's end of standard input is closed, however it ended."""

    def watch() -> None:
        try:
            while os.read(0, 4096):
                pass
        except OSError:
            pass
        gone()

    threading.Thread(target=watch, daemon=True, name="parent").start()


def _leave_on_signals() -> None:
    """End at once and cleanly while nothing is running yet that would have to be stopped."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: sys.exit(0))


def _stop_on_signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda _number, _frame: loop.call_soon_threadsafe(stop.set))


async def _serve(node: Node, options: argparse.Namespace) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    _stop_on_signals(loop, stop)
    if options.follow_parent:
        _follow_standard_input(lambda: loop.call_soon_threadsafe(stop.set))
    async with listening(node, options.port, Faults() if options.faults else None) as port:
        print(f"ready ws://{HOST}:{port}", flush=True)  # noqa: T201 - what the starter waits for
        blocks = asyncio.create_task(node.run())
        ending = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({blocks, ending}, return_when=asyncio.FIRST_COMPLETED)
            if blocks.done():
                blocks.result()
        finally:
            ending.cancel()
            blocks.cancel()


def main(argv: list[str] | None = None) -> None:
    options = _arguments(argv)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    logging.getLogger("websockets").setLevel(logging.CRITICAL)  # clients may leave as they like
    _leave_on_signals()
    store, node = _open(options)
    try:
        asyncio.run(_serve(node, options))
    except StoreError as error:
        _fail(str(error), _FAILED)
    except OSError as error:
        _fail(f"cannot listen on port {options.port}: {error.strerror}", _BAD_USAGE)
    finally:
        store.close()


if __name__ == "__main__":
    main()
