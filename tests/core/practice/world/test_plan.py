from core.practice.world import WorldPlan


def test_a_network_is_full_size_and_makes_a_block_every_two_seconds_unless_asked_otherwise() -> (
    None
):
    plan = WorldPlan()
    assert (plan.subnets, plan.neurons, plan.block_time_ms) == (129, 256, 2_000)


def test_topics_have_streams_of_their_own_that_follow_the_seed() -> None:
    plan = WorldPlan(seed=1)
    drawn = [plan.random(topic).random() for topic in ("pools", "pools", "people")]
    assert drawn[0] == drawn[1] != drawn[2]
    assert WorldPlan(seed=2).random("pools").random() != drawn[0]
