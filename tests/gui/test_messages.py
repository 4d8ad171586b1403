"""Every error has words, and foreign facts cannot break them."""

from __future__ import annotations

import pytest

from core.errors import AppError, ErrorKind
from gui.messages import Action, explain

FACTS = dict.fromkeys(
    [
        "endpoint",
        "netuid",
        "block",
        "text",
        "reason",
        "needed",
        "available",
        "what",
        "wallet",
        "path",
    ],
    "x",
)


@pytest.mark.parametrize("kind", ErrorKind)
@pytest.mark.parametrize("facts", [{}, FACTS], ids=["bare", "told"])
def test_every_error_has_a_title_and_a_body_in_whole_sentences(kind, facts):
    message = explain(AppError(kind, "detail", facts))
    assert message.title.endswith(".")
    assert message.body.endswith(".")
    assert "{" not in message.text


def test_the_detail_is_not_for_the_eye():
    assert "E0x42" not in explain(AppError(ErrorKind.INTERNAL, "E0x42")).text


def test_a_fact_enters_the_sentence():
    error = AppError(ErrorKind.OFFLINE, "refused", {"endpoint": "ws://a:1"})
    assert explain(error).body == "ws://a:1 does not answer."


def test_a_missing_fact_leaves_a_sentence_without_it():
    assert explain(AppError(ErrorKind.OFFLINE, "refused")).body == "The network does not answer."


def test_a_hostile_fact_is_cleaned_and_not_a_template():
    error = AppError(ErrorKind.BAD_INPUT, "", {"text": "{endpoint}\u202e<b>\n"})
    assert explain(error).body == "“{endpoint}<b>” is not understood here."


@pytest.mark.parametrize("kind", [ErrorKind.OFFLINE, ErrorKind.TIMEOUT, ErrorKind.PRACTICE])
def test_what_may_pass_offers_another_try(kind):
    assert explain(AppError(kind, "")).action is Action.RETRY
