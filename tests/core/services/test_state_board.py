from __future__ import annotations

from core.domain.connection import Phase
from core.domain.networks import FINNEY, LOCAL
from core.errors import AppError, ErrorKind
from core.services.state_board import StateBoard
from tests import builders

GONE = AppError(ErrorKind.OFFLINE, "gone", {"endpoint": "ws://a"})


def online() -> StateBoard:
    board = StateBoard()
    board.begin(LOCAL, Phase.CONNECTING)
    board.online("ws://a", builders.head(7), 3.0, 2.0)
    return board


def test_going_offline_keeps_the_last_head_and_drops_what_no_longer_holds():
    board = online()
    board.offline(GONE, 5.0)
    state = board.state
    assert (state.head, state.block_time) == (builders.head(7), 2.0)
    assert (state.latency_ms, state.error, state.endpoint) == (None, GONE, "ws://a")
    assert state.retry_at is not None
    assert state.retry_at > state.since


def test_trying_again_drops_the_error_and_the_time_of_the_next_attempt():
    board = online()
    board.offline(GONE, 5.0)
    board.enter(Phase.CONNECTING, "ws://b")
    assert (board.state.error, board.state.retry_at) == (None, None)
    assert board.state.endpoint == "ws://b"


def test_another_network_forgets_the_head():
    board = online()
    board.begin(FINNEY, Phase.CONNECTING)
    assert (board.state.network, board.state.head) == (FINNEY, None)


def test_a_phase_begins_when_it_changes_and_not_at_each_head():
    board = online()
    began = board.state.since
    board.head(builders.head(8))
    assert board.state.since == began
    board.stale()
    assert board.state.since > began


def test_a_head_ends_being_stale():
    board = online()
    board.stale()
    board.head(builders.head(8))
    assert (board.state.phase, board.state.head) == (Phase.ONLINE, builders.head(8))


async def test_a_state_that_did_not_change_is_not_told_again():
    board = online()
    followed = board.follow()
    board.latency(3.0)
    board.latency(4.0)
    board.end()
    assert [state.latency_ms async for state in followed] == [3.0, 4.0]
