"""Pools and emission: reserves that give the planned prices, and each subnet's share of a block.

The split of a block follows the chain's coinbase: shares by moving price, a
Hill gate around the 32nd largest, TAO into the pool up to what the root
proportion allows, the rest buys alpha.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from core.practice.economy.emission import block_emission
from core.practice.world.cast import Subnet
from core.practice.world.plan import RAO, WorldPlan

BLOCK_EMISSION: Final = RAO // 2
TAO_WEIGHT: Final = 3_320_413_933_267_719_290  # 0.18 of 2⁶⁴
OWNER_CUT: Final = 11_796  # of 65 535
GATE_RANK: Final = 32
_U64: Final = 1 << 64
_I96F32: Final = 1 << 32


@dataclass(frozen=True, slots=True)
class Pool:
    """One subnet's reserves and what a block adds. Rao; ``moving`` and ``root_part`` in 2⁻³²."""

    tao: int
    alpha_in: int
    alpha_out: int
    moving: int
    root_part: int
    tao_in: int
    alpha_injected: int
    excess: int
    emitted: int
    owner_cut: int
    server: int
    root: int
    validators: int


def pools(plan: WorldPlan, subnets: tuple[Subnet, ...], root_tao: int) -> dict[int, Pool]:
    """Every subnet's pool; together they take one block's emission."""
    rng = plan.random("pools")
    moving = {
        subnet.netuid: int(subnet.price * rng.uniform(0.94, 1.06)) * _I96F32 // RAO
        for subnet in subnets
    }
    grants = _grants(
        {
            subnet.netuid: moving[subnet.netuid] * (1_000 - subnet.burned)
            for subnet in subnets
            if subnet.started and subnet.open
        }
    )
    return {
        subnet.netuid: _pool(subnet, moving[subnet.netuid], grants, root_tao, rng)
        for subnet in subnets
    }


def _grants(weights: dict[int, int]) -> dict[int, int]:
    """TAO per block by netuid, all of the block's, for weights by price."""
    total = sum(weights.values())
    if not total:
        return {}
    shares = {netuid: weight / total for netuid, weight in weights.items()}
    ordered = sorted(shares.values(), reverse=True)
    bar = ordered[min(GATE_RANK, len(ordered)) - 1]
    gated = {netuid: share / (1 + (bar / share) ** 3) for netuid, share in shares.items()}
    sum_gated = sum(gated.values())
    grants = {netuid: int(BLOCK_EMISSION * share / sum_gated) for netuid, share in gated.items()}
    first = max(grants, key=grants.__getitem__)
    grants[first] += BLOCK_EMISSION - sum(grants.values())
    return grants


def _pool(subnet: Subnet, moving: int, grants: dict[int, int], root_tao: int, rng: Random) -> Pool:
    inside = rng.uniform(0.24, 0.38) if subnet.started else 1.0
    whole = max(int(subnet.alpha * inside) // RAO, 10)
    alpha_in = whole * RAO
    alpha_out = max(subnet.alpha - alpha_in, 0) if subnet.started else 0
    tao = whole * subnet.price
    weighted = root_tao * TAO_WEIGHT // _U64
    root_part = (weighted << 32) // (weighted + alpha_in + alpha_out) if weighted else 0
    granted = grants.get(subnet.netuid, 0)
    emitting = subnet.netuid in grants
    emitted = block_emission(alpha_in + alpha_out) if emitting else 0
    injected = min(granted * RAO // subnet.price, root_part * emitted >> 32)
    tao_in = injected * subnet.price // RAO
    cut = emitted * OWNER_CUT // 65_535
    rest = emitted - cut
    root = (root_part * (rest // 2)) >> 32
    return Pool(
        tao=tao,
        alpha_in=alpha_in,
        alpha_out=alpha_out,
        moving=moving if subnet.started else 0,
        root_part=root_part,
        tao_in=tao_in,
        alpha_injected=injected,
        excess=granted - tao_in,
        emitted=emitted,
        owner_cut=cut,
        server=rest // 2,
        root=root,
        validators=rest // 2 - root,
    )
