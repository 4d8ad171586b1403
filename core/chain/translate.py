"""The only place that catches what the SDK raises, and turns it into ``AppError``."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

from bittensor import BittensorError, ConnectionNotReady, RpcConnectionError
from bittensor._transport.errors import (
    BlockNotFound,
    MaxRetriesExceeded,
    StateDiscardedError,
    StorageFunctionNotFound,
    SubstrateRequestException,
)

from core.chain.wire import Dialer
from core.errors import AppError, ErrorKind

log = logging.getLogger(__name__)

_LONGEST_DETAIL: Final = 2000  # a node's error text may be megabytes
_LONGEST_REASON: Final = 200
_POOL_CODES: Final = range(1001, 1020)
_NO_SUCH_METHOD: Final = -32601  # JSON-RPC 2.0

# What decoding raises when an answer is not of the shape the metadata promises.
_NONSENSE: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@asynccontextmanager
async def answered(dialer: Dialer, seconds: float | None) -> AsyncGenerator[None]:
    """Run a call to the node under a deadline; whatever it raises leaves as AppError.

    ``seconds`` is None only for a subscription, whose silence its listener judges.
    """
    try:
        async with asyncio.timeout(seconds):
            yield
    except AppError:
        raise
    except TimeoutError as error:
        facts = {"endpoint": dialer.endpoint, "seconds": f"{seconds or 0:g}"}
        raise AppError(ErrorKind.TIMEOUT, "the node did not answer in time", facts) from error
    except Exception as error:
        raise translated(error, dialer) from error
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        # Not we were cancelled: another caller that fetched metadata for us both was.
        facts = {"endpoint": dialer.endpoint}
        raise AppError(ErrorKind.TIMEOUT, "a shared request was given up", facts) from error
    except BaseException as error:
        # The SCALE decoder is Rust; its panics are no subclass of Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _nonsense(error, dialer) from error


def translated(error: Exception, dialer: Dialer) -> AppError:
    """The AppError for an exception of the SDK, the transport or a decoder."""
    facts = {"endpoint": dialer.endpoint}
    detail = _text(error)
    if (refusal := _refusal(error)) is not None:
        return AppError(ErrorKind.REJECTED, detail, facts | refusal)
    if (kind := _answer_kind(error, detail)) is not None:
        return AppError(kind, detail, facts)
    if _is_transport(error) or dialer.fault is not None:
        return dialer.fault or AppError(ErrorKind.OFFLINE, detail, facts)
    if isinstance(error, BittensorError | SubstrateRequestException):
        return AppError(ErrorKind.NODE_FAULT, detail, facts)
    if isinstance(error, _NONSENSE):
        return _nonsense(error, dialer)
    return AppError(ErrorKind.INTERNAL, f"{type(error).__name__}: {detail}", facts)


def _answer_kind(error: Exception, detail: str) -> ErrorKind | None:
    """The kind of an error that the node itself answered, where the next step differs."""
    root = error.__cause__ if isinstance(error, BittensorError) else error
    if isinstance(root, StateDiscardedError):
        return ErrorKind.STATE_PRUNED
    if isinstance(root, BlockNotFound) or "UnknownBlock" in detail:
        return ErrorKind.NOT_FOUND
    if isinstance(root, StorageFunctionNotFound) or "is not found" in detail:
        return ErrorKind.UNSUPPORTED
    if _code(error) == _NO_SUCH_METHOD:
        return ErrorKind.UNSUPPORTED
    return None


def _code(error: Exception) -> int | None:
    """The code of a JSON-RPC error."""
    match getattr(error, "payload", None):
        case {"error": {"code": int(code)}}:
            return code
        case _:
            return None


def _refusal(error: Exception) -> dict[str, str] | None:
    """The code and reason of a transaction that the node's pool refused, None for all else.

    Source: the author API's error codes in sc-rpc-api.
    """
    if not isinstance(error, SubstrateRequestException):
        return None
    match getattr(error, "payload", None):
        case {"error": {"code": int(code), **answer}} if code in _POOL_CODES:
            reason = str(answer.get("data") or answer.get("message"))
        case _:
            return None
    return {"code": str(code), "reason": reason[:_LONGEST_REASON]}


def _is_transport(error: Exception) -> bool:
    return isinstance(
        error, RpcConnectionError | ConnectionNotReady | MaxRetriesExceeded | OSError
    ) or (isinstance(error, SubstrateRequestException) and "RPC session closed" in str(error))


def _nonsense(error: BaseException, dialer: Dialer) -> AppError:
    log.warning("%s answered nonsense", dialer.endpoint, exc_info=error)
    detail = f"{type(error).__name__}: {_text(error)}"
    return AppError(ErrorKind.NODE_FAULT, detail, {"endpoint": dialer.endpoint})


def _text(error: BaseException) -> str:
    return str(error)[:_LONGEST_DETAIL]
