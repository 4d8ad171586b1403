from typing import Any

import pytest

from core.practice.subscriptions import (
    MAX_PER_SESSION,
    Feed,
    Session,
    StorageFeed,
    TooManySubscriptionsError,
)


@pytest.fixture
def heard() -> list[tuple[str, str, Any]]:
    return []


@pytest.fixture
def session(heard: list[tuple[str, str, Any]]) -> Session:
    return Session(lambda method, subscription, news: heard.append((method, subscription, news)))


def test_news_reach_a_subscriber_under_its_id(
    session: Session, heard: list[tuple[str, str, Any]]
) -> None:
    feed = Feed()
    subscription = session.open("chain_newHead", feed.add)
    feed.publish({"number": "0x1"})
    assert heard == [("chain_newHead", subscription, {"number": "0x1"})]


def test_a_cancelled_subscription_hears_nothing(
    session: Session, heard: list[tuple[str, str, Any]]
) -> None:
    feed = Feed()
    subscription = session.open("chain_newHead", feed.add)
    assert session.cancel(subscription)
    feed.publish(1)
    assert heard == []


def test_a_subscription_of_another_connection_cannot_be_cancelled(session: Session) -> None:
    assert not session.cancel("feed")


def test_a_closed_session_hears_nothing(
    session: Session, heard: list[tuple[str, str, Any]]
) -> None:
    feed = Feed()
    session.open("chain_newHead", feed.add)
    session.open("chain_newHead", feed.add)
    session.close()
    feed.publish(1)
    assert heard == []


def test_a_storage_subscriber_hears_of_its_keys_only(
    session: Session, heard: list[tuple[str, str, Any]]
) -> None:
    feed = StorageFeed()
    session.open("state_storage", lambda name, deliver: feed.add(name, [b"a", b"b"], deliver))
    feed.publish(b"\x01", {b"c": b"3"})
    feed.publish(b"\x02", {b"a": None, b"b": b"2", b"c": b"3"})
    assert [news for _, _, news in heard] == [
        {"block": "0x02", "changes": [["0x61", None], ["0x62", "0x32"]]}
    ]


def test_a_connection_has_a_limit(session: Session) -> None:
    feed = Feed()
    for _ in range(MAX_PER_SESSION):
        session.open("chain_newHead", feed.add)
    with pytest.raises(TooManySubscriptionsError):
        session.open("chain_newHead", feed.add)
