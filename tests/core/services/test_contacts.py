from __future__ import annotations

import pytest

from core.domain.addresses import ZERO
from core.domain.contacts import Contact
from core.domain.ids import Ss58
from core.errors import AppError, ErrorKind
from core.services.contacts import ContactService
from tests.fakes.entries import ALICE, BOB


class Store:
    def __init__(self) -> None:
        self.book: dict[Ss58, Contact] = {}

    async def contacts(self):
        return tuple(self.book.values())

    async def put(self, contact: Contact) -> None:
        self.book[contact.address] = contact

    async def remove(self, address: Ss58) -> None:
        self.book.pop(address, None)


@pytest.fixture
def service() -> ContactService:
    times = iter(range(1, 100))
    return ContactService(Store(), lambda: float(next(times)))


async def test_a_contact_is_kept_with_the_time_it_was_added(service):
    assert await service.put(f"  {ALICE}\n", "  Rent \t of  May ") == Contact(
        ALICE, "Rent of May", 1.0
    )
    assert await service.contacts() == (Contact(ALICE, "Rent of May", 1.0),)


async def test_another_label_leaves_the_time(service):
    await service.put(ALICE, "rent")
    assert await service.put(ALICE, "Rent") == Contact(ALICE, "Rent", 1.0)


async def test_every_change_is_told(service):
    changes = service.changes()
    await service.put(ALICE, "rent")
    await service.remove(ALICE)
    assert [contact.label for contact in await anext(changes)] == ["rent"]
    assert await anext(changes) == ()


@pytest.mark.parametrize("address", ["", "5Grw", ALICE[:-1], ALICE.lower(), ZERO, f"{ALICE} {BOB}"])
async def test_an_address_that_cannot_be_sent_to_is_refused(service, address):
    with pytest.raises(AppError) as caught:
        await service.put(address, "rent")
    assert caught.value.kind is ErrorKind.BAD_INPUT
    assert caught.value.facts["field"] == "address"
    assert await service.contacts() == ()


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("", "empty"),
        ("\n\t\u00a0", "empty"),
        ("x" * 65, "long"),
        ("evil\u202etfihs", "unseen"),
        ("a\u200bb", "unseen"),
        ("a\x00b", "unseen"),
        ("\ud800", "unseen"),
    ],
)
async def test_a_label_that_misleads_is_refused(service, label, reason):
    with pytest.raises(AppError) as caught:
        await service.put(ALICE, label)
    facts = caught.value.facts
    assert (facts["field"], facts["reason"]) == ("label", reason)


@pytest.mark.parametrize("label", ["x" * 64, "می\u200cخواهم", "👩\u200d🚀 fund", "Ünï 漢字"])
async def test_a_label_of_any_script_is_kept(service, label):
    assert (await service.put(ALICE, label)).label == label


async def test_two_addresses_never_have_the_same_label(service):
    await service.put(ALICE, "Rent")
    with pytest.raises(AppError) as caught:
        await service.put(BOB, "rENT")
    assert caught.value.facts["reason"] == "taken"
