"""The dispatcher answers every text there is, and never raises."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.practice.node import Node
from core.practice.rpc import chain as chain_room
from core.practice.rpc import dispatcher as dispatcher_module
from core.practice.rpc.dispatcher import MAX_BATCH, METHODS, Dispatcher
from core.practice.subscriptions import Session
from tests.fakes.signing import small_node

_SHARED: list[Dispatcher] = []


def _dispatcher() -> Dispatcher:
    if not _SHARED:
        _SHARED.append(Dispatcher(small_node()))
    return _SHARED[0]


def _answer(frame: str | bytes) -> Any:
    session = Session(lambda _method, _subscription, _news: None)
    reply = asyncio.run(_dispatcher().answer(frame, session))
    session.close()
    return None if reply is None else json.loads(reply)


def _code(frame: str | bytes) -> int:
    return int(_answer(frame)["error"]["code"])


def _request(method: Any, params: Any = (), request_id: Any = 1) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": request_id, "method": method, "params": params}


def test_a_call_is_answered_under_its_id() -> None:
    answer = _answer(json.dumps(_request("system_chain", [], "mine")))
    assert answer == {"jsonrpc": "2.0", "id": "mine", "result": "Bittensor practice"}


def test_a_batch_is_answered_in_its_order() -> None:
    batch = [_request("system_name", [], 1), _request("nonsense", [], 2), 5]
    answers = _answer(json.dumps(batch))
    assert [answer["id"] for answer in answers] == [1, 2, None]
    assert [answer.get("error", {}).get("code") for answer in answers] == [None, -32601, -32600]


def test_a_call_without_an_id_is_not_answered() -> None:
    assert _answer('{"jsonrpc":"2.0","method":"system_name","params":[]}') is None
    assert _answer('[{"jsonrpc":"2.0","method":"system_name"}]') is None


@pytest.mark.parametrize("frame", ["", "{", "nonsense", b"\xff\xfe\x00", "[" * 100_000, "1e", '"'])
def test_what_is_no_json_is_a_parse_error(frame: str | bytes) -> None:
    assert _code(frame) == -32700


@pytest.mark.parametrize(
    "frame", ["5", "null", '"x"', "true", "{}", '{"id":1}', '{"method":5}', "[]"]
)
def test_what_is_no_request_is_an_invalid_request(frame: str) -> None:
    assert _code(frame) == -32600


def test_a_batch_has_a_limit() -> None:
    assert _code(json.dumps([1] * (MAX_BATCH + 1))) == -32600


def test_a_batchs_answer_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatcher_module, "MAX_BATCH_ANSWER", 3_000)
    assert _code(json.dumps([_request("rpc_methods")] * 10)) == -32011


def test_an_unknown_method_is_not_found() -> None:
    assert _code(json.dumps(_request("author_rotateKeys"))) == -32601


def test_named_parameters_are_invalid() -> None:
    assert _code(json.dumps(_request("chain_getHeader", {"hash": "0x00"}))) == -32602


@pytest.mark.parametrize("request_id", [True, 1.5, [], {}])
def test_an_odd_id_is_answered_with_null(request_id: Any) -> None:
    assert _answer(json.dumps(_request("system_name", [], request_id)))["id"] is None


def test_a_defect_in_a_method_is_an_internal_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_request: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(METHODS, "system_name", broken)  # type: ignore[arg-type]
    assert _code(json.dumps(_request("system_name"))) == -32603
    assert "ZeroDivisionError" in caplog.text


def test_the_list_of_methods_is_the_truth() -> None:
    methods = _answer(json.dumps(_request("rpc_methods")))["result"]["methods"]
    assert methods == sorted(METHODS)
    for name in methods:
        answer = _answer(json.dumps(_request(name, [None])))
        assert answer.get("error", {}).get("code") != -32601, name


anything = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(),
        st.binary(max_size=40).map(lambda data: "0x" + data.hex()),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=8,
)
_SAFE = sorted(set(METHODS) - {"practice_advance"})


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(), st.binary()))
def test_any_text_is_answered(frame: str | bytes) -> None:
    answer = _answer(frame)
    assert answer is None or isinstance(answer, dict | list)


@settings(deadline=None, max_examples=300)
@given(anything)
def test_any_json_is_answered(message: Any) -> None:
    answer = _answer(json.dumps(message))
    assert answer is None or isinstance(answer, dict | list)


@settings(deadline=None, max_examples=600)
@given(st.sampled_from(_SAFE), st.lists(anything, max_size=4))
def test_any_parameters_of_any_method_are_answered(method: str, params: list[Any]) -> None:
    answer = _answer(json.dumps(_request(method, params)))
    assert "result" in answer or answer["error"]["code"] != -32603


_API_NAMES = [
    f"{api}_{name}" for api, methods in small_node().codec.apis.items() for name in methods
]


@settings(deadline=None, max_examples=600)
@given(st.sampled_from(_API_NAMES), st.binary(max_size=80))
def test_any_bytes_to_any_runtime_api_are_answered(name: str, data: bytes) -> None:
    answer = _answer(json.dumps(_request("state_call", [name, "0x" + data.hex()])))
    assert "result" in answer or answer["error"]["code"] == 4003


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=200), st.sampled_from(["author_submitExtrinsic", "payment_queryInfo"]))
def test_any_bytes_as_an_extrinsic_are_refused(data: bytes, method: str) -> None:
    assert "error" in _answer(json.dumps(_request(method, ["0x" + data.hex()])))


def test_rooms_do_not_share_a_method_name() -> None:
    from core.practice.rpc import author, payment, practice, state, system

    rooms: list[dict[str, Callable[..., Any]]] = [
        room.METHODS for room in (author, chain_room, payment, practice, state, system)
    ]
    assert sum(len(room) for room in rooms) + 1 == len(METHODS)


def test_the_shared_node_is_still_alive() -> None:
    node: Node = _dispatcher().node
    before = node.chain.head.number
    node.make_block()
    assert node.chain.head.number == before + 1
