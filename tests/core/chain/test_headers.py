from __future__ import annotations

from hashlib import blake2b

import pytest

from core.chain.headers import header_hash


def header(**changes: object) -> dict[str, object]:
    return {
        "parentHash": "0x" + "01" * 32,
        "stateRoot": "0x" + "02" * 32,
        "extrinsicsRoot": "0x" + "03" * 32,
        "digest": {"logs": ["0x0642", "0xff00"]},
        **changes,
    }


@pytest.mark.parametrize(
    ("number", "compact"),
    [
        (0, "00"),
        (63, "fc"),
        (64, "0101"),
        (16_383, "fdff"),
        (16_384, "02000100"),
        (7_000_000, "023fab01"),
        (1 << 30, "0300000040"),
        (1 << 32, "070000000001"),
    ],
)
def test_the_hash_covers_every_part_in_scale(number, compact):
    encoded = "01" * 32 + compact + "02" * 32 + "03" * 32 + "08" + "0642" + "ff00"
    expected = blake2b(bytes.fromhex(encoded), digest_size=32).hexdigest()
    assert header_hash(header(), number) == "0x" + expected


@pytest.mark.parametrize("missing", ["parentHash", "stateRoot", "extrinsicsRoot", "digest"])
def test_what_is_no_header_is_refused(missing):
    broken = header()
    del broken[missing]
    with pytest.raises(KeyError):
        header_hash(broken, 1)
