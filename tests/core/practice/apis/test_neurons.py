"""Neuron records agree with the metagraph and the maps."""

from __future__ import annotations

from tests.fakes.runtime_api import ask
from tests.fakes.worlds import FULL, SMALL, fresh, world

API = "NeuronInfoRuntimeApi"
MODULE = "SubtensorModule"


def test_light_neurons_agree_with_the_metagraph():
    state = world(FULL)
    neurons = ask(state, API, "get_neurons_lite", 14)
    graph = ask(state, "SubnetInfoRuntimeApi", "get_metagraph", 14)
    assert [neuron["hotkey"] for neuron in neurons] == graph["hotkeys"]
    assert [neuron["coldkey"] for neuron in neurons] == graph["coldkeys"]
    assert [neuron["incentive"] for neuron in neurons] == graph["incentives"]
    assert [neuron["emission"] for neuron in neurons] == graph["emission"]
    assert [neuron["axon_info"] for neuron in neurons] == graph["axons"]
    assert [neuron["stake"][0][1] for neuron in neurons] == graph["alpha_stake"]
    trust = state.get(MODULE, "ValidatorTrust", 14)
    assert [neuron["validator_trust"] for neuron in neurons] == trust


def test_full_neurons_add_weights_and_bonds():
    state = world(FULL)
    lite, full = (ask(state, API, name, 14) for name in ("get_neurons_lite", "get_neurons"))
    for light, neuron in zip(lite, full, strict=True):
        assert {key: neuron[key] for key in light} == light
        weights = state.get(MODULE, "Weights", 14, neuron["uid"])
        assert neuron["weights"] == [pair for pair in weights if pair[1]]
        bonds = state.get(MODULE, "Bonds", 14, neuron["uid"])
        assert neuron["bonds"] == [pair for pair in bonds if pair[1]]


def test_one_neuron_is_the_one_in_the_list():
    state = world(SMALL)
    for name in ("get_neuron", "get_neuron_lite"):
        every = ask(state, API, name.replace("neuron", "neurons"), 2)
        assert ask(state, API, name, 2, 5) == every[5]
        assert ask(state, API, name, 2, 500) is None
        assert ask(state, API, name, 99, 0) is None


def test_a_subnet_that_does_not_exist_has_no_neurons():
    assert ask(world(SMALL), API, "get_neurons_lite", 99) == []


def test_a_served_prometheus_endpoint_is_told():
    state = fresh(SMALL)
    hotkey = state.get(MODULE, "Keys", 2, 1)
    served = {"block": 9, "version": 1, "ip": 1 << 30, "port": 7_000, "ip_type": 4}
    state.put(MODULE, "Prometheus", 2, hotkey, value=served)
    assert ask(state, API, "get_neuron_lite", 2, 1)["prometheus_info"] == served
