from __future__ import annotations

from core.services.patience import Patience


def test_the_delays_grow_and_stay_at_the_last_with_jitter():
    patience = Patience(jitter=0.2)
    for failures, base in enumerate((1, 2, 5, 10, 30, 30, 30)):
        delays = {patience.delay(failures) for _ in range(50)}
        assert all(base * 0.8 <= delay <= base * 1.2 for delay in delays)
        assert len(delays) > 1


def test_silence_counts_in_block_times_but_not_for_blinks():
    patience = Patience(stale_blocks=4.0, stale_least=6.0)
    assert patience.span(12.0) == 48.0
    assert patience.span(0.25) == 6.0
