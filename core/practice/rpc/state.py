"""``state_*``: storage, runtime APIs and metadata at any block."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Any, Final

from core.practice.metadata import SPEC_NAME, SPEC_VERSION, TRANSACTION_VERSION
from core.practice.rpc.chain import unsubscribe
from core.practice.rpc.request import (
    CLIENT_ERROR,
    Request,
    RpcError,
    hexed,
    invalid_params,
)
from core.practice.runtime_calls import RuntimeCallError
from core.practice.state import StateView, page
from core.practice.subscriptions import change_set

MAX_PAGE: Final = 1_000
MAX_SUBSCRIBED_KEYS: Final = 4_096
_INVALID_COUNT: Final = 4002

# The versions of the APIs that clients look at, of spec 461.
_API_VERSIONS: Final = {
    "Core": 5,
    "Metadata": 2,
    "BlockBuilder": 6,
    "TaggedTransactionQueue": 3,
    "OffchainWorkerApi": 2,
    "AuraApi": 1,
    "SessionKeys": 1,
    "GrandpaApi": 3,
    "AccountNonceApi": 1,
    "TransactionPaymentApi": 4,
    "TransactionPaymentCallApi": 3,
    "DelegateInfoRuntimeApi": 1,
    "NeuronInfoRuntimeApi": 1,
    "SubnetInfoRuntimeApi": 2,
    "StakeInfoRuntimeApi": 1,
    "SubnetRegistrationRuntimeApi": 1,
    "SwapRuntimeApi": 1,
    "BetaBasketRuntimeApi": 1,
}


def runtime_version() -> dict[str, Any]:
    apis = [
        ["0x" + blake2b(name.encode(), digest_size=8).hexdigest(), version]
        for name, version in _API_VERSIONS.items()
    ]
    return {
        "specName": SPEC_NAME,
        "implName": SPEC_NAME,
        "authoringVersion": 1,
        "specVersion": SPEC_VERSION,
        "implVersion": 1,
        "apis": apis,
        "transactionVersion": TRANSACTION_VERSION,
        "systemVersion": 1,
        "stateVersion": 1,
    }


def get_runtime_version(request: Request) -> Any:
    request.block(0)
    return runtime_version()


def get_metadata(request: Request) -> Any:
    request.block(0)
    return hexed(request.node.codec.metadata.v14)


def call(request: Request) -> Any:
    name, data, number = request.text(0), request.octets(1), request.block(2)
    try:
        return request.node.runtime.call(number, name, data)
    except RuntimeCallError as error:
        message = f"Client error: Execution failed: {error}"
        raise RpcError(CLIENT_ERROR, message) from error


def get_storage(request: Request) -> Any:
    return hexed(request.view(1).raw(request.octets(0)))


def get_storage_hash(request: Request) -> Any:
    value = request.view(1).raw(request.octets(0))
    return None if value is None else hexed(blake2b(value, digest_size=32).digest())


def get_storage_size(request: Request) -> Any:
    value = request.view(1).raw(request.octets(0))
    return None if value is None else len(value)


def query_storage_at(request: Request) -> Any:
    view = request.view(1)
    return [_values(request, view, request.all_octets(0))]


def get_keys(request: Request) -> Any:
    return [hexed(key) for key in request.view(1).keys(request.octets(0))]


def get_keys_paged(request: Request) -> Any:
    """At most 1 000 keys behind the one given."""
    prefix, count = request.optional_octets(0) or b"", request.number(1, most=2**32 - 1)
    if count > MAX_PAGE:
        text = f"count exceeds maximum value. value: {count}, max: {MAX_PAGE}"
        raise RpcError(_INVALID_COUNT, text)
    after, view = request.optional_octets(2), request.view(3)
    return [hexed(key) for key in page(view.keys(prefix), count, after)]


def subscribe_storage(request: Request) -> Any:
    """The values at once, then the ones that a block changed."""
    keys = request.all_octets(0)
    if len(keys) > MAX_SUBSCRIBED_KEYS:
        raise invalid_params(f"at most {MAX_SUBSCRIBED_KEYS} keys")
    node = request.node

    def start(subscription: str, deliver: Callable[[Any], None]) -> Callable[[], None]:
        deliver(_values(request, node.state, keys))
        return node.news.storage.add(subscription, keys, deliver)

    return request.session.open("state_storage", start)


def subscribe_runtime_version(request: Request) -> Any:
    """The version once: it never changes."""

    def start(_subscription: str, deliver: Callable[[Any], None]) -> Callable[[], None]:
        deliver(runtime_version())
        return lambda: None

    return request.session.open("state_runtimeVersion", start)


def _values(request: Request, view: StateView, keys: list[bytes]) -> dict[str, Any]:
    block_hash = request.node.chain.hash_of(view.block) or b""
    return change_set(block_hash, [(key, view.raw(key)) for key in keys])


METHODS: dict[str, Callable[[Request], Any]] = {
    "state_getRuntimeVersion": get_runtime_version,
    "chain_getRuntimeVersion": get_runtime_version,
    "state_getMetadata": get_metadata,
    "state_call": call,
    "state_callAt": call,
    "state_getStorage": get_storage,
    "state_getStorageAt": get_storage,
    "state_getStorageHash": get_storage_hash,
    "state_getStorageSize": get_storage_size,
    "state_queryStorageAt": query_storage_at,
    "state_getKeys": get_keys,
    "state_getKeysPaged": get_keys_paged,
    "state_getKeysPagedAt": get_keys_paged,
    "state_subscribeStorage": subscribe_storage,
    "state_unsubscribeStorage": unsubscribe,
    "state_subscribeRuntimeVersion": subscribe_runtime_version,
    "chain_subscribeRuntimeVersion": subscribe_runtime_version,
    "state_unsubscribeRuntimeVersion": unsubscribe,
    "chain_unsubscribeRuntimeVersion": unsubscribe,
}
