from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from core.domain.metagraph import Metagraph
from core.domain.subnets import SubnetHealth, SubnetList
from core.storage.shapes import fingerprint, pack, unpack
from tests import builders


def again(record: Any) -> Any:
    return unpack(type(record), json.loads(json.dumps(pack(record))))


@pytest.mark.parametrize(
    "record",
    [
        builders.subnet_list(count=20),
        builders.metagraph(count=20),
        builders.health(3),
        builders.health(3, 0),
        builders.subnet(price=2**64 + 1, flow=-(2**70)),
        builders.metagraph([builders.neuron(0, axon=None, pruning_rank=None, name="\ud800<b>")]),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_comes_back_exactly(record):
    assert again(record) == record


@pytest.mark.parametrize("spoil", ["drop", "add", "type", "text", "none"])
def test_a_record_of_another_form_is_refused(spoil):
    packed: Any = pack(builders.health(3))
    match spoil:
        case "drop":
            packed.pop()
        case "add":
            packed.append(1)
        case "type":
            packed[0] = "3"
        case "text":
            packed = "health"
        case "none":
            packed = None
    with pytest.raises((ValueError, TypeError)):
        unpack(SubnetHealth, packed)


def test_a_bool_is_no_number():
    packed = pack(builders.health(3))
    packed[2] = True
    with pytest.raises(ValueError, match="is not int"):
        unpack(SubnetHealth, packed)


def test_an_unknown_choice_is_refused():
    packed = pack(builders.subnet_list(count=1))
    packed[0][3] = "hearsay"
    with pytest.raises(ValueError, match="hearsay"):
        unpack(SubnetList, packed)


def test_shapes_differ_between_records_and_stay_for_one():
    assert fingerprint(SubnetList) == fingerprint(SubnetList)
    assert fingerprint(SubnetList) != fingerprint(Metagraph)


def test_a_change_deep_inside_changes_the_shape():
    @dataclass(frozen=True)
    class Inner:
        a: int

    @dataclass(frozen=True)
    class Other:
        b: int

    Other.__name__ = "Inner"
    one = type("Box", (), {"__annotations__": {"x": Inner}})
    other = type("Box", (), {"__annotations__": {"x": Other}})
    assert fingerprint(dataclass(frozen=True)(one)) != fingerprint(dataclass(frozen=True)(other))
