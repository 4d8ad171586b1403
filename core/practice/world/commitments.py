"""What some miners have committed: a line of text each, as a model repository would be named."""

from __future__ import annotations

from random import Random
from struct import pack
from typing import Final

from core.practice.codec import compact
from core.practice.world.cast import Subnet
from core.practice.world.ledger import Ledger
from core.practice.world.neurons import Neurons
from core.practice.world.people import slug, ss58
from core.practice.world.plan import WorldPlan

_EVERY: Final = 5  # of the subnets, one in five has commitments
_RAW_0: Final = 1  # Data::Raw0's index; RawN, a text of N bytes, is N behind it
_MOST: Final = 12


def write(ledger: Ledger, plan: WorldPlan, rng: Random, subnet: Subnet, crowd: Neurons) -> None:
    """A plain commitment for up to a dozen miners of some subnets."""
    if subnet.netuid % _EVERY != 4 or not subnet.started:
        return
    permits = set(crowd.validators)
    miners = [uid for uid in range(1, len(crowd)) if uid not in permits]
    codec = ledger.codec
    infos = ledger.bucket("CommitmentOf", "Commitments").entries
    lasts = ledger.bucket("LastCommitment", "Commitments").entries
    for uid in rng.sample(miners, min(_MOST, len(miners))):
        text = f"{slug(subnet.name)[:40] or subnet.netuid}/model-{uid}".encode()
        who = ss58(crowd.hotkeys[uid])
        block = rng.randrange(crowd.registered[uid], plan.start_block + 1)
        data = compact(1) + bytes([_RAW_0 + len(text)]) + text
        infos[codec.key("Commitments", "CommitmentOf", subnet.netuid, who)] = (
            pack("<QI", 0, block) + data
        )
        lasts[codec.key("Commitments", "LastCommitment", subnet.netuid, who)] = pack("<I", block)
