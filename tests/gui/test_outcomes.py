"""Every way a transaction can end has words, and the stages show where it ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.money import TaoRao
from core.domain.transactions import Outcome, Receipt, Stage
from core.errors import AppError, ErrorKind
from gui.outcomes import stage_marks, told, unsent_words
from gui.widgets.stage_line import Mark
from tests.fakes.reviews import receipt

DONE, NOW, AHEAD, FAILED, OPEN = Mark.DONE, Mark.NOW, Mark.AHEAD, Mark.FAILED, Mark.OPEN


def marks(known: Receipt) -> list[Mark]:
    return [stage.mark for stage in stage_marks(known)]


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_and_outcome_is_told(stage, outcome):
    words = told(receipt(stage, outcome, error="Token.Frozen"))
    assert words.state
    assert words.title.endswith(".")
    assert words.text.endswith((".", "…"))


@pytest.mark.parametrize(
    ("stage", "outcome", "expected"),
    [
        (Stage.SIGNED, Outcome.OPEN, [DONE, NOW, AHEAD, AHEAD]),
        (Stage.SENT, Outcome.OPEN, [DONE, DONE, NOW, AHEAD]),
        (Stage.IN_BLOCK, Outcome.SUCCEEDED, [DONE, DONE, DONE, NOW]),
        (Stage.FINAL, Outcome.SUCCEEDED, [DONE, DONE, DONE, DONE]),
        (Stage.IN_BLOCK, Outcome.FAILED, [DONE, DONE, FAILED, NOW]),
        (Stage.FINAL, Outcome.FAILED, [DONE, DONE, FAILED, DONE]),
        (Stage.SENT, Outcome.REFUSED, [DONE, FAILED, AHEAD, AHEAD]),
        (Stage.SENT, Outcome.EXPIRED, [DONE, DONE, FAILED, AHEAD]),
        (Stage.SENT, Outcome.REPLACED, [DONE, DONE, FAILED, AHEAD]),
        (Stage.SENT, Outcome.UNKNOWN, [DONE, DONE, OPEN, AHEAD]),
    ],
)
def test_the_stages_show_where_it_ended(stage, outcome, expected):
    assert marks(receipt(stage, outcome)) == expected


@pytest.mark.parametrize("stage", [Stage.SENT, Stage.IN_BLOCK, Stage.FINAL])
def test_a_journal_that_could_not_be_written_is_told_beside_how_far_it_is(stage):
    noted = receipt(stage, Outcome.SUCCEEDED)
    unnoted = told(replace(noted, is_noted=False))
    assert unnoted.title == told(noted).title
    assert unnoted.text.startswith(told(noted).text)
    assert "journal could not be written: copy the hash" in unnoted.text


def test_an_unknown_outcome_says_that_nothing_is_sent_twice():
    assert "will not be sent twice" in told(receipt(Stage.SENT, Outcome.UNKNOWN)).text


@pytest.mark.parametrize("outcome", [Outcome.EXPIRED, Outcome.REPLACED, Outcome.REFUSED])
def test_a_carriers_fee_is_not_called_nothing(outcome):
    over = receipt(Stage.SENT, outcome, settled=True)
    assert "Only a fee was paid" in told(over).text
    assert "Nothing was paid" in told(replace(over, fee=TaoRao(0))).text


def test_what_a_node_only_says_it_refused_has_cost_nothing_by_now():
    assert "Nothing was paid" in told(receipt(Stage.SENT, Outcome.REFUSED)).text


def failed(error: str) -> str:
    return told(receipt(Stage.FINAL, Outcome.FAILED, error=error)).text


@pytest.mark.parametrize(
    ("error", "words", "step"),
    [
        ("Token.FundsUnavailable", "too little TAO", "get more TAO"),
        ("Balances.ExistentialDeposit", "for the receiving account to exist", "Send more."),
        ("Balances.Expendability", "would have ended", "under Advanced"),
        ("Token.Frozen", "is frozen", "Send less."),
        ("SubtensorModule.SlippageTooHigh", "“SubtensorModule.SlippageTooHigh”", "review again"),
        ("", "said no more", "review again"),
    ],
)
def test_a_failure_is_told_in_words_with_its_next_step(error, words, step):
    assert words in failed(error)
    assert step in failed(error)


def test_a_foreign_error_is_cleaned():
    assert "\u202e" not in failed("Evil\u202eError")


@pytest.mark.parametrize(
    ("reason", "step"),
    [
        ("unsettled", "Wait until Activity shows"),
        ("Transaction is outdated", "signed elsewhere"),
        ("Priority is too low: (1 vs 1)", "in its place"),
        ("Inability to pay some fees (e.g. account balance too low)", "cannot pay the fee"),
        ("Transaction is temporarily banned", "few minutes"),
        ("Transaction has a bad signature", "another runtime"),
    ],
)
def test_a_refusal_before_the_chain_is_told_with_its_next_step(reason, step):
    error = AppError(ErrorKind.REJECTED, "no", {"reason": reason})
    assert step in unsent_words(error).text
    assert step in told(receipt(Stage.SENT, Outcome.REFUSED, error=reason)).text


def test_what_made_a_review_stale_is_named():
    error = AppError(ErrorKind.STALE, "x", {"changed": "spec"})
    assert "runtime" in unsent_words(error).body
    assert unsent_words(AppError(ErrorKind.STALE, "x")).next_step == "Review again."


@pytest.mark.parametrize(
    ("changed", "words"),
    [("age", "too old"), ("used", "signed before"), ("price", "price"), ("shield", "encrypt")],
)
def test_each_cause_of_a_stale_review_has_its_words(changed, words):
    assert words in unsent_words(AppError(ErrorKind.STALE, "x", {"changed": changed})).body


@pytest.mark.parametrize("kind", [ErrorKind.OFFLINE, ErrorKind.STORAGE])
def test_any_other_error_says_that_nothing_was_sent(kind):
    assert unsent_words(AppError(kind, "x")).text.endswith("Nothing was sent.")


def test_what_was_not_signed_is_not_said_twice_to_be_left_undone():
    text = unsent_words(AppError(ErrorKind.LOCKED, "x")).text
    assert text.endswith("Unlock it and try again. Nothing was signed.")
