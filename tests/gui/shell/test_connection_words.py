"""What is said about a connection, phase by phase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.connection import ConnectionState, Phase
from core.domain.networks import FINNEY, LOCAL, parse_network
from core.errors import AppError, ErrorKind
from gui.shell.connection_words import dot_tone, notice, spoken, status_parts, steady
from tests.builders import NOW, connection, head


def line(state: ConnectionState, later: float = 3) -> str:
    parts = status_parts(state, NOW + later)
    said = " · ".join(" ".join(filter(None, (p.text, p.strong))) for p in parts)
    return said.replace("\u2009", " ")


@pytest.mark.parametrize(
    ("state", "said", "dot"),
    [
        (connection(Phase.IDLE, block=None), "no network chosen", "disabled"),
        (connection(Phase.STARTING, block=None), "starting · practice", "warning"),
        (connection(Phase.CONNECTING, block=None, network=FINNEY), "connecting · finney",
         "warning"),
        (connection(), "practice · block 101 204 · 3 s ago · 12 ms", "positive"),
        (connection(Phase.STALE), "practice · last block 101 204 · 3 s ago", "warning"),
        (connection(Phase.OFFLINE), "offline · practice · last block 101 204 · 3 s ago",
         "negative"),
        (connection(Phase.OFFLINE, block=None), "offline · practice", "negative"),
    ],
)  # fmt: skip
def test_the_status_bar_tells_every_phase(state, said, dot):
    assert line(state) == said
    assert dot_tone(state) == dot


def test_the_age_is_a_warning_only_when_it_should_not_grow():
    fresh = status_parts(connection(), NOW + 3)
    stale = status_parts(connection(Phase.STALE), NOW + 60)
    assert [part.tone for part in fresh if "ago" in part.text] == ["muted"]
    assert [part.tone for part in stale if "ago" in part.text] == ["warning"]


def test_screen_readers_get_a_sentence():
    assert spoken(connection(), NOW).startswith("Connection online: practice, block 101")


@pytest.mark.parametrize("phase", [Phase.IDLE, Phase.STARTING, Phase.CONNECTING, Phase.ONLINE])
def test_no_banner_while_all_is_well_or_still_beginning(phase):
    assert notice(connection(phase), NOW) is None


def test_offline_says_who_how_long_and_when_next():
    state = connection(Phase.OFFLINE, retry_at=NOW + 252)
    said = notice(state, NOW + 240)
    assert said is not None
    assert said.body == (
        "The practice node at 127.0.0.1:9944 has not answered for 4 min. Next try in 12 s."
    )
    assert said.action == "Retry now"


def test_a_try_that_is_due_is_not_counted_below_zero():
    said = notice(connection(Phase.OFFLINE, retry_at=NOW), NOW + 5)
    assert said is not None
    assert said.body.endswith("Trying again.")


def test_an_error_with_words_of_its_own_is_told_in_them():
    wrong = AppError(ErrorKind.WRONG_CHAIN, "", {"endpoint": "wss://a"})
    said = notice(replace(connection(Phase.OFFLINE, network=FINNEY), error=wrong), NOW)
    assert said is not None
    assert said.title == "Wrong chain."
    assert "wss://a is not on the network" in said.body


def test_a_stale_connection_is_a_warning_without_a_button():
    state = replace(connection(Phase.STALE, network=LOCAL), head=head(arrived_at=NOW - 40))
    said = notice(state, NOW)
    assert said is not None
    assert said.tone == "warning"
    assert "the last block came 40 s ago" in said.body
    assert said.action == ""


def test_an_endpoint_with_tricks_in_it_is_cleaned():
    network = parse_network("ws://node.example:1")
    state = replace(connection(Phase.OFFLINE, network=network), endpoint="ws://a\u202eb\n")
    said = notice(state, NOW)
    assert said is not None
    assert "\u202e" not in said.body


@pytest.mark.parametrize("phase", [Phase.CONNECTING, Phase.STARTING])
def test_a_further_try_does_not_end_being_offline(phase):
    offline = connection(Phase.OFFLINE, retry_at=NOW + 2)
    shown = steady(offline, connection(phase))
    assert shown.phase is Phase.OFFLINE
    said = notice(shown, NOW + 60)
    assert said is not None
    assert said.body.endswith("has not answered for 1 min. Trying again.")


def test_the_count_goes_on_from_the_first_failure():
    first = connection(Phase.OFFLINE)
    assert steady(first, replace(first, since=NOW + 30)).since == NOW


def test_success_and_another_network_are_shown_at_once():
    offline = connection(Phase.OFFLINE)
    online = connection()
    elsewhere = connection(Phase.CONNECTING, network=FINNEY)
    assert steady(offline, online) is online
    assert steady(offline, elsewhere) is elsewhere
    assert steady(None, online) is online
    assert steady(online, connection(Phase.CONNECTING)).phase is Phase.CONNECTING
