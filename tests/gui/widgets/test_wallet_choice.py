"""Keys to choose from, by name and address."""

from __future__ import annotations

from gui.widgets.wallet_choice import WalletChoice
from tests.fakes.wallets import ADDRESS


def made(theme, qtbot) -> WalletChoice:
    choice = WalletChoice(theme, "Wallet")
    qtbot.addWidget(choice)
    choice.show()
    return choice


def test_a_key_is_found_again_by_what_it_was_added_with(theme, qtbot):
    choice = made(theme, qtbot)
    choice.add("my-cold", ADDRESS, "one")
    choice.add("second", "", "two")
    choice.setCurrentIndex(1)
    assert (choice.currentText(), choice.currentData()) == ("second", "two")
    assert choice.accessibleName() == "Wallet"


def test_a_hostile_name_is_cleaned(theme, qtbot):
    choice = made(theme, qtbot)
    choice.add("my\u202e-cold\n", ADDRESS)
    assert choice.itemText(0) == "my-cold"


def test_the_address_is_painted_beside_the_name(theme, qtbot):
    with_address, without = made(theme, qtbot), made(theme, qtbot)
    with_address.add("my-cold", ADDRESS)
    without.add("my-cold", "")
    assert with_address.grab().toImage() != without.grab().toImage()


def test_a_long_name_leaves_room_for_the_address(theme, qtbot):
    long, short = made(theme, qtbot), made(theme, qtbot)
    long.add("w" * 200, ADDRESS)
    short.add("w" * 200, "")
    assert long.grab().toImage() != short.grab().toImage()


def test_the_rows_of_the_popup_are_painted_too(theme, qtbot):
    choice = made(theme, qtbot)
    choice.add("my-cold", ADDRESS)
    choice.add("second", ADDRESS)
    choice.showPopup()
    assert choice.view().sizeHintForRow(0) == 32
    assert not choice.view().grab().isNull()
    choice.hidePopup()
