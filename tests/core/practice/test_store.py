import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.practice.store import (
    FILE_NAME,
    SEGMENT,
    Old,
    Store,
    StoredBlock,
    StoreError,
    erase,
)

KEY, OTHER = b"k" * 40, b"o" * 40


def _block(number: int) -> StoredBlock:
    return StoredBlock(number, bytes([number]) * 32, b"header", (b"first", b""))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path)
    yield made
    made.close()


def test_a_block_comes_back_as_it_was_written(store: Store) -> None:
    store.append(_block(5), {KEY: b"value"})
    assert store.block(5) == _block(5)
    assert store.number_of(bytes([5]) * 32) == 5


def test_unknown_blocks_are_none(store: Store) -> None:
    assert store.block(5) is None
    assert store.number_of(b"x" * 32) is None
    assert store.newest() is None


def test_changes_come_back_in_order_after_reopening(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(_block(5), {KEY: b"value", OTHER: b""})
    store.append(_block(6), {KEY: None})
    store.close()
    again = Store(tmp_path)
    assert list(again.unfolded()) == [(5, {KEY: b"value", OTHER: b""}), (6, {KEY: None})]
    again.close()


def test_folding_keeps_the_values_behind_each_block(store: Store) -> None:
    store.append(_block(5), {KEY: b"five"})
    store.append(_block(6), {KEY: b"six"})
    store.fold(6, {KEY: [(5, None), (6, b"five")]}, {KEY: b"six"})
    assert store.old(KEY, 4) == Old(None)
    assert store.old(KEY, 5) == Old(b"five")
    assert store.old(KEY, 6) is None
    assert dict(store.checkpoint()) == {KEY: b"six"}
    assert list(store.unfolded()) == []


def test_an_old_value_is_found_in_a_later_segment(store: Store) -> None:
    late = 3 * SEGMENT + 1
    store.fold(late, {KEY: [(late, b"before")]}, {KEY: b"after"})
    assert store.old(KEY, 2) == Old(b"before")


def test_replaced_keys_are_listed_below_their_prefix(store: Store) -> None:
    store.fold(6, {KEY: [(5, None)], OTHER: [(5, None)]}, {KEY: b"1", OTHER: b"2"})
    assert store.keys_replaced(b"k", 0) == [KEY]
    assert sorted(store.keys_replaced(b"", 0)) == [KEY, OTHER]
    assert store.keys_replaced(b"k", 10 * SEGMENT) == []


def test_a_failed_block_leaves_nothing_behind(store: Store) -> None:
    store.append(_block(5), {KEY: b"value"})
    with pytest.raises(StoreError):
        store.append(_block(5), {OTHER: b"value"})
    store.append(_block(6), {OTHER: b"value"})
    assert [changes for _, changes in store.unfolded()] == [{KEY: b"value"}, {OTHER: b"value"}]


def test_a_second_store_on_the_same_directory_is_refused(store: Store, tmp_path: Path) -> None:
    assert store.newest() is None
    with pytest.raises(StoreError, match="another practice node"):
        Store(tmp_path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database, " * 100)
    with pytest.raises(StoreError, match="--fresh"):
        Store(tmp_path)


def test_a_directory_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        Store(tmp_path / "file")


def test_erasing_makes_room_even_for_a_damaged_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database, " * 100)
    erase(tmp_path)
    store = Store(tmp_path)
    assert store.facts() == {}
    store.close()


def test_a_network_in_use_is_not_erased(store: Store, tmp_path: Path) -> None:
    store.set_facts({"plan": "mine"})
    with pytest.raises(StoreError):
        erase(tmp_path)
    assert store.facts() == {"plan": "mine"}


def test_erasing_an_empty_directory_does_nothing(tmp_path: Path) -> None:
    erase(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_facts_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.set_facts({"plan": "one", "format": "1"})
    store.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        assert dict(database.execute("SELECT name, value FROM fact"))["plan"] == "one"
    database.close()


def test_long_values_that_recur_are_stored_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    long, alone = b"L" * 2_000, b"A" * 2_000
    replaced: dict[bytes, list[tuple[int, bytes | None]]] = {
        KEY: [(5, long), (6, alone), (7, None)],
        OTHER: [(5, None), (6, long), (7, b"")],
    }
    store.fold(7, replaced, {})
    for key, olds in replaced.items():
        assert [store.old(key, number - 1) for number, _ in olds] == [Old(old) for _, old in olds]
    store.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        assert database.execute("SELECT value FROM shared").fetchall() == [(b"\0" + long,)]
    database.close()
