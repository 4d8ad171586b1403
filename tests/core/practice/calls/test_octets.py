import pytest

from core.practice.calls.octets import octets


@pytest.mark.parametrize(
    ("decoded", "raw"),
    [
        ("0x00ff", b"\x00\xff"),
        ("plain", b"plain"),
        ("0xnothex", b"0xnothex"),
        ("", b""),
        ([1, 2], b"\x01\x02"),
        ("τ", "τ".encode()),
    ],
)
def test_every_decoded_form_gives_its_bytes(decoded: str | list[int], raw: bytes) -> None:
    assert octets(decoded) == raw
