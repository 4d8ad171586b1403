"""What the palette offers."""

from __future__ import annotations

from core.domain.networks import FINNEY, PRACTICE
from gui.shell.commands import standing_entries, subnet_entries
from gui.shell.navigation import DESTINATIONS
from tests.builders import subnet


def test_every_page_is_there_with_its_keys():
    hints = {entry.title: entry.hint for entry in standing_entries(PRACTICE)}
    numbers = range(1, len(DESTINATIONS) + 1)
    assert [hints[d.title] for d in DESTINATIONS] == [f"Ctrl {number}" for number in numbers]


def test_the_network_one_is_on_is_not_offered():
    keys = {entry.key for entry in standing_entries(FINNEY)}
    assert "network:practice" in keys
    assert "network:finney" not in keys


def test_no_two_entries_do_the_same():
    keys = [entry.key for entry in standing_entries(None)]
    assert len(set(keys)) == len(keys)


def test_a_subnet_is_found_by_name_and_number_and_cleaned():
    (entry,) = subnet_entries([subnet(14, "Lumen\u202e Text\n")])
    assert (entry.title, entry.number) == ("Lumen Text", 14)
    assert entry.key == "go:subnets/14/metagraph"


def test_a_subnet_without_a_visible_name_goes_by_its_number():
    (entry,) = subnet_entries([subnet(9, "\u3164")])
    assert entry.title == "Subnet 9"
