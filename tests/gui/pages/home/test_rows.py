"""What the home page's tables and bar are made of."""

from __future__ import annotations

from core.domain.ids import BlockNumber, NetUid
from core.domain.money import Price
from core.domain.prices import DAY
from core.domain.subnets import PricePoint
from gui.pages.home.rows import addresses_of, allocation, names_of, position_rows, wallet_rows
from tests.builders import NOW, TAO, account, account_list, address, position, subnet
from tests.fakes import key_records

MINE = key_records.wallet("my-cold", key_records.hotkey("miner-1", seed=11), seed=1)
WATCHED = key_records.watched("treasury", seed=2)
SUBNETS = (subnet(14, "Lumen Text", symbol="ξ"), subnet(3, "Harbor", symbol="γ"))
NAMES = names_of([MINE, WATCHED], SUBNETS)


def rows(*accounts, history=None, hidden=False):
    return position_rows(account_list(*accounts), NAMES, history or {}, hidden=hidden)


def test_the_most_valuable_position_comes_first():
    held = account(position(3, alpha=TAO), position(14, alpha=9 * TAO), owner=address(1))
    assert [row.netuid for row in rows(held)] == [14, 3]


def test_a_position_is_told_with_the_names_known_here():
    (row,) = rows(account(position(14, hotkey=address(11)), owner=address(1)))
    named = (row.subnet, row.symbol, row.wallet, row.hotkey_name)
    assert named == ("Lumen Text", "ξ", "my-cold", "miner-1")


def test_what_has_no_name_here_is_told_by_number_and_address():
    (row,) = rows(account(position(99, hotkey=address(5)), owner=address(77)))
    assert (row.subnet, row.symbol, row.hotkey_name) == ("Subnet 99", "", "")
    assert row.wallet == f"{address(77)[:4]}…{address(77)[-4:]}"


def test_a_subnet_whose_name_is_nothing_to_see_is_told_by_number():
    names = names_of([], [subnet(7, "\u200b\u202e", symbol="\u202e")])
    assert names.subnet(NetUid(7)) == "Subnet 7"
    assert names.symbol(NetUid(7)) == ""


def test_the_root_is_called_root_whatever_the_chain_calls_it():
    names = names_of([], [subnet(0, "evil", symbol="x")])
    assert (names.subnet(NetUid(0)), names.symbol(NetUid(0))) == ("Root", "τ")


def test_shares_are_against_the_most_valuable_position():
    held = account(position(14, alpha=4 * TAO, price=TAO), position(3, alpha=TAO, price=TAO))
    assert [row.share for row in rows(held)] == [1.0, 0.25]


def test_positions_worth_nothing_have_no_share():
    assert [row.share for row in rows(account(position(14, price=0)))] == [0.0]


def test_the_change_of_a_day_is_that_of_the_subnets_price():
    before = {NetUid(14): [PricePoint(BlockNumber(1), NOW - DAY, Price(40_000_000))]}
    (row,) = rows(account(position(14, price=41_000_000)), history=before)
    assert row.change == 25


def test_the_root_has_no_price_that_could_change():
    before = {NetUid(0): [PricePoint(BlockNumber(1), NOW - DAY, Price(TAO))]}
    (row,) = rows(account(position(0, price=TAO)), history=before)
    assert row.change is None


def test_two_wallets_with_one_key_are_one_account():
    twin = key_records.wallet("copy", seed=1)
    assert addresses_of([MINE, twin, key_records.empty()]) == (address(1),)


def test_wallets_come_in_the_order_of_the_listing_with_what_they_own():
    held = account(position(14, alpha=2 * TAO, price=TAO), owner=address(1), free=3, reserved=4)
    mine, watched = wallet_rows([MINE, WATCHED], account_list(held), (), hidden=False)
    assert (mine.free, mine.staked, mine.total) == (7, 2 * TAO, 2 * TAO + 7)
    assert (watched.name, watched.total) == ("treasury", None)


def test_wallets_are_marked_as_watched_or_for_practice():
    marks = [row.mark for row in wallet_rows([MINE, WATCHED], None, (address(1),), hidden=False)]
    assert marks == ["practice", "watch-only"]


def test_a_wallet_without_an_address_owns_nothing_known():
    (row,) = wallet_rows([key_records.empty()], account_list(), (), hidden=False)
    assert (row.address, row.total) == (None, None)


def shares(*positions, free=TAO, hidden=False):
    held = account_list(account(*positions, free=free))
    return [s for s in allocation(held, NAMES, hidden=hidden) if s.part]


def test_the_whole_is_divided_into_free_root_and_subnets():
    found = shares(position(0, alpha=2 * TAO, price=TAO), position(14, alpha=TAO, price=TAO))
    assert [(s.name, s.part) for s in found] == [
        ("Free", TAO),
        ("Root", 2 * TAO),
        ("Lumen Text", TAO),
    ]


def test_what_two_hotkeys_hold_on_a_subnet_is_one_share():
    found = shares(position(14, hotkey="a", price=TAO), position(14, hotkey="b", price=TAO))
    assert [s.name for s in found] == ["Free", "Lumen Text"]


def test_a_fifth_subnet_is_named_and_more_are_told_together():
    held = [position(n, alpha=n * TAO, price=TAO) for n in range(1, 8)]
    assert [s.name for s in shares(*held[:5])][-1] == "Subnet 1"
    last = shares(*held)[-1]
    assert (last.name, last.part, last.token) == ("3 others", 6 * TAO, "muted")


def test_the_parts_are_the_whole():
    held = [position(n, alpha=n * TAO, price=TAO) for n in range(9)]
    assert sum(s.part for s in shares(*held)) == account_list(account(*held, free=TAO)).total


def test_shares_tell_no_amount_while_amounts_are_hidden():
    assert shares()[0].told == "1.000 τ"
    assert shares(hidden=True)[0].told == ""
