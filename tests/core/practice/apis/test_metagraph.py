"""Metagraphs say what storage says, byte for byte as the generic codec would write it."""

from __future__ import annotations

import pytest
from bittensor import metagraph as sdk

from tests.fakes.runtime_api import answer, ask
from tests.fakes.worlds import FULL, SMALL, codec, fresh, number, world

API = "SubnetInfoRuntimeApi"
MODULE = "SubtensorModule"
ZERO_AXON = dict.fromkeys(
    ["block", "version", "ip", "port", "ip_type", "protocol", "placeholder1", "placeholder2"], 0
)


class Maps:
    """A metagraph from the storage maps alone, slowly."""

    def __init__(self, state, netuid):
        self.state = state
        self.netuid = netuid
        self.count = self.of("SubnetworkN")
        self.hotkeys = [self.of("Keys", uid) for uid in range(self.count)]
        self.coldkeys = [state.get(MODULE, "Owner", hotkey) for hotkey in self.hotkeys]

    def of(self, item, *params):
        return self.state.get(MODULE, item, self.netuid, *params)

    def alpha(self, netuid):
        return [
            self.state.get(MODULE, "TotalHotkeyAlpha", hotkey, netuid) for hotkey in self.hotkeys
        ]

    def record(self):
        return {**self.subnet(), **self.rules(), **self.neurons()}

    def subnet(self):
        identity = self.of("SubnetIdentitiesV3")
        name = identity["subnet_name"] if identity else "root"
        symbol = self.of("TokenSymbol")
        symbol = bytes.fromhex(symbol[2:]) if symbol.startswith("0x") else symbol.encode()
        last = self.of("LastMechansimStepBlock")
        pending = self.of("PendingServerEmission") + self.of("PendingValidatorEmission")
        return {
            "netuid": self.netuid,
            "name": list(name.encode()),
            "symbol": list(symbol),
            "identity": identity,
            "network_registered_at": self.of("NetworkRegisteredAt"),
            "owner_hotkey": self.of("SubnetOwnerHotkey"),
            "owner_coldkey": self.of("SubnetOwner"),
            "block": self.state.block,
            "tempo": self.of("Tempo"),
            "last_step": last,
            "blocks_since_last_step": self.state.block - last,
            "subnet_emission": 0,
            "alpha_in": self.of("SubnetAlphaIn"),
            "alpha_out": self.of("SubnetAlphaOut"),
            "tao_in": self.of("SubnetTAO"),
            "alpha_out_emission": self.of("SubnetAlphaOutEmission"),
            "alpha_in_emission": self.of("SubnetAlphaInEmission"),
            "tao_in_emission": self.of("SubnetTaoInEmission"),
            "pending_alpha_emission": pending,
            "pending_root_emission": 0,
            "subnet_volume": self.of("SubnetVolume"),
            "moving_price": self.of("SubnetMovingPrice"),
        }

    def rules(self):
        low, high = self.of("AlphaValues")
        return {
            "rho": self.of("Rho"),
            "kappa": self.of("Kappa"),
            "min_allowed_weights": self.of("MinAllowedWeights"),
            "max_weights_limit": self.of("MaxWeightsLimit"),
            "weights_version": self.of("WeightsVersionKey"),
            "weights_rate_limit": self.of("WeightsSetRateLimit"),
            "activity_cutoff": max(
                self.of("ActivityCutoffFactorMilli") * self.of("Tempo") // 1_000, 1
            ),
            "max_validators": self.of("MaxAllowedValidators"),
            "num_uids": self.count,
            "max_uids": self.of("MaxAllowedUids"),
            "burn": self.of("Burn"),
            "difficulty": self.of("Difficulty"),
            "registration_allowed": self.of("NetworkRegistrationAllowed"),
            "pow_registration_allowed": self.of("NetworkPowRegistrationAllowed"),
            "immunity_period": self.of("ImmunityPeriod"),
            "min_difficulty": self.of("MinDifficulty"),
            "max_difficulty": self.of("MaxDifficulty"),
            "min_burn": self.of("MinBurn"),
            "max_burn": self.of("MaxBurn"),
            "adjustment_alpha": self.of("AdjustmentAlpha"),
            "adjustment_interval": self.of("AdjustmentInterval"),
            "target_regs_per_interval": self.of("TargetRegistrationsPerInterval"),
            "max_regs_per_block": self.of("MaxRegistrationsPerBlock"),
            "serving_rate_limit": self.of("ServingRateLimit"),
            "commit_reveal_weights_enabled": self.of("CommitRevealWeightsEnabled"),
            "commit_reveal_period": self.of("RevealPeriodEpochs"),
            "liquid_alpha_enabled": self.of("LiquidAlphaOn"),
            "alpha_high": high,
            "alpha_low": low,
            "bonds_moving_avg": self.of("BondsMovingAverage"),
        }

    def neurons(self):
        alpha, tao = self.alpha(self.netuid), self.alpha(0)
        weight = number(self.state, "TaoWeight")
        dividends = [self.of("AlphaDividendsPerSubnet", hotkey) for hotkey in self.hotkeys]
        nothing = [0] * self.count
        return {
            "hotkeys": self.hotkeys,
            "coldkeys": self.coldkeys,
            "identities": [self.state.get(MODULE, "IdentitiesV2", who) for who in self.coldkeys],
            "axons": [self.of("Axons", hotkey) or ZERO_AXON for hotkey in self.hotkeys],
            "active": self.of("Active"),
            "validator_permit": self.of("ValidatorPermit"),
            "pruning_score": [],
            "last_update": self.of("LastUpdate"),
            "emission": self.of("Emission"),
            "dividends": self.of("Dividends"),
            "incentives": self.of("Incentive"),
            "consensus": self.of("Consensus"),
            "trust": [],
            "rank": [],
            "block_at_registration": [
                self.of("BlockAtRegistration", uid) for uid in range(self.count)
            ],
            "alpha_stake": alpha,
            "tao_stake": tao,
            "total_stake": [a + (t * weight >> 64) for a, t in zip(alpha, tao, strict=True)],
            "tao_dividends_per_hotkey": [(hotkey, 0) for hotkey in self.hotkeys],
            "alpha_dividends_per_hotkey": list(zip(self.hotkeys, dividends, strict=True)),
            "collateral_locked": nothing,
            "collateral_min": nothing,
            "collateral_earned": nothing,
        }


@pytest.mark.parametrize("netuid", [0, 1, 14, 40, 56])
def test_a_metagraph_equals_the_maps_through_the_generic_codec(netuid):
    state = world(FULL)
    output = codec().apis[API]["get_metagraph"]["output"]
    expected = codec().encode(output, Maps(state, netuid).record())
    assert answer(state, API, "get_metagraph", netuid) == expected


def test_the_sdk_reads_every_neuron():
    graph = ask(world(FULL), API, "get_metagraph", 14)
    built = sdk._build(14, graph, {})
    assert (built.name, built.symbol, len(built)) == ("Lumen Text", "ξ", 256)
    assert built.price == pytest.approx(0.04821)
    assert sum(neuron.validator_permit for neuron in built) >= 12
    served = [neuron.axon for neuron in built if neuron.axon]
    assert all(axon.startswith(("203.0.113.", "198.51.100.", "192.0.2.")) for axon in served)
    assert any(neuron.identity for neuron in built)


def test_there_is_no_metagraph_of_a_subnet_that_does_not_exist():
    for method, extra in (("get_metagraph", ()), ("get_mechagraph", (0,))):
        assert ask(world(SMALL), API, method, 99, *extra) is None


def test_all_metagraphs_are_the_single_ones_in_order():
    state = world(SMALL)
    every = ask(state, API, "get_all_metagraphs")
    assert every == [ask(state, API, "get_metagraph", netuid) for netuid in range(4)]
    assert ask(state, API, "get_all_mechagraphs") == every


def test_a_second_mechanism_has_scores_of_its_own():
    state = fresh(SMALL)
    state.put(MODULE, "MechanismCountCurrent", 2, value=2)
    state.put(MODULE, "Incentive", 2 + 4096, value=[7] * 16)
    second = ask(state, API, "get_mechagraph", 2, 1)
    assert (second["netuid"], second["incentives"]) == (2 + 4096, [7] * 16)
    assert second["hotkeys"] == ask(state, API, "get_metagraph", 2)["hotkeys"]
    assert ask(state, API, "get_mechagraph", 2, 2) is None


def test_a_selective_metagraph_has_the_fields_asked_for_and_nothing_else():
    state = world(FULL)
    whole = ask(state, API, "get_metagraph", 14)
    names = _fields("SelectiveMetagraph")
    wanted = ["name", "tempo", "hotkeys", "incentives"]
    indexes = [names.index(name) for name in wanted]
    part = ask(state, API, "get_selective_metagraph", 14, [*indexes, 0, 999])
    filled = {name: value for name, value in part.items() if value is not None}
    assert filled.keys() == {"netuid", *wanted}
    for name, value in filled.items():
        assert value == whole[name]


def test_a_selective_metagraph_knows_validators_and_commitments():
    state = world(FULL)
    names = _fields("SelectiveMetagraph")
    wanted = [names.index("validators"), names.index("commitments")]
    part = ask(state, API, "get_selective_mechagraph", 14, 0, wanted)
    permits = state.get(MODULE, "ValidatorPermit", 14)
    assert part["validators"] == [uid for uid, permit in enumerate(permits) if permit]
    committed = {hotkey for (_, hotkey), _ in state.items("Commitments", "CommitmentOf", 14)}
    assert {hotkey for hotkey, _ in part["commitments"]} == committed


def _fields(struct):
    for entry in codec().registry.values():
        if (entry.get("path") or [""])[-1] == struct:
            return [field["name"] for field in entry["def"]["composite"]["fields"]]
    raise KeyError(struct)


def test_children_and_parents_move_stake_between_hotkeys():
    state = fresh(SMALL)
    child, parent = (state.get(MODULE, "Keys", 2, uid) for uid in (1, 2))
    half = 1 << 63
    state.put(MODULE, "ChildKeys", parent, 2, value=[(half, child)])
    state.put(MODULE, "ParentKeys", child, 2, value=[(half, parent)])
    own = [number(state, "TotalHotkeyAlpha", hotkey, 2) for hotkey in (child, parent)]
    stakes = ask(state, API, "get_metagraph", 2)["alpha_stake"]
    assert stakes[1] == own[0] + own[1] // 2
    assert stakes[2] == own[1] - own[1] // 2


def test_collateral_of_a_miner_shows_in_its_columns():
    state = fresh(SMALL)
    hotkey = state.get(MODULE, "Keys", 2, 3)
    owner = state.get(MODULE, "Owner", hotkey)
    held = {"locked": 5, "drain_ratio": {"bits": 1 << 64}, "min_locked": 3, "earned": 2}
    state.put(MODULE, "MinerCollateral", 2, hotkey, owner, value=held)
    graph = ask(state, API, "get_metagraph", 2)
    columns = ("collateral_locked", "collateral_min", "collateral_earned")
    assert [graph[column][3] for column in columns] == [5, 3, 2]
    assert graph["collateral_locked"][4] == 0


def test_a_subnet_state_agrees_with_the_metagraph():
    state = world(SMALL)
    graph, found = (ask(state, API, name, 2) for name in ("get_metagraph", "get_subnet_state"))
    shared = found.keys() & graph.keys()
    assert len(shared) > 15
    assert all(found[name] == graph[name] for name in shared)
    assert [len(row) for row in found["emission_history"]] == [16] * 4


def test_a_registration_shows_at_once():
    state = fresh(SMALL)
    before = ask(state, API, "get_metagraph", 2)
    state.put(MODULE, "Burn", 2, value=123)
    after = ask(state, API, "get_metagraph", 2)
    assert (before["burn"] != 123, after["burn"]) == (True, 123)
