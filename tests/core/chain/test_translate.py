from __future__ import annotations

import asyncio

import pytest
from bittensor import ChainError, ConnectionNotReady, RpcConnectionError, RpcPolicyError
from bittensor._transport.errors import (
    BlockNotFound,
    MaxRetriesExceeded,
    StateDiscardedError,
    StorageFunctionNotFound,
    SubstrateRequestException,
)

from core.chain.translate import answered
from core.chain.wire import Dialer
from core.errors import AppError, ErrorKind


class PanicException(BaseException):
    """Named as the Rust binding names it."""


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


async def translated(error: BaseException, dialer: Dialer | None = None) -> AppError:
    with pytest.raises(AppError) as caught:
        async with answered(dialer or Dialer("ws://x"), 5.0):
            raise error
    assert caught.value.facts["endpoint"] == "ws://x"
    return caught.value


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RpcConnectionError("gone"), ErrorKind.OFFLINE),
        (RpcPolicyError("too much", status_code=429), ErrorKind.OFFLINE),
        (ConnectionNotReady("not open"), ErrorKind.OFFLINE),
        (MaxRetriesExceeded("gone"), ErrorKind.OFFLINE),
        (ConnectionResetError("gone"), ErrorKind.OFFLINE),
        (SubstrateRequestException("RPC session closed"), ErrorKind.OFFLINE),
        (TimeoutError(), ErrorKind.TIMEOUT),
        (StateDiscardedError("0xab"), ErrorKind.STATE_PRUNED),
        (caused(ChainError("old"), StateDiscardedError("0xab")), ErrorKind.STATE_PRUNED),
        (BlockNotFound("no block"), ErrorKind.NOT_FOUND),
        (caused(ChainError("no block"), BlockNotFound("no block")), ErrorKind.NOT_FOUND),
        (ChainError("Client error: UnknownBlock: Header was not found"), ErrorKind.NOT_FOUND),
        (StorageFunctionNotFound("SubnetEmaTaoFlow"), ErrorKind.UNSUPPORTED),
        (ChainError("Exported method x is not found"), ErrorKind.UNSUPPORTED),
        (
            SubstrateRequestException({"error": {"code": -32601, "message": "Method not found"}}),
            ErrorKind.UNSUPPORTED,
        ),
        (
            SubstrateRequestException({"error": {"code": -32602, "message": "Invalid params"}}),
            ErrorKind.NODE_FAULT,
        ),
        (ChainError("something else"), ErrorKind.NODE_FAULT),
        (SubstrateRequestException({"error": {"message": "odd"}}), ErrorKind.NODE_FAULT),
        (KeyError("price"), ErrorKind.NODE_FAULT),
        (IndexError(), ErrorKind.NODE_FAULT),
        (TypeError("int has no len"), ErrorKind.NODE_FAULT),
        (OverflowError(), ErrorKind.NODE_FAULT),
        (UnicodeDecodeError("utf-8", b"", 0, 1, "bad"), ErrorKind.NODE_FAULT),
        (RecursionError(), ErrorKind.NODE_FAULT),
        (PanicException("index out of bounds"), ErrorKind.NODE_FAULT),
        (MemoryError(), ErrorKind.INTERNAL),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else value.value,
)
async def test_each_failure_has_its_kind(error, kind):
    assert (await translated(error)).kind is kind


async def test_what_was_seen_on_the_wire_explains_a_lost_connection():
    dialer = Dialer("ws://x")
    seen = AppError(ErrorKind.NODE_FAULT, "a frame over 32 MiB", {"endpoint": "ws://x"})
    dialer.blame(seen)
    dialer.blame(AppError(ErrorKind.OFFLINE, "later", {"endpoint": "ws://x"}))
    assert await translated(MaxRetriesExceeded("gone"), dialer) is seen


async def test_an_app_error_passes_unchanged():
    error = AppError(ErrorKind.WRONG_CHAIN, "other", {"endpoint": "ws://x"})
    assert await translated(error) is error


async def test_silence_ends_with_the_deadline():
    with pytest.raises(AppError) as caught:
        async with answered(Dialer("ws://x"), 0.01):
            await asyncio.Event().wait()
    assert caught.value.kind is ErrorKind.TIMEOUT
    assert caught.value.facts["seconds"] == "0.01"


async def test_being_cancelled_is_nobodys_failure():
    async def work() -> None:
        async with answered(Dialer("ws://x"), 5.0):
            await asyncio.Event().wait()

    task = asyncio.ensure_future(work())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_somebody_elses_cancellation_is_not_taken_for_ours():
    shared = asyncio.get_running_loop().create_future()
    shared.cancel()
    with pytest.raises(AppError) as caught:
        async with answered(Dialer("ws://x"), 5.0):
            await shared
    assert caught.value.kind is ErrorKind.TIMEOUT


@pytest.mark.parametrize("fatal", [KeyboardInterrupt, SystemExit])
async def test_an_end_of_the_program_passes(fatal):
    context = answered(Dialer("ws://x"), 5.0)
    await context.__aenter__()
    error = fatal()
    assert not await context.__aexit__(fatal, error, None)


@pytest.mark.parametrize("code", [1010, 1012, 1013, 1014, 1016])
async def test_a_refused_transaction_keeps_its_code_and_reason(code):
    payload = {"error": {"code": code, "message": "Invalid", "data": "outdated" * 100}}
    error = await translated(SubstrateRequestException(payload))
    assert error.kind is ErrorKind.REJECTED
    assert error.facts["code"] == str(code)
    assert error.facts["reason"].startswith("outdated")
    assert len(error.facts["reason"]) <= 200


async def test_any_other_error_answer_is_no_refusal():
    payload = {"error": {"code": -32603, "message": "Internal error"}}
    assert (await translated(SubstrateRequestException(payload))).kind is ErrorKind.NODE_FAULT
