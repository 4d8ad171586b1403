"""Every error has words, and foreign facts cannot break them."""

from __future__ import annotations

import pytest

from core.domain.keys import KeyReason
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
        "name",
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


def test_a_file_that_is_gone_is_not_looked_for_among_the_subnets():
    told = explain(AppError(ErrorKind.NOT_FOUND, "", {"name": "my-cold"}))
    assert told.body == "“my-cold” is not there, or not any more."
    assert "subnet" in explain(AppError(ErrorKind.NOT_FOUND, "", {"netuid": "700"})).body


@pytest.mark.parametrize("kind", [ErrorKind.OFFLINE, ErrorKind.TIMEOUT, ErrorKind.PRACTICE])
def test_what_may_pass_offers_another_try(kind):
    assert explain(AppError(kind, "")).action is Action.RETRY


@pytest.mark.parametrize("reason", KeyReason)
def test_every_reason_about_a_key_has_words_of_its_own(reason):
    told = explain(AppError(ErrorKind.BAD_INPUT, "detail", {"reason": reason, "name": "my-cold"}))
    plain = explain(AppError(ErrorKind.BAD_INPUT, "detail", {"reason": reason}))
    bare = explain(AppError(ErrorKind.BAD_INPUT, "detail"))
    assert told.title == plain.title != bare.title
    for message in (told, plain):
        assert message.title.endswith(".")
        assert message.body.endswith(".")
        assert message.next_step.endswith(".")
        assert "{" not in message.text


def test_a_file_that_changed_and_does_not_open_may_be_either():
    facts = {"reason": KeyReason.CHANGED}
    closed = explain(AppError(ErrorKind.DAMAGED, "", facts))
    overwritten = explain(AppError(ErrorKind.STALE, "", facts))
    assert "the file is damaged" in closed.text
    assert "Nothing was overwritten" in overwritten.text


@pytest.mark.parametrize("changed", ["age", "used", "spec", "genesis", "something else"])
def test_what_is_out_of_date_says_why_and_what_to_do(changed):
    message = explain(AppError(ErrorKind.STALE, "", {"changed": changed, "now": "462"}))
    assert message.title.endswith(".")
    assert message.next_step.endswith(".")


def test_a_review_that_was_signed_is_not_called_old():
    used = explain(AppError(ErrorKind.STALE, "", {"changed": "used"}))
    old = explain(AppError(ErrorKind.STALE, "", {"changed": "age"}))
    assert "signed already" in used.body
    assert "two minutes" in old.body


def test_an_earlier_transaction_under_way_is_named():
    facts = {"reason": "unsettled", "hash": "0x3f"}
    assert "0x3f" in explain(AppError(ErrorKind.REJECTED, "", facts)).body


def test_the_chains_own_reason_is_told_where_it_is_none_of_ours():
    message = explain(AppError(ErrorKind.REJECTED, "", {"reason": "Invalid Transaction"}))
    assert message.body == "The network refused it: Invalid Transaction."


def test_blockers_of_a_review_are_not_called_a_typing_error():
    message = explain(AppError(ErrorKind.BAD_INPUT, "", {"blockers": "funds"}))
    assert "stands in the way" in message.title
