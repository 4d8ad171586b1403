"""What clients read or send that the recorded metadata of spec 461 does not have yet.

The storage and calls of spec 462–475 that SDK 11.3 knows, the older ones that
``bittensor-cli`` 9.23.2 still asks for, and the constants that the recorded
build shortened for fast blocks. Types are written as ``Vec<(u64, NetUid)>`` or
as one of ``STRUCTS`` and ``ENUMS``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

BLAKE2_128_CONCAT: Final = 2
TWOX_64_CONCAT: Final = 5
IDENTITY: Final = 6

_ACCOUNT: Final = (BLAKE2_128_CONCAT, "AccountId32")
_NETUID: Final = (IDENTITY, "NetUid")


@dataclass(frozen=True, slots=True)
class NewStorage:
    """A storage item; ``default`` None makes it optional."""

    pallet: str
    name: str
    keys: tuple[tuple[int, str], ...]
    value: str
    default: bytes | None


@dataclass(frozen=True, slots=True)
class NewCall:
    pallet: str
    name: str
    index: int
    arguments: Mapping[str, str]


STRUCTS: Final[Mapping[str, Mapping[str, str]]] = {
    "BasketClaimPreview": {
        "hotkey": "AccountId32",
        "accrued_tao": "TaoBalance",
        "redeemable_tao": "TaoBalance",
        "forfeited_tao_est": "TaoBalance",
        "rows": "u32",
        "rows_to_sell": "u32",
        "dust_rows": "u32",
        "swept": "u32",
        "flushed_credits": "u32",
    },
    "Votes": {
        "index": "u32",
        "threshold": "u32",
        "ayes": "Vec<AccountId32>",
        "nays": "Vec<AccountId32>",
        "end": "u32",
    },
}

# Each variant with its named fields.
ENUMS: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    "EpochConsensus": {"Yuma": {}, "Null": {}},
    "RootClaimTypeEnum": {
        "Swap": {},
        "Keep": {},
        "KeepSubnets": {"subnets": "BTreeSet<NetUid>"},
    },
}

# Pallets that older clients still name; nothing is ever stored in them.
PALLETS: Final[Mapping[str, int]] = {"Triumvirate": 8, "SenateMembers": 10}


def _u64(number: int) -> bytes:
    return number.to_bytes(8, "little")


_SUBTENSOR: Final = "SubtensorModule"

STORAGE: Final = (
    NewStorage(_SUBTENSOR, "StakeMoveCooldownUntil", (_NETUID, _ACCOUNT), "u64", _u64(0)),
    NewStorage(_SUBTENSOR, "LastPowRegistrationBlock", (_ACCOUNT,), "u64", _u64(0)),
    NewStorage(_SUBTENSOR, "LastYumaStepBlock", (_NETUID,), "u64", _u64(0)),
    NewStorage(_SUBTENSOR, "NullPruningTarget", (_NETUID,), "u16", None),
    NewStorage(_SUBTENSOR, "SavedYumaMaxAllowedValidators", (_NETUID,), "u16", None),
    NewStorage(_SUBTENSOR, "SubnetEpochConsensus", (_NETUID,), "EpochConsensus", b"\0"),
    NewStorage(
        _SUBTENSOR,
        "NetworkRegistrationEscrow",
        ((IDENTITY, "u32"),),
        "(AccountId32, TaoBalance)",
        None,
    ),
    NewStorage(_SUBTENSOR, "BasketMinTradeTao", (), "u64", _u64(500_000_000)),
    NewStorage(_SUBTENSOR, "BasketClaimRowDustCapTao", (), "u64", _u64(1_000_000_000)),
    NewStorage(_SUBTENSOR, "BasketClaimRowDustBps", (), "u16", (10).to_bytes(2, "little")),
    NewStorage(_SUBTENSOR, "BasketClaimSliceDustTao", (), "u64", _u64(100_000)),
    NewStorage(_SUBTENSOR, "BasketClaimForfeitCapTao", (), "u64", _u64(10_000_000)),
    NewStorage(_SUBTENSOR, "BasketLiquidityUsed", (_ACCOUNT, _NETUID), "(u64, u64)", None),
    NewStorage(
        _SUBTENSOR,
        "SubnetLeaseUnpaidDividends",
        ((TWOX_64_CONCAT, "u32"), _ACCOUNT),
        "AlphaBalance",
        _u64(0),
    ),
    NewStorage("Commitments", "TimelockRevealCursor", (), "(NetUid, AccountId32)", None),
    NewStorage(_SUBTENSOR, "RootClaimType", (_ACCOUNT,), "RootClaimTypeEnum", b"\0"),
    NewStorage("Swap", "AlphaSqrtPrice", ((TWOX_64_CONCAT, "NetUid"),), "U64F64", bytes(16)),
    NewStorage("Triumvirate", "Proposals", (), "Vec<H256>", b"\0"),
    NewStorage("Triumvirate", "ProposalOf", ((IDENTITY, "H256"),), "RuntimeCall", None),
    NewStorage("Triumvirate", "Voting", ((IDENTITY, "H256"),), "Votes", None),
    NewStorage("SenateMembers", "Members", (), "Vec<AccountId32>", b"\0"),
)

CALLS: Final = (
    NewCall(
        _SUBTENSOR,
        "pow_register",
        152,
        {
            "netuid": "NetUid",
            "work_block": "u64",
            "nonce": "u64",
            "work": "Vec<u8>",
            "hotkey": "AccountId32",
        },
    ),
    NewCall(
        _SUBTENSOR,
        "swap_basket_many",
        151,
        {"hotkey": "AccountId32", "legs": "Vec<(NetUid, NetUid, AlphaBalance, u64)>"},
    ),
    NewCall(_SUBTENSOR, "set_root_claim_type", 122, {"new_root_claim_type": "RootClaimTypeEnum"}),
    NewCall(
        _SUBTENSOR,
        "set_root_weights",
        8,
        {
            "netuid": "NetUid",
            "hotkey": "AccountId32",
            "dests": "Vec<u16>",
            "weights": "Vec<u16>",
            "version_key": "u64",
        },
    ),
    NewCall(
        _SUBTENSOR,
        "vote",
        55,
        {"hotkey": "AccountId32", "proposal": "H256", "index": "Compact<u32>", "approve": "bool"},
    ),
    NewCall("AdminUtils", "sudo_set_basket_min_trade_tao", 110, {"min_trade_rao": "u64"}),
    NewCall(
        "AdminUtils",
        "sudo_set_basket_claim_dust",
        111,
        {
            "row_cap_rao": "u64",
            "row_bps": "u16",
            "slice_rao": "u64",
            "forfeit_cap_rao": "u64",
        },
    ),
    NewCall(
        "AdminUtils",
        "sudo_set_epoch_consensus",
        112,
        {"netuid": "NetUid", "mode": "EpochConsensus"},
    ),
    NewCall("AdminUtils", "sudo_trim_null_uids_batch", 113, {"netuid": "NetUid", "target": "u16"}),
)

EVENTS: Final = (
    NewCall(
        _SUBTENSOR,
        "NetworkRegistrationCancelled",
        153,
        {
            "coldkey": "AccountId32",
            "hotkey": "AccountId32",
            "lock_id": "u32",
            "error": "DispatchError",
        },
    ),
)

# Spec 475 moved the end of the pallet's error list.
ERRORS: Final[Mapping[int, str]] = {
    160: "RootWeightCapExceeded",
    162: "InvalidBatchLength",
    163: "TooManyStakingHotkeys",
    164: "ColdkeySwapTooHeavy",
    165: "BasketConcentrationCapExceeded",
    166: "BasketTradingDisabled",
    167: "BasketTradingFrozen",
    168: "BasketTurnoverBudgetExceeded",
    169: "BasketSameSubnet",
    170: "BasketLiquidityCapExceeded",
    171: "BasketMinOutNotMet",
    172: "BasketSwapBatchEmpty",
    173: "CommitPayloadTooLarge",
    174: "CommitQueueFull",
}

METHODS: Final[Mapping[str, tuple[Mapping[str, str], str]]] = {
    "get_basket_claim_preview": (
        {"hotkey": "AccountId32", "coldkey": "AccountId32"},
        "Option<BasketClaimPreview>",
    ),
    "get_root_basket_claim_previews": (
        {"coldkey": "AccountId32"},
        "Vec<BasketClaimPreview>",
    ),
}
METHODS_API: Final = "BetaBasketRuntimeApi"

# Little-endian integers that the recorded build shortened, at their production values.
CONSTANTS: Final[Mapping[tuple[str, str], int]] = {
    (_SUBTENSOR, "InitialTempo"): 360,
    (_SUBTENSOR, "InitialTxChildKeyTakeRateLimit"): 216_000,
    (_SUBTENSOR, "InitialColdkeySwapAnnouncementDelay"): 36_000,
    (_SUBTENSOR, "InitialColdkeySwapReannouncementDelay"): 7_200,
    (_SUBTENSOR, "HotkeySwapOnSubnetInterval"): 7_200,
    (_SUBTENSOR, "InitialMaxEpochsPerBlock"): 2,
    ("Crowdloan", "MinimumBlockDuration"): 50_400,
    ("Crowdloan", "MaximumBlockDuration"): 432_000,
}

STORAGE_DEFAULTS: Final[Mapping[tuple[str, str], int]] = {
    (_SUBTENSOR, "Tempo"): 360,
    (_SUBTENSOR, "TxChildkeyTakeRateLimit"): 216_000,
    (_SUBTENSOR, "ColdkeySwapAnnouncementDelay"): 36_000,
    (_SUBTENSOR, "ColdkeySwapReannouncementDelay"): 7_200,
    (_SUBTENSOR, "MaxEpochsPerBlock"): 2,
    (_SUBTENSOR, "PendingChildKeyCooldown"): 7_200,
}
