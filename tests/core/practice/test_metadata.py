import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import bittensor_core
import pytest

from core.practice.codec import Codec
from core.practice.metadata import SPEC_VERSION, load, recorded
from core.practice.metadata_format import MetadataFormatError, parse, write


def _generated(name: str) -> Path:
    spec = importlib.util.find_spec("bittensor")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "_generated" / f"{name}.py"


def _descriptors(name: str) -> Iterator[list[str]]:
    tree = ast.parse(_generated(name).read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)]
            if len(texts) > 1:
                yield texts


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"generated_{name}", _generated(name))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def codec() -> Codec:
    return Codec(load())


@pytest.fixture(scope="module")
def pallets(codec: Codec) -> dict[str, dict[str, Any]]:
    return {pallet["name"]: pallet for pallet in codec.runtime.metadata_ir()["pallets"]}


@pytest.mark.parametrize("version", [14, 15])
def test_the_recorded_metadata_round_trips_byte_for_byte(version: int) -> None:
    blob = recorded(f"metadata-461-v{version}.scale")
    assert write(*parse(blob)) == blob


@pytest.mark.parametrize("version", [14, 15])
def test_the_extended_metadata_round_trips_byte_for_byte(version: int) -> None:
    blob = load().v14 if version == 14 else load().v15
    assert write(*parse(blob)) == blob


@pytest.mark.parametrize("blob", [b"", b"meta", b"meta\x0f", b"metb\x0e\0", b"meta\x0d\0"])
def test_bytes_that_are_no_metadata_are_refused(blob: bytes) -> None:
    with pytest.raises(MetadataFormatError):
        parse(blob)


def test_bytes_behind_the_metadata_are_refused() -> None:
    with pytest.raises(MetadataFormatError):
        parse(load().v15 + b"\0")


def test_every_storage_item_of_the_sdk_is_there_with_its_type(
    pallets: dict[str, dict[str, Any]],
) -> None:
    missing = []
    for pallet, item, type_name in _descriptors("storage"):
        entries = {e["name"]: e["value_type_ident"] for e in pallets[pallet]["storage"]}
        if entries.get(item) != type_name:
            missing.append((pallet, item, type_name, entries.get(item)))
    assert missing == []


def test_every_constant_of_the_sdk_is_there(pallets: dict[str, dict[str, Any]]) -> None:
    wanted = list(_descriptors("constants"))
    assert wanted
    assert [pair for pair in wanted if pair[1] not in pallets[pair[0]]["constants"]] == []


def test_every_runtime_api_of_the_sdk_is_there(codec: Codec) -> None:
    wanted = list(_descriptors("runtime_apis"))
    assert wanted
    assert [pair for pair in wanted if pair[1] not in codec.apis.get(pair[0], {})] == []


def test_every_call_of_the_sdk_is_there_with_its_arguments(
    pallets: dict[str, dict[str, Any]],
) -> None:
    tree = ast.parse(_generated("calls").read_text())
    differing, count = [], 0
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Return) and isinstance(node.value, ast.Call)):
            continue
        module, function, arguments = node.value.args
        assert isinstance(module, ast.Constant)
        assert isinstance(function, ast.Constant)
        assert isinstance(arguments, ast.Dict)
        names = [key.value for key in arguments.keys if isinstance(key, ast.Constant)]
        calls = {c["name"]: [a["name"] for a in c["args"]] for c in pallets[module.value]["calls"]}
        count += 1
        if calls.get(str(function.value)) != names:
            differing.append((module.value, function.value))
    assert count > 250
    assert differing == []


def test_every_error_of_the_sdk_has_its_index(pallets: dict[str, dict[str, Any]]) -> None:
    ours = {
        (pallet["index"], error["index"]): error["name"]
        for pallet in pallets.values()
        for error in pallet["errors"]
    }
    catalog = _module("errors").ERRORS
    assert {key: ours.get(key) for key in catalog} == {k: v.name for k, v in catalog.items()}


@pytest.mark.parametrize(
    ("pallet", "item"),
    [
        ("SubtensorModule", "RootClaimType"),
        ("Swap", "AlphaSqrtPrice"),
        ("SenateMembers", "Members"),
        ("Triumvirate", "ProposalOf"),
        ("Triumvirate", "Proposals"),
        ("Triumvirate", "Voting"),
    ],
)
def test_what_the_older_command_line_reads_is_there(codec: Codec, pallet: str, item: str) -> None:
    assert codec.item(pallet, item).prefix


def test_the_older_root_claim_type_call_encodes_and_decodes(codec: Codec) -> None:
    arguments = {"new_root_claim_type": {"KeepSubnets": {"subnets": [1, 3]}}}
    call = codec.encode_call("SubtensorModule", "set_root_claim_type", arguments)
    pallet, function, decoded = codec.decode_call(call)
    assert (pallet, function) == ("SubtensorModule", "set_root_claim_type")
    assert codec.encode_call(pallet, function, decoded) == call


def test_block_times_follow_the_slot_duration() -> None:
    codec = Codec(load(750))
    assert codec.runtime.constant("Aura", "SlotDuration") == 750
    assert codec.runtime.constant("SubtensorModule", "InitialTempo") == 360


def test_storage_defaults_are_those_of_production(codec: Codec) -> None:
    assert codec.decode_storage("SubtensorModule", "Tempo", None) == 360
    assert codec.decode_storage("SubtensorModule", "SubnetEpochConsensus", None) == "Yuma"


def test_the_signed_digest_is_that_of_the_extended_calls() -> None:
    plain = recorded("metadata-461-v15.scale")
    digest = bittensor_core.metadata_digest(plain, SPEC_VERSION, "node-subtensor")
    assert Codec(load()).digest != bytes(digest)
    assert len(Codec(load()).digest) == 32
