"""Runtime APIs: SCALE arguments in, SCALE answers out, for the state of any block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.practice.apis import (
    baskets,
    delegates,
    neurons,
    registration,
    runtime,
    stakes,
    subnets,
    swaps,
)
from core.practice.apis.defaults import default, type_index
from core.practice.apis.request import (
    ApiContext,
    Arguments,
    BadArguments,
    Methods,
    Request,
    UnknownApi,
)
from core.practice.state import StateView

__all__ = ["ApiContext", "BadArguments", "UnknownApi", "call"]

_APIS: Final[Mapping[str, Methods]] = {
    "AccountNonceApi": runtime.NONCES,
    "AuraApi": runtime.AURA,
    "BetaBasketRuntimeApi": baskets.METHODS,
    "Core": runtime.CORE,
    "DelegateInfoRuntimeApi": delegates.METHODS,
    "Metadata": runtime.METADATA,
    "NeuronInfoRuntimeApi": neurons.METHODS,
    "StakeInfoRuntimeApi": stakes.METHODS,
    "SubnetInfoRuntimeApi": subnets.METHODS,
    "SubnetRegistrationRuntimeApi": registration.METHODS,
    "SwapRuntimeApi": swaps.METHODS,
    "TransactionPaymentApi": runtime.FEES,
    "TransactionPaymentCallApi": runtime.CALL_FEES,
}


def call(view: StateView, api: str, method: str, data: bytes, context: ApiContext) -> bytes:
    """The answer's bytes.

    Methods of the metadata that the practice network does not run answer the
    plainest legal value of their type. Raises UnknownApi for a method that the
    metadata does not have, BadArguments for bytes that are not its arguments.
    """
    declared = view.codec.apis.get(api, {}).get(method)
    if declared is None:
        raise UnknownApi(f"{api}_{method}")
    answer = _APIS.get(api, {}).get(method)
    if answer is None:
        return default(view.codec, type_index(declared["output"]))
    arguments = Arguments(data)
    answered = answer(Request(view, arguments, context))
    arguments.close()
    return answered
