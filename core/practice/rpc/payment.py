"""``payment_*``: what a transaction would cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.practice import fees
from core.practice.extrinsics import MalformedExtrinsicError, SignedExtrinsic, parse
from core.practice.rpc.request import Request, invalid_params
from core.practice.validity import BASE_WEIGHT


def _quoted(request: Request) -> tuple[SignedExtrinsic, fees.Fee]:
    try:
        extrinsic = parse(request.node.codec, request.octets(0))
    except MalformedExtrinsicError as error:
        raise invalid_params(f"the extrinsic cannot be decoded: {error}") from error
    fee = fees.quote(
        request.view(1),
        extrinsic.pallet,
        extrinsic.function,
        extrinsic.arguments,
        extrinsic.length,
    )
    return extrinsic, fee


def query_info(request: Request) -> Any:
    _, fee = _quoted(request)
    weight = {"ref_time": BASE_WEIGHT + fee.weight_ref_time, "proof_size": 0}
    return {"weight": weight, "class": "normal", "partialFee": str(fee.total)}


def query_fee_details(request: Request) -> Any:
    """Base, length and weight fee in rao; no inclusion fee for a free call."""
    extrinsic, fee = _quoted(request)
    if not fee.pays:
        return {"inclusionFee": None}
    length = extrinsic.length * fees.PER_BYTE
    return {
        "inclusionFee": {
            "baseFee": hex(fees.BASE_FEE),
            "lenFee": hex(length),
            "adjustedWeightFee": hex(fee.total - fees.BASE_FEE - length),
        }
    }


METHODS: dict[str, Callable[[Request], Any]] = {
    "payment_queryInfo": query_info,
    "payment_queryFeeDetails": query_fee_details,
}
