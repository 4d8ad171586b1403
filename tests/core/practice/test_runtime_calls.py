import pytest

from core.practice import apis
from core.practice.runtime_calls import RuntimeCallError
from tests.fakes.signing import small_node


def test_an_answer_is_made_once_per_block(monkeypatch: pytest.MonkeyPatch) -> None:
    node = small_node()
    made: list[int] = []
    real = apis.call

    def counted(view: apis.StateView, *rest: object) -> bytes:
        made.append(view.block)
        return real(view, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(apis, "call", counted)
    start = node.plan.start_block
    method = "SubnetInfoRuntimeApi_get_subnets_info"
    first = node.runtime.call(start, method, b"")
    assert node.runtime.call(start, method, b"") == first
    node.make_block()
    node.runtime.call(start + 1, method, b"")
    assert node.runtime.call(start, method, b"") == first
    assert made == [start, start + 1]


def test_old_answers_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.practice.runtime_calls._CACHE_BYTES", 100)
    node = small_node()
    number = node.plan.start_block
    for netuid in range(3):
        node.runtime.call(
            number, "SubnetInfoRuntimeApi_get_metagraph", netuid.to_bytes(2, "little")
        )
    assert len(node.runtime._cache) == 1


def test_a_method_nobody_exports_is_an_error() -> None:
    node = small_node()
    with pytest.raises(RuntimeCallError, match="Exported method Nothing_here is not found"):
        node.runtime.call(node.plan.start_block, "Nothing_here", b"")
