"""A review as a title, rows of figures, and what has to be typed. Knows nothing of Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from core.domain.ids import Ss58
from core.domain.intents import AddStake, RegisterHotkey, TransferTao
from core.domain.money import AlphaRao
from core.domain.transactions import CallField, NoticeKind, Review
from gui.formats import MONO_SPACE, exact_tao, grouped, integer, percent, short_address
from gui.names import Names

_LAST: Final = 4  # characters of an address that are typed to confirm it
_RAO_FIELDS: Final = frozenset({"value", "amount_staked", "limit_price", "limit", "amount"})
_UNKNOWN_ADDRESS: Final = (NoticeKind.NEW_ADDRESS, NoticeKind.LOOK_ALIKE)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ``value`` in the mono face, or a name where ``address`` follows it.

    ``compare`` marks an address that has to be looked at.
    """

    label: str
    value: str
    note: str = ""
    address: str = ""
    compare: bool = False


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What must be typed before something risky is signed."""

    asks: str
    answer: str
    is_amount: bool = False


@dataclass(frozen=True, slots=True)
class ReviewText:
    """All words of a review but its notices. ``purpose`` says what a password is needed for."""

    title: str
    lead: str
    lead_address: str
    rows: tuple[Row, ...]
    confirmation: Confirmation
    purpose: str


def text_of(review: Review, names: Names, pay_note: str = "") -> ReviewText:
    """``pay_note`` says how an amount came about that nobody typed."""
    intent = review.prepared.intent
    match intent:
        case TransferTao():
            title = f"Send {_tao(intent.exact)} to {names.words(intent.dest)}"
            lead, address = "", ""
            rows = _transfer_rows(review, intent, names, pay_note)
        case AddStake():
            title = f"Stake {_tao(intent.exact)} on subnet {intent.netuid}"
            lead, address = f"with {names.name(intent.hotkey)}".strip(), intent.hotkey
            rows = _stake_rows(review, pay_note)
        case RegisterHotkey():
            title = f"Register {names.words(intent.hotkey)} on subnet {intent.netuid}"
            lead, address = "hotkey", intent.hotkey
            rows = _register_rows(review)
    signed = _who("Signed by", review.prepared.signer, names, "no name here")
    purpose = title[0].lower() + title[1:]
    confirmation = _confirmation(review)
    return ReviewText(title, lead, address, (*rows, signed), confirmation, purpose)


def _transfer_rows(
    review: Review, intent: TransferTao, names: Names, pay_note: str
) -> Iterator[Row]:
    yield Row("You pay", _mono(intent.exact), pay_note)
    yield _fee(review)
    yield _after(review)
    yield replace(_who("To", intent.dest, names, "no name here"), compare=True)


def _stake_rows(review: Review, pay_note: str) -> Iterator[Row]:
    quote, intent = review.quote, review.prepared.intent
    yield Row("You pay", _mono(intent.exact), pay_note)
    if quote is not None:
        price = f"price {exact_tao(quote.price)} τ, limit {exact_tao(quote.limit)} τ"
        pool = f", pool fee {exact_tao(quote.pool_fee)} τ" if quote.pool_fee else ""
        yield Row("You receive about", _alpha(quote.alpha), price + pool)
    yield _fee(review)
    yield _after(review)


def _register_rows(review: Review) -> Iterator[Row]:
    quote, intent = review.quote, review.prepared.intent
    note = ""
    if quote is not None:
        above = percent(intent.exact - quote.price, quote.price, 0)
        note = f"burn now {exact_tao(quote.price)} τ ({_block(review)}), limit +{above}"
    yield Row("You pay at most", _mono(intent.exact), note)
    yield _fee(review)
    yield _after(review, "at least, ")


def _fee(review: Review) -> Row:
    carried = review.prepared.carrier_fee
    note = f"{exact_tao(carried)} τ of it for sending it encrypted" if carried else ""
    return Row("Network fee", _mono(review.prepared.fee), note)


def _after(review: Review, least: str = "") -> Row:
    note = f"{least}of {exact_tao(review.standing.free)} τ ({_block(review)})"
    return Row("Free after", _mono(review.free_after), note)


def _block(review: Review) -> str:
    return f"block {integer(review.prepared.block)}"


def _who(label: str, address: Ss58, names: Names, otherwise: str) -> Row:
    return Row(label, names.name(address) or otherwise, address=address)


def _confirmation(review: Review) -> Confirmation:
    """An unknown address is confirmed by itself, anything else by its amount."""
    intent = review.prepared.intent
    risks = {notice.kind for notice in review.warnings}
    if isinstance(intent, TransferTao) and risks & set(_UNKNOWN_ADDRESS):
        asks = f"Type the last {_LAST} characters of the address, as its owner gave it to you:"
        return Confirmation(asks, intent.dest[-_LAST:])
    amount = exact_tao(intent.exact)
    return Confirmation(f"Type the amount, {amount}, to confirm:", amount, is_amount=True)


def field_words(field: CallField) -> tuple[str, str]:
    """A decoded argument and its unit; rao are grouped."""
    if field.name in _RAO_FIELDS and field.value.isdecimal():
        return grouped(field.value, mono=True), "rao"
    return field.value, ""


def valid_words(seconds: float) -> str:
    """How long the review may be signed."""
    left = max(0, int(seconds))
    minutes, rest = divmod(left, 60)
    return f"for {minutes} min {rest:02d} s." if minutes else f"for {rest} s."


def _tao(rao: int) -> str:
    return f"{exact_tao(rao)} τ"


def _mono(rao: int) -> str:
    return f"{exact_tao(rao, mono=True)}{MONO_SPACE}τ"


def _alpha(rao: AlphaRao) -> str:
    return f"{exact_tao(rao, mono=True)}{MONO_SPACE}α"


def shown_hash(text: str) -> str:
    """``0x3f8a…c41e``"""
    return short_address(text) if len(text) <= 12 else f"{text[:6]}…{text[-4:]}"
