"""An entry of the journal in words: what was done, to whom, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from core.domain.activity import Entry
from core.domain.ids import NetUid
from core.domain.intents import ActionKind
from core.domain.money import RAO_PER_TAO
from core.domain.transactions import Outcome, Stage
from gui.formats import DASH, clock_time, short_address, tao, untrusted
from gui.names import Names

_DAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ICONS: Final = {
    ActionKind.TRANSFER: "arrow-up-right",
    ActionKind.STAKE: "arrows-right-left",
    ActionKind.REGISTER: "hexagon-plus",
    ActionKind.MESSAGE: "signature",
}
ACTIONS: Final = {
    ActionKind.TRANSFER: "Transfers",
    ActionKind.STAKE: "Stakes",
    ActionKind.REGISTER: "Registrations",
    ActionKind.MESSAGE: "Messages",
}
_FINEST: Final = 1_000  # rao: below it six decimals are all zeros
# The smallest amount from which on so many decimals are enough to tell it by.
_COARSER: Final = ((1_000_000 * RAO_PER_TAO, 0), (1_000 * RAO_PER_TAO, 3), (_FINEST, 6))


@dataclass(frozen=True, slots=True)
class Context:
    """What addresses and subnets are called here."""

    names: Names = field(default_factory=Names)
    subnets: Mapping[NetUid, str] = field(default_factory=dict[NetUid, str])

    def subnet(self, netuid: NetUid | None) -> str:
        """Number and name: names are untrusted and never stand alone."""
        if netuid is None:
            return DASH
        return f"{netuid} {untrusted(self.subnets.get(netuid, ''))}".strip()


@dataclass(frozen=True, slots=True)
class EntryWords:
    """``action`` is the whole sentence, ``aside`` the address of who is named in it.

    ``title`` and ``subtitle`` are the same in two lines.
    """

    icon: str
    action: str
    aside: str
    title: str
    subtitle: str


def entry_words(entry: Entry, context: Context) -> EntryWords:
    """Done things in the past, all others as they were asked for. Foreign text is cleaned."""
    done = entry.receipt.outcome is Outcome.SUCCEEDED
    title, subtitle, about = _sentence(entry, context, done=done)
    known = bool(about) and bool(context.names.name(about))
    aside = short_address(about) if known else ""
    expired = entry.receipt.outcome is Outcome.EXPIRED
    icon = "clock-x" if expired else _ICONS[entry.kind]
    return EntryWords(icon, f"{title} {subtitle}".strip(), aside, title, subtitle)


def _sentence(entry: Entry, context: Context, *, done: bool) -> tuple[str, str, str]:
    """Title, subtitle, and the address that is named."""
    names = context.names
    match entry.kind:
        case ActionKind.TRANSFER:
            dest = entry.dest or ""
            return ("Sent" if done else "Send"), f"to {names.words(dest)}", dest
        case ActionKind.STAKE:
            hotkey = entry.hotkey or ""
            where = f"on {context.subnet(entry.netuid)}, with {names.words(hotkey)}"
            return ("Staked" if done else "Stake"), where, hotkey
        case ActionKind.REGISTER:
            hotkey = entry.hotkey or ""
            uid = entry.receipt.result.uid
            place = f", uid {uid}" if uid is not None else ""
            where = f"on {context.subnet(entry.netuid)}{place}"
            title = f"{'Registered' if done else 'Register'} {names.words(hotkey)}"
            return title, where, hotkey
        case ActionKind.MESSAGE:
            return "Signed message", f"“{untrusted(entry.text)}”", ""


def amount_words(entry: Entry) -> str:
    """What left the account beside the fee, for the mono face; a dash where nothing could."""
    paid = entry.paid
    return DASH if paid is None else short_tao(-paid)


def fee_words(entry: Entry) -> str:
    """A dash for what pays none, and for what was never taken."""
    return short_tao(entry.receipt.fee) if pays_fee(entry) else DASH


def pays_fee(entry: Entry) -> bool:
    """Whether a fee was or may be paid: not off the chain, not for what no block took.

    What carried a shielded one is paid whatever became of that.
    """
    failed_in_block = entry.receipt.outcome is Outcome.FAILED
    was_paid = failed_in_block or entry.receipt.fee > 0
    return not entry.is_off_chain and (was_paid or not entry.in_vain)


def short_tao(rao: int) -> str:
    """Twelve characters at the most below 21 million; the drawer and exports are exact.

    What is small has more decimals, so that nothing but zero looks like zero.
    """
    decimals = next((d for least, d in _COARSER if abs(rao) >= least), 9)
    whole, point, rest = tao(rao, decimals, mono=True).partition(".")
    return f"{whole}{point}{rest.rstrip('0').ljust(3, '0')}" if decimals else whole


def stage_times(entry: Entry) -> dict[Stage, str]:
    """The time of day of each stage that was reached."""
    reached = entry.receipt.reached
    known = {
        Stage.SIGNED: entry.signed_at,
        Stage.SENT: reached.sent,
        Stage.IN_BLOCK: reached.included,
        Stage.FINAL: reached.final,
    }
    return {stage: clock_time(when) for stage, when in known.items() if when is not None}


def local_day(when: float) -> date:
    """The day here of unix seconds."""
    return datetime.fromtimestamp(when, tz=UTC).astimezone().date()


def day_words(day: date, today: date) -> str:
    """``Today``, ``Yesterday``, ``Thursday, 20 November``; the year only where it is another."""
    ago = (today - day).days
    if ago in (0, 1):
        return ("Today", "Yesterday")[ago]
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]}{year}"
