from typing import Any

import pytest

from tests.fakes.tiny_world import ALICE, BLOCK, VALIDATOR, TinyWorld, tiny_world

AXON: dict[str, Any] = {
    "netuid": 1,
    "version": 11,
    "ip": 0x0A00_0001,
    "port": 8091,
    "ip_type": 4,
    "protocol": 4,
    "placeholder1": 0,
    "placeholder2": 0,
}
PROMETHEUS: dict[str, Any] = {"netuid": 1, "version": 1, "ip": 9, "port": 9, "ip_type": 4}


def _serve(world: TinyWorld, signer: str = VALIDATOR, **changes: Any) -> str | None:
    return world.call(signer, "serve_axon", **(AXON | changes))


def test_an_axon_is_stored_with_its_block() -> None:
    world = tiny_world()
    assert _serve(world) is None
    stored = {key: value for key, value in AXON.items() if key != "netuid"}
    assert world.get("Axons", 1, VALIDATOR) == stored | {"block": BLOCK}
    assert world.fields("AxonServed") == [1, VALIDATOR]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"ip_type": 5}, "InvalidIpType"),
        ({"ip": 0x7F00_0001}, "InvalidIpAddress"),
        ({"ip": 0xFFFF_FFFF}, "InvalidIpAddress"),
        ({"ip": 1, "ip_type": 6}, "InvalidIpAddress"),
        ({"port": 0}, "InvalidPort"),
        ({"port": 0, "ip_type": 7}, "InvalidIpType"),
    ],
)
def test_an_axon_that_cannot_be_reached_is_refused(changes: dict[str, Any], error: str) -> None:
    assert _serve(tiny_world(), **changes) == f"SubtensorModule.{error}"


def test_address_zero_resets_an_axon() -> None:
    assert _serve(tiny_world(), ip=0, port=1) is None


def test_only_registered_hotkeys_serve() -> None:
    error = _serve(tiny_world(), ALICE)
    assert error == "SubtensorModule.HotKeyNotRegisteredInNetwork"


def test_serving_again_has_to_wait_for_the_rate_limit() -> None:
    world = tiny_world()
    _serve(world)
    world.block += 49
    assert _serve(world, port=1) == "SubtensorModule.ServingRateLimitExceeded"
    world.block += 1
    assert _serve(world, port=1) is None


def test_a_certificate_is_kept_and_nonsense_is_ignored() -> None:
    world = tiny_world()
    key = "0x01" + "ab" * 64
    assert world.call(VALIDATOR, "serve_axon_tls", **AXON, certificate=key) is None
    stored = world.get("NeuronCertificates", 1, VALIDATOR)
    assert (stored["algorithm"], stored["public_key"]) == (1, "0x" + "ab" * 64)
    world.block += 50
    assert world.call(VALIDATOR, "serve_axon_tls", **AXON, certificate="0x01" + "cd" * 65) is None
    assert world.get("NeuronCertificates", 1, VALIDATOR) == stored


def test_prometheus_keeps_its_own_record_and_refuses_address_zero() -> None:
    world = tiny_world()
    error = world.call(VALIDATOR, "serve_prometheus", **(PROMETHEUS | {"ip": 0}))
    assert error == "SubtensorModule.InvalidIpAddress"
    assert world.call(VALIDATOR, "serve_prometheus", **PROMETHEUS) is None
    assert world.fields("PrometheusServed") == [1, VALIDATOR]
    assert not world.state.has("SubtensorModule", "Axons", 1, VALIDATOR)
