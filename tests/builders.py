"""Records as the services give them, invented but plausible, and always the same."""

from __future__ import annotations

import random
from collections.abc import Sequence

from core.domain.accounts import Account, AccountList, Position
from core.domain.connection import BlockHead, ConnectionState, Phase
from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58, Uid
from core.domain.metagraph import Axon, Metagraph, Neuron, Role
from core.domain.money import AlphaRao, Price, TaoRao
from core.domain.networks import PRACTICE, Network
from core.domain.stamps import Source, Stamp
from core.domain.subnets import PricePoint, Subnet, SubnetHealth, SubnetList
from core.errors import AppError, ErrorKind

BLOCK = BlockNumber(101_204)
NOW = 1_780_000_000.0
TAO = 1_000_000_000
AXON = Axon("203.0.113.7", 8091, 4, 9_012_001)

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_SYMBOLS = "ταβγδεζηθικλμνξοπρστυφχψωΒГДЖЗИЛПФЦЧШЭЮЯ"
_FIRST = [
    "Lumen",
    "Cobalt",
    "Granite",
    "Harbor",
    "Meridian",
    "Quarry",
    "Tidewater",
    "Ember",
    "Slate",
    "Anvil",
    "Fathom",
    "Kestrel",
    "Orchard",
    "Parallax",
    "Juniper",
    "Saffron",
    "Palisade",
    "Wicker",
    "Nocturne",
    "Basalt",
    "Cedar",
    "Drift",
    "Fjord",
    "Gable",
]
_SECOND = [
    "Text",
    "Vision",
    "Compute",
    "Inference",
    "Search",
    "Storage",
    "Forecast",
    "Voice",
    "Audit",
    "Code",
    "Maps",
    "Signals",
    "Proteins",
    "Video",
    "Pretrain",
    "Translate",
    "Proofs",
    "Tuning",
    "Audio",
    "Weather",
]


def address(seed: int) -> Ss58:
    """Looks like an address; its checksum is not one."""
    chance = random.Random(seed)
    return Ss58("5" + "".join(chance.choice(_BASE58) for _ in range(47)))


def stamp(block: int = BLOCK, *, read_at: float = NOW, source: Source = Source.CHAIN) -> Stamp:
    return Stamp(BlockNumber(block), BlockHash(f"0x{block:064x}"), read_at, source)


def head(block: int = BLOCK, *, arrived_at: float = NOW) -> BlockHead:
    return BlockHead(BlockNumber(block), BlockHash(f"0x{block:064x}"), arrived_at)


def connection(
    phase: Phase = Phase.ONLINE,
    *,
    block: int | None = BLOCK,
    network: Network = PRACTICE,
    block_time: float = 12.0,
    retry_at: float | None = None,
) -> ConnectionState:
    offline = AppError(ErrorKind.OFFLINE, "refused", {"endpoint": "ws://127.0.0.1:9944"})
    return ConnectionState(
        network,
        phase,
        endpoint="ws://127.0.0.1:9944",
        head=None if block is None else head(block),
        latency_ms=12.0 if phase is Phase.ONLINE else None,
        error=offline if phase is Phase.OFFLINE else None,
        since=NOW,
        retry_at=retry_at,
        block_time=block_time,
    )


def subnet(
    netuid: int = 14,
    name: str = "Lumen Text",
    *,
    symbol: str = "ξ",
    price: int = 48_210_000,
    alpha_out: int = 2_000_000 * TAO,
    emission_share: int = 58_200_000,
    flow: int = 1_204_600_000_000,
    burn: int = 488_000_000,
    registration_open: bool = True,
    neurons: int = 256,
    tempo: int = 360,
    registered_at: int = 0,
) -> Subnet:
    return Subnet(
        netuid=NetUid(netuid),
        name=name,
        symbol=symbol,
        owner_coldkey=address(netuid),
        owner_hotkey=address(10_000 + netuid),
        price=Price(price),
        tao_in=TaoRao(50_000 * TAO),
        alpha_in=AlphaRao(1_000_000 * TAO),
        alpha_out=AlphaRao(alpha_out),
        emission=TaoRao(emission_share),
        emission_share=emission_share,
        flow=TaoRao(flow),
        burn=TaoRao(burn),
        registration_open=registration_open,
        neurons=neurons,
        max_neurons=256,
        tempo=tempo,
        last_epoch=BlockNumber(BLOCK - 146),
        next_epoch=BlockNumber(BLOCK + 214),
        registered_at=BlockNumber(registered_at),
    )


def subnet_list(
    subnets: Sequence[Subnet] = (), *, count: int = 0, at: Stamp | None = None
) -> SubnetList:
    """These subnets, or ``count`` plausible ones."""
    return SubnetList(at or stamp(), tuple(subnets) or tuple(plausible_subnets(count)))


def plausible_subnets(count: int) -> list[Subnet]:
    chance = random.Random(7)
    made: list[Subnet] = []
    for netuid in range(count):
        name = f"{_FIRST[netuid % len(_FIRST)]} {_SECOND[netuid * 7 % len(_SECOND)]}"
        made.append(
            subnet(
                netuid,
                name,
                symbol=_SYMBOLS[netuid % len(_SYMBOLS)],
                price=int(48_210_000 * 0.97**netuid) + chance.randrange(900_000),
                alpha_out=chance.randrange(200_000, 2_400_000) * TAO,
                emission_share=int(58_200_000 * 0.96**netuid),
                flow=chance.randrange(-2_400, 3_200) * TAO + chance.randrange(TAO),
                burn=chance.choice((500_000, 5_600_000, 51_200_000, 331_000_000, 1_204_000_000)),
                registration_open=netuid % 9 != 5,
                neurons=chance.choice((256, 256, 256, 192, 64)),
                tempo=chance.choice((360, 360, 360, 99, 720)),
                registered_at=chance.choice((0, 0, 0, 7_200, 60_000)),
            )
        )
    return made


def price_points(
    price: int, *, points: int = 28, step: float = 21_600.0, drift: float = 0.002, seed: int = 1
) -> tuple[PricePoint, ...]:
    """A walk that ends at ``price`` at ``NOW``, with 12 s a block."""
    chance = random.Random(seed)
    walk = [float(price)]
    for _ in range(points - 1):
        walk.append(walk[-1] * (1 - drift - chance.uniform(-0.02, 0.02)))
    return tuple(
        PricePoint(
            BlockNumber(int(BLOCK - number * step / 12)), NOW - number * step, Price(int(value))
        )
        for number, value in reversed(list(enumerate(walk)))
    )


def health(netuid: int, active_validators: int = 12, *, serving: int = 187) -> SubnetHealth:
    newest = BlockNumber(BLOCK - 14) if active_validators else None
    return SubnetHealth(NetUid(netuid), BLOCK, active_validators, serving, newest)


def neuron(
    uid: int = 118,
    *,
    role: Role = Role.MINER,
    name: str = "",
    stake: int = 1_240_800_000_000,
    trust: int = 61_210,
    incentive: int = 1_359,
    dividends: int = 0,
    emission: int = 2_807_000_000,
    updated: int = BLOCK - 6,
    axon: Axon | None = AXON,
    immune_until: int = 0,
    pruning_rank: int | None = 254,
    hotkey: str = "",
) -> Neuron:
    return Neuron(
        uid=Uid(uid),
        hotkey=Ss58(hotkey) if hotkey else address(20_000 + uid),
        coldkey=address(40_000 + uid % 97),
        name=name,
        role=role,
        active=True,
        stake=AlphaRao(stake),
        alpha_stake=AlphaRao(stake // 4 * 3),
        tao_stake=TaoRao(stake - stake // 4 * 3),
        trust=trust,
        consensus=trust,
        incentive=incentive,
        dividends=dividends,
        emission=AlphaRao(emission),
        updated=BlockNumber(updated),
        registered_at=BlockNumber(4_000),
        axon=axon,
        immune_until=BlockNumber(immune_until),
        pruning_rank=pruning_rank,
    )


def metagraph(
    neurons: Sequence[Neuron] = (),
    *,
    count: int = 0,
    netuid: int = 14,
    name: str = "Lumen Text",
    at: Stamp | None = None,
) -> Metagraph:
    """These neurons, or ``count`` plausible ones."""
    return Metagraph(
        stamp=at or stamp(),
        netuid=NetUid(netuid),
        name=name,
        symbol="ξ",
        owner_coldkey=address(netuid),
        owner_hotkey=address(10_000 + netuid),
        price=Price(48_210_000),
        burn=TaoRao(488_000_000),
        registration_open=True,
        tempo=360,
        last_epoch=BlockNumber(BLOCK - 146),
        next_epoch=BlockNumber(BLOCK + 214),
        immunity_period=5_000,
        activity_cutoff=5_000,
        max_neurons=256,
        neurons=tuple(neurons) or tuple(plausible_neurons(count)),
    )


def plausible_neurons(count: int) -> list[Neuron]:
    chance = random.Random(11)
    made: list[Neuron] = []
    for uid in range(count):
        validator = uid % 18 == 5
        immune = uid % 11 == 7
        serves = not validator and chance.random() < 0.78
        made.append(
            neuron(
                uid,
                role=Role.VALIDATOR if validator else Role.MINER,
                name="Opal Validation" if uid == 5 else "",
                stake=int(10 ** chance.uniform(*((4, 5.3) if validator else (0.4, 3))) * TAO),
                trust=chance.randrange(40_000, 65_000) if chance.random() < 0.7 else 600,
                incentive=0 if validator else int(chance.random() ** 3 * 1_400),
                dividends=chance.randrange(2_000, 9_000) if validator else 0,
                emission=int(chance.random() * 3 * TAO),
                updated=BLOCK - chance.randrange(3, 400),
                axon=Axon(f"203.0.113.{uid % 250 + 1}", 8000 + uid, 4, 1) if serves else None,
                immune_until=BLOCK + chance.randrange(200, 4_800) if immune else 0,
                pruning_rank=None if immune or uid == 0 else uid,
            )
        )
    return made


def position(
    netuid: int = 14,
    *,
    hotkey: str = "",
    alpha: int = 5_204_118_000_000,
    price: int = 48_210_000,
) -> Position:
    name = Ss58(hotkey) if hotkey else address(20_000 + netuid)
    return Position(NetUid(netuid), name, AlphaRao(alpha), Price(price))


def account(
    *positions: Position, owner: str = "", free: int = 104 * TAO, reserved: int = 0
) -> Account:
    who = Ss58(owner) if owner else address(7)
    return Account(who, TaoRao(free), TaoRao(reserved), positions)


def account_of(owner: str, block: int = 0) -> Account:
    """What an account has at a block when a test does not care."""
    return account(position(0, price=TAO), position(2, price=1000 + block), owner=owner)


def account_list(*accounts: Account, at: Stamp | None = None) -> AccountList:
    return AccountList(at or stamp(), accounts)


HOSTILE_TEXTS = (
    "",
    " ",
    "\u200b\u200e\u202e",
    "<img src='file:///etc/passwd'>",
    "<b>bold</b><script>alert(1)</script>",
    '=HYPERLINK("http://example.invalid","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "a\tb\nc\rd\0e",
    "\u202egnirts desrever",
    "Z" + "\u0300" * 500,
    "\ud800lone",
    "W" * 4_000,
    "\U0001f600" * 300,
    "\x1b[31mred\x1b[0m",
    "&File &Edit",
    "السلام عليكم",
    "ﷺ" * 20,
    "%s %n {0} {netuid}",
)


def hostile_texts(count: int) -> list[str]:
    """Names nobody means well with, no two alike."""
    chance = random.Random(3)
    return [
        HOSTILE_TEXTS[number % len(HOSTILE_TEXTS)]
        + "".join(chr(chance.randrange(1, 0x3100)) for _ in range(number // len(HOSTILE_TEXTS)))
        for number in range(count)
    ]
