import gc
import threading

import pytest
from PySide6.QtCore import QObject

from gui.garbage import GarbageTimer


@pytest.fixture
def timer(qapp):
    enabled, threshold = gc.isenabled(), gc.get_threshold()
    parent = QObject()
    yield GarbageTimer(parent)
    gc.set_threshold(*threshold)
    if enabled:
        gc.enable()


class Cycle:
    """Garbage that tells in which thread it ended."""

    def __init__(self, ended):
        self.itself = self
        self.ended = ended

    def __del__(self):
        self.ended.append(threading.current_thread())


def test_a_workers_thread_collects_nothing(timer):
    gc.set_threshold(1, 1, 1)
    ended = []
    Cycle(ended)

    def allocate():
        for _ in range(1000):
            Cycle([])

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert ended == []
    timer.collect()
    assert ended == [threading.current_thread()]


def test_nothing_is_walked_before_it_is_due(timer):
    gc.collect()
    gc.set_threshold(1_000_000, 10, 10)
    ended = []
    Cycle(ended)
    timer.collect()
    assert ended == []
    gc.collect()


def test_the_timer_collects_by_itself(timer, qtbot):
    gc.set_threshold(1, 1, 1)
    ended = []
    Cycle(ended)
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
