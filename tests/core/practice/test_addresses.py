import pytest

from core.practice.addresses import public_key, ss58

ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"


def test_an_address_and_its_key_stand_for_each_other() -> None:
    assert ss58(public_key(ALICE)) == ALICE
    assert len(public_key(ALICE)) == 32


def test_text_that_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\S"):
        public_key(ALICE[:-1])
