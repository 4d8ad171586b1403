"""The APIs every Substrate node has: version, metadata, nonces, fees."""

from __future__ import annotations

from struct import pack
from typing import Final

from core.practice import fees
from core.practice.apis.encode import NONE, blob, record, sequence, some
from core.practice.apis.request import BadArguments, Methods, Request
from core.practice.apis.stored import hashed
from core.practice.codec import compact, read_compact
from core.practice.metadata import SPEC_NAME, SPEC_VERSION, TRANSACTION_VERSION

# Call weights are not split into proof size here; 7791 bytes is what the chain says of a transfer.
_PROOF_SIZE: Final = 7_791
_REF_TIME_PER_RAO: Final = 2_000
_NORMAL: Final = b"\0"
_SIGNED_V4: Final = 0x84
_IMPL_VERSION: Final = 1


def _version(request: Request) -> bytes:
    values = {
        "spec_name": blob(SPEC_NAME.encode()),
        "impl_name": blob(SPEC_NAME.encode()),
        "authoring_version": pack("<I", 1),
        "spec_version": pack("<I", SPEC_VERSION),
        "impl_version": pack("<I", _IMPL_VERSION),
        "transaction_version": pack("<I", TRANSACTION_VERSION),
        "system_version": b"\1",
    }
    return record(request.codec, "RuntimeVersion", values)


def _metadata(request: Request) -> bytes:
    return blob(request.context.metadata.v14)


def _metadata_at(request: Request) -> bytes:
    versions = {14: request.context.metadata.v14, 15: request.context.metadata.v15}
    found = versions.get(request.arguments.number(4))
    return NONE if found is None else some(blob(found))


def _metadata_versions(request: Request) -> bytes:
    del request
    return sequence([pack("<I", version) for version in (14, 15)])


def _slot_duration(request: Request) -> bytes:
    return pack("<Q", request.codec.runtime.constant("Aura", "SlotDuration"))


def _authorities(request: Request) -> bytes:
    return request.view.raw(request.codec.key("Aura", "Authorities")) or sequence([])


def _nonce(request: Request) -> bytes:
    """The nonce in storage: extrinsics still in the pool do not count here."""
    prefix = request.codec.item("System", "Account").prefix
    found = request.view.raw(prefix + hashed(request.arguments.account()))
    return bytes(4) if found is None else found[:4]


# -- fees


def _call_of(extrinsic: bytes) -> bytes:
    """The call at the end of a v4 extrinsic, signed or not. BadArguments for anything else."""
    try:
        length, at = read_compact(extrinsic, 0)
        body = extrinsic[at : at + length]
        if body[0] != _SIGNED_V4:
            return body[1:]
        place = 1 + 1 + 32  # version, MultiAddress::Id and the account
        place += 1 + (65 if body[place] == 2 else 64)  # MultiSignature; ecdsa has 65 bytes
        place += 1 if body[place] == 0 else 2  # immortal or mortal era
        _, place = read_compact(body, place)  # nonce
        _, place = read_compact(body, place)  # tip
        return body[place + 1 :]  # behind CheckMetadataHash's mode
    except (IndexError, ValueError) as error:
        raise BadArguments(str(error)) from error


def _quote(request: Request, call: bytes, length: int) -> fees.Fee:
    try:
        pallet, function, arguments = request.codec.decode_call(call)
    except ValueError as error:
        raise BadArguments(str(error)) from error
    return fees.quote(request.view, pallet, function, arguments, length)


def _extrinsic(request: Request) -> tuple[bytes, int]:
    data = request.arguments.rest()
    if len(data) < 4:
        raise BadArguments("no extrinsic")
    return _call_of(data[:-4]), int.from_bytes(data[-4:], "little")


def _call(request: Request) -> tuple[bytes, int]:
    data = request.arguments.rest()
    return data[:-4], int.from_bytes(data[-4:], "little")


def _dispatch_info(fee: fees.Fee) -> bytes:
    weight = compact(fee.weight_ref_time) + compact(_PROOF_SIZE)
    return weight + _NORMAL + pack("<Q", fee.total)


def _fee_details(fee: fees.Fee, length: int) -> bytes:
    tip = pack("<Q", 0)
    if not fee.pays:
        return NONE + tip
    by_length = length * fees.PER_BYTE
    by_weight = fee.total - fees.BASE_FEE - by_length
    return some(pack("<QQQ", fees.BASE_FEE, by_length, by_weight)) + tip


def _query_info(request: Request) -> bytes:
    call, length = _extrinsic(request)
    return _dispatch_info(_quote(request, call, length))


def _query_fee_details(request: Request) -> bytes:
    call, length = _extrinsic(request)
    return _fee_details(_quote(request, call, length), length)


def _query_call_info(request: Request) -> bytes:
    call, length = _call(request)
    return _dispatch_info(_quote(request, call, length))


def _query_call_fee_details(request: Request) -> bytes:
    call, length = _call(request)
    return _fee_details(_quote(request, call, length), length)


def _length_to_fee(request: Request) -> bytes:
    return pack("<Q", request.arguments.number(4) * fees.PER_BYTE)


def _weight_to_fee(request: Request) -> bytes:
    ref_time = request.arguments.compact()
    request.arguments.compact()  # proof size is free
    return pack("<Q", ref_time // _REF_TIME_PER_RAO)


CORE: Methods = {"version": _version}
METADATA: Methods = {
    "metadata": _metadata,
    "metadata_at_version": _metadata_at,
    "metadata_versions": _metadata_versions,
}
AURA: Methods = {"slot_duration": _slot_duration, "authorities": _authorities}
NONCES: Methods = {"account_nonce": _nonce}
FEES: Methods = {
    "query_info": _query_info,
    "query_fee_details": _query_fee_details,
    "query_length_to_fee": _length_to_fee,
    "query_weight_to_fee": _weight_to_fee,
}
CALL_FEES: Methods = {
    "query_call_info": _query_call_info,
    "query_call_fee_details": _query_call_fee_details,
    "query_length_to_fee": _length_to_fee,
    "query_weight_to_fee": _weight_to_fee,
}
