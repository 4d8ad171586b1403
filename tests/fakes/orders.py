"""Orders to sign as an honest app makes them, for the recorded runtime."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import bittensor_core

from core.domain.call_fields import said_by
from core.domain.signing import SigningOrder, blake2_256
from core.keys import primitives

SPEC_VERSION, SPEC_NAME = 461, "node-subtensor"
# RFC-0078's digest of the recorded metadata, as the chain's own tool gives it.
DIGEST = bytes.fromhex("affbcc25b1cb6847bc94dcf3a7f35fb8d6a5c59d9d47da92063a9399a5fc11c0")
DEST = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
EXTRA = b"\x85\x02\x14\x00\x01"  # 64 blocks from the 40th of them on, nonce 5, no tip, digest


@cache
def metadata() -> bytes:
    return files("resources.practice").joinpath("metadata-461-v15.scale").read_bytes()


@cache
def runtime() -> Any:
    return bittensor_core.Runtime(metadata(), SPEC_VERSION, 1)


def implicit(digest: bytes = DIGEST, spec_version: int = SPEC_VERSION) -> bytes:
    versions = spec_version.to_bytes(4, "little") + (1).to_bytes(4, "little")
    return versions + b"\x11" * 32 + b"\x22" * 32 + b"\x01" + digest


def order(
    pallet: str = "Balances",
    name: str = "transfer_keep_alive",
    /,
    arguments: dict[str, Any] | None = None,
    **changed: Any,
) -> SigningOrder:
    """A transfer of one TAO unless said otherwise; ``changed`` are fields that lie."""
    said = {"dest": DEST, "value": 10**9} if arguments is None else arguments
    call = bytes(runtime().compose_call(pallet, name, said))
    shown = said_by(primitives.decoded_call(runtime(), call))
    fields: dict[str, Any] = {
        "call": call,
        "extra": EXTRA,
        "implicit": implicit(),
        "call_hash": "0x" + blake2_256(call).hex(),
        "function": shown.function,
        "fields": shown.fields,
        "metadata": metadata(),
        "spec_version": SPEC_VERSION,
        "spec_name": SPEC_NAME,
    }
    return SigningOrder(**{**fields, **changed})
