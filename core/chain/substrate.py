"""The SDK's chain access over our own wire.

Importing this module imports the SDK, which takes a second: it is done in a
thread, by ``core.chain.connection``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Protocol, cast

from bittensor import RpcSubstrate
from bittensor._transport import SubstrateConnection

from core.chain.wire import Dialer

Value = Any  # a decoded SCALE value; its shape follows the metadata


class ChainAccess(Protocol):
    """The reads of the SDK's ``Substrate`` contract that are used here, fully typed."""

    async def block_hash(self, block: int | None = None) -> str: ...

    async def block_time(self) -> float: ...

    async def runtime_call(
        self, api: str, method: str, params: Sequence[Value], block_hash: str
    ) -> Value: ...

    async def query(
        self, module: str, storage_function: str, params: Sequence[Value], block_hash: str
    ) -> Value: ...

    async def query_batch(
        self,
        module: str,
        storage_function: str,
        param_sets: Sequence[Sequence[Value]],
        block_hash: str,
    ) -> list[Value]: ...


class PinnedSubstrate(RpcSubstrate):
    """A chain access that never reconnects by itself.

    The SDK would rotate and reconnect without looking at the genesis again;
    here every connection is a new object and passes the check first, before
    its metadata is believed and cached.
    """

    def __init__(self, dialer: Dialer, response_timeout: float) -> None:
        super().__init__(dialer.endpoint, fallback_endpoints=[], archive_endpoints=[])
        self._dialer = dialer
        self._response_timeout = response_timeout

    async def dial(self) -> object:
        """Connect; what the node says its genesis hash is, unchecked."""
        self._substrate = SubstrateConnection(
            self._dialer.endpoint,
            max_retries=1,
            response_timeout=self._response_timeout,
            connect_factory=self._dialer,
        )
        return await self._substrate.genesis_hash()

    async def read_metadata(self) -> None:
        await self.raw.initialize()

    async def ask(self, method: str, *params: Value) -> Value:
        """A call of a JSON-RPC method that the SDK does not know; its result as it stands."""
        return await cast("Any", self.raw).rpc_request(method, list(params))

    @property
    def access(self) -> ChainAccess:
        return cast("ChainAccess", self)

    def headers(self) -> AsyncIterator[Mapping[str, Value]]:
        """New heads, the current one first, ``number`` as an int.

        Cancelling the iteration makes the SDK wait for the node to confirm:
        end it by closing the connection.
        """
        connection: Any = self.raw
        headers: AsyncIterator[Mapping[str, Value]] = connection.subscribe_heads()
        return headers
