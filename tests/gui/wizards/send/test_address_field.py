"""Addresses found by name."""

from __future__ import annotations

from gui.names import Belongs, Known
from gui.wizards.send.address_field import AddressField
from tests.fakes.signers import address

BOB, CAROL = address("//Bob"), address("//Charlie")


def test_a_name_completes_to_its_address(qtbot, theme):
    field = AddressField(theme, "To")
    qtbot.addWidget(field)
    known = [Known(BOB, "treasury", Belongs.CONTACT), Known(CAROL, "rent", Belongs.CONTACT)]
    field.offer(known)
    assert field.offered == ["treasury", "rent"]
    completer = field.completer()
    completer.setCompletionPrefix("REASU")
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == BOB


def test_an_address_is_found_by_a_part_of_it(qtbot, theme):
    field = AddressField(theme, "To")
    qtbot.addWidget(field)
    field.offer([Known(BOB, "treasury", Belongs.CONTACT)])
    field.completer().setCompletionPrefix(BOB[10:16])
    assert field.completer().completionCount() == 1


def test_what_is_offered_is_painted(qtbot, theme):
    field = AddressField(theme, "To")
    qtbot.addWidget(field)
    field.offer([Known(BOB, "a name that is much too long for its row " * 3, Belongs.CONTACT)])
    field.completer().setCompletionPrefix("")
    popup = field.completer().popup()
    popup.resize(240, 60)
    assert not popup.grab().isNull()
