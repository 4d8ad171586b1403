"""True answers turned into false ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from core.practice.codec import compact, read_compact
from core.practice.faults.metadata_lies import lying
from core.practice.faults.orders import Fault, Faults
from core.practice.metadata import SPEC_VERSION
from core.practice.node import Node

Settings = Mapping[str, Any]
Lie = Callable[[Node, Settings, str, Sequence[Any], Any], Any]

_U64: Final = 8
_MOST: Final = 2**64 - 1
_STORAGE: Final = ("state_getStorage", "state_getStorageAt")
_CALLS: Final = ("state_call", "state_callAt")
_FEES: Final = ("TransactionPaymentApi_query_info", "TransactionPaymentCallApi_query_call_info")


def altered(faults: Faults, node: Node, method: str, params: Sequence[Any], result: Any) -> Any:
    """The answer after every fault that is on and about it."""
    for fault, (about, lie) in _LIES.items():
        if method in about and faults.look(fault) is not None:
            changed = lie(node, faults.look(fault) or {}, method, params, result)
            if changed != result:
                faults.take(fault)
            result = changed
    return result


def _metadata(
    node: Node, settings: Settings, method: str, params: Sequence[Any], result: Any
) -> Any:
    metadata, kind = node.codec.metadata, str(settings.get("kind", "call-index"))
    if method == "state_getMetadata":
        return "0x" + lying(metadata.v14, kind).hex()
    if params[0] == "Metadata_metadata":
        return "0x" + _opaque(lying(metadata.v14, kind)).hex()
    if params[0] != "Metadata_metadata_at_version" or result == "0x00":
        return result
    version = bytes.fromhex(str(params[1]).removeprefix("0x"))
    blob = metadata.v15 if version == (15).to_bytes(4, "little") else metadata.v14
    return "0x01" + _opaque(lying(blob, kind)).hex()


def _genesis(
    node: Node, settings: Settings, method: str, params: Sequence[Any], result: Any
) -> Any:
    false = str(settings.get("hash", "0x" + "66" * 32))
    true = "0x" + node.chain.genesis_hash.hex()
    if isinstance(result, list):
        return [false if each == true else each for each in result]  # pyright: ignore[reportUnknownVariableType] - JSON
    return false if result == true else result


def _spec(node: Node, settings: Settings, method: str, params: Sequence[Any], result: Any) -> Any:
    version = int(settings.get("version", SPEC_VERSION + 1))
    if method in _CALLS:
        if params[0] != "Core_version":
            return result
        true, false = (n.to_bytes(4, "little").hex() for n in (SPEC_VERSION, version))
        return str(result).replace(true, false, 1)
    return {**result, "specVersion": version}


def _fee(node: Node, settings: Settings, method: str, params: Sequence[Any], result: Any) -> Any:
    rao = min(int(settings.get("rao", 0)), _MOST)
    if method == "payment_queryInfo":
        return {**result, "partialFee": str(rao)}
    if params[0] not in _FEES:
        return result
    return str(result)[: -2 * _U64] + rao.to_bytes(_U64, "little").hex()


def _balance(
    node: Node, settings: Settings, method: str, params: Sequence[Any], result: Any
) -> Any:
    key = "0x" + node.codec.key("System", "Account", settings["address"]).hex()
    if method in _STORAGE:
        return _invented(node, settings, result) if str(params[0]).lower() == key else result
    return [
        {
            **found,
            "changes": [
                [name, _invented(node, settings, value) if name == key else value]
                for name, value in found["changes"]
            ],
        }
        for found in result
    ]


def _invented(node: Node, settings: Settings, value: str | None) -> str:
    raw = None if value is None else bytes.fromhex(value.removeprefix("0x"))
    account = node.codec.decode_storage("System", "Account", raw)
    account["data"]["free"] = int(settings["rao"])
    account["providers"] = max(account["providers"], 1)
    return "0x" + node.codec.encode_storage("System", "Account", account).hex()


def _opaque(blob: bytes) -> bytes:
    return compact(len(blob)) + blob


def opened(answer: str) -> bytes:
    """The metadata inside an opaque answer, for whoever reads one back."""
    raw = bytes.fromhex(answer.removeprefix("0x01" if answer.startswith("0x01") else "0x"))
    _, offset = read_compact(raw, 0)
    return raw[offset:]


_LIES: Final[Mapping[Fault, tuple[tuple[str, ...], Lie]]] = {
    Fault.METADATA: (("state_getMetadata", *_CALLS), _metadata),
    Fault.GENESIS: (("chain_getBlockHash", "chain_getHead", "chainSpec_v1_genesisHash"), _genesis),
    Fault.SPEC: (("state_getRuntimeVersion", "chain_getRuntimeVersion", *_CALLS), _spec),
    Fault.FEE: (("payment_queryInfo", *_CALLS), _fee),
    Fault.BALANCE: ((*_STORAGE, "state_queryStorageAt"), _balance),
}
