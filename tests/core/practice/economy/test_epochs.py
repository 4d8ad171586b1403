from core.practice.economy import epochs
from tests.fakes.tiny_world import BLOCK, VALIDATOR, TinyWorld, tiny_world

TEMPO = 360


def _at(world: TinyWorld, block: int) -> list[int]:
    world.block = world.state.block = block
    ctx = world.context()
    run = list(epochs.advance(ctx, [0, 1, 2, 3]))
    world.events = ctx.events
    return run


def test_an_epoch_runs_a_tempo_after_the_last_one() -> None:
    world = tiny_world()
    last = world.get("LastEpochBlock", 3)
    assert _at(world, last + TEMPO - 1) == []
    assert _at(world, last + TEMPO) == [3]


def test_running_an_epoch_moves_every_clock() -> None:
    world = tiny_world()
    block = world.get("LastEpochBlock", 3) + TEMPO
    _at(world, block)
    assert world.get("LastEpochBlock", 3) == block
    assert world.get("LastMechansimStepBlock", 3) == block
    assert world.get("SubnetEpochIndex", 3) == 21
    assert world.get("BlocksSinceLastStep", 3) == 0
    assert world.get("BlocksSinceLastStep", 1) == block - world.get("LastEpochBlock", 1)


def test_what_does_not_fit_into_a_block_is_deferred_to_the_next() -> None:
    world = tiny_world()
    world.state.put("SubtensorModule", "MaxEpochsPerBlock", value=2)
    late = BLOCK + TEMPO
    assert _at(world, late) == [1, 2]
    assert world.get("PendingEpochAt", 3) == late + 1
    assert world.fields("EpochDeferred") == {
        "netuid": 3,
        "from_block": late,
        "to_block": late + 1,
    }
    world.encoded_events()
    assert _at(world, late + 1) == [3]
    assert world.get("PendingEpochAt", 3) == 0


def test_root_runs_no_epoch() -> None:
    world = tiny_world()
    assert 0 not in _at(world, BLOCK + 10 * TEMPO)


def test_a_commit_in_a_block_whose_epoch_is_due_belongs_to_the_next_epoch() -> None:
    world = tiny_world()
    due = world.get("LastEpochBlock", 1) + TEMPO
    assert epochs.index_at(world.state, 1, due - 1) == 20
    assert epochs.index_at(world.state, 1, due) == 21


def test_timelocked_commits_end_with_their_reveal_epoch() -> None:
    world = tiny_world()
    commit = [(VALIDATOR, BLOCK, "0x1234", 5)]
    for epoch in (19, 20):
        world.put("TimelockedWeightCommits", 1, epoch, value=commit)
    _at(world, world.get("LastEpochBlock", 1) + TEMPO)  # epoch 21 begins
    assert not world.get("TimelockedWeightCommits", 1, 19)
    assert len(world.get("TimelockedWeightCommits", 1, 20)) == 1
