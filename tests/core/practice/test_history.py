"""Against a model: what every key held after every block, kept as plain dicts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.practice.codec import Codec
from core.practice.history import History, OverlayView
from core.practice.metadata import load
from core.practice.state import State
from core.practice.store import SEGMENT, Store, StoredBlock

START = 1_000
CODEC = Codec(load())
PREFIX = CODEC.key("SubtensorModule", "Tempo")
KEYS = [CODEC.key("SubtensorModule", "Tempo", netuid) for netuid in range(4)]
KEYS.append(CODEC.key("System", "Number"))

Written = dict[int, bytes | None]  # index of a key, and its new value


class Chronicle:
    """A history under test beside the model of it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.model: list[dict[bytes, bytes]] = []
        self.history = self._opened()
        self.model.append({KEYS[0]: b"\1\0", KEYS[1]: b"\2\0"})

    def _opened(self) -> History:
        state = State(CODEC)
        state.set_raw(KEYS[0], b"\1\0")
        state.set_raw(KEYS[1], b"\2\0")
        state.take_journal()
        state.block = START
        history = History(state, self.store, START)
        history.restore()
        return history

    def reopen(self) -> None:
        self.history = self._opened()

    def write(self, written: Written) -> None:
        state, number = self.history.state, self.history.head + 1
        for index, value in written.items():
            state.set_raw(KEYS[index], value)
        replaced = state.take_journal()
        changes = {key: state.raw(key) for key in replaced}
        block = StoredBlock(number, number.to_bytes(32, "little"), b"", ())
        self.store.append(block, changes)
        self.history.record(number, replaced)
        self.history.fold()
        now = dict(self.model[-1])
        for key, value in changes.items():
            if value is None:
                now.pop(key, None)
            else:
                now[key] = value
        self.model.append(now)

    def check(self, offset: int) -> None:
        view, expected = self.history.view(START + offset), self.model[offset]
        assert {key: view.raw(key) for key in KEYS} == {key: expected.get(key) for key in KEYS}
        below = sorted(key for key in expected if key.startswith(PREFIX))
        assert view.keys(PREFIX) == below
        assert view.keys(b"") == sorted(expected)


@pytest.fixture
def chronicle() -> Iterator[Chronicle]:
    store = Store(None)
    yield Chronicle(store)
    store.close()


values = st.one_of(st.none(), st.binary(min_size=2, max_size=2))
blocks = st.lists(st.dictionaries(st.integers(0, len(KEYS) - 1), values), max_size=12)


@settings(max_examples=60, deadline=None)
@given(blocks)
def test_every_block_reads_as_it_was_written(written: list[Written]) -> None:
    store = Store(None)
    chronicle = Chronicle(store)
    for changes in written:
        chronicle.write(changes)
    for offset in range(len(chronicle.model)):
        chronicle.check(offset)
    store.close()


def test_blocks_read_alike_before_and_after_they_are_folded(chronicle: Chronicle) -> None:
    for number in range(4 * SEGMENT):
        chronicle.write(
            {0: number.to_bytes(2, "little"), 2: b"\7\0" if number % 5 else None}
            | ({1: None} if number == SEGMENT else {})
        )
    for offset in range(0, 4 * SEGMENT + 1, 7):
        chronicle.check(offset)


def test_a_reopened_history_reads_as_before(tmp_path: Path) -> None:
    store = Store(tmp_path)
    chronicle = Chronicle(store)
    for number in range(3 * SEGMENT):
        chronicle.write({0: number.to_bytes(2, "little"), 3: b"\1\1" if number % 2 else None})
    store.close()
    chronicle.store = Store(tmp_path)
    chronicle.reopen()
    assert chronicle.history.head == START + 3 * SEGMENT
    assert chronicle.history.state.block == START + 3 * SEGMENT
    for offset in range(0, 3 * SEGMENT + 1, 11):
        chronicle.check(offset)
    chronicle.write({0: b"\xff\xff"})
    chronicle.check(3 * SEGMENT)
    chronicle.check(3 * SEGMENT + 1)
    chronicle.store.close()


def test_a_history_reopened_between_all_blocks_goes_on(chronicle: Chronicle) -> None:
    for number in range(2 * SEGMENT):
        chronicle.write({0: number.to_bytes(2, "little")})
        if number % 31 == 0:
            chronicle.reopen()
    for offset in range(0, 2 * SEGMENT, 13):
        chronicle.check(offset)


def test_a_view_decodes_values_and_defaults(chronicle: Chronicle) -> None:
    chronicle.write({0: b"\5\0"})
    view = chronicle.history.view(START)
    assert view.get("SubtensorModule", "Tempo", 0) == 1
    assert view.get("SubtensorModule", "Tempo", 3) == 360
    assert list(view.items("SubtensorModule", "Tempo")) == [((0,), 1), ((1,), 2)]


def test_an_overlay_replaces_adds_and_hides(chronicle: Chronicle) -> None:
    base = chronicle.history.view(START)
    overlay = OverlayView(base, 7, {KEYS[0]: None, KEYS[2]: b"\3\0"})
    assert overlay.block == 7
    assert overlay.raw(KEYS[0]) is None
    assert overlay.keys(PREFIX) == sorted([KEYS[1], KEYS[2]])
    assert overlay.get("SubtensorModule", "Tempo", 2) == 3


def test_the_start_can_be_read_however_long_ago_it_was(chronicle: Chronicle) -> None:
    chronicle.write({0: b"\5\0", 2: b"\6\0"})
    history, long_after = chronicle.history, START + 200_000
    history.record(long_after, {})
    for _ in range(0, 200_000, SEGMENT):
        history.fold()
    chronicle.check(0)
    chronicle.check(1)
