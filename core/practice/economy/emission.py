"""How much a block may mint: the halving schedule, by issuance and not by block."""

from __future__ import annotations

from typing import Final

FULL_EMISSION: Final = 10**9  # rao per block before the first halving
MAX_ISSUANCE: Final = 21 * 10**15


def block_emission(issuance: int) -> int:
    """Rao per block at an issuance in rao: halved at 10.5 M, 15.75 M, 18.375 M TAO … of it.

    The same curve over a subnet's alpha gives the alpha it emits per block.
    """
    left = MAX_ISSUANCE - issuance
    if left <= 0:
        return 0
    # The whole part of the ratio has the same base-2 logarithm, rounded down.
    halvings = (MAX_ISSUANCE // left).bit_length() - 1
    return FULL_EMISSION >> halvings
