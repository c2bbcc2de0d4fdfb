"""How long the forecast and its simulation take. Run: python benchmarks/simulation.py

Ten thousand runs of twelve months and six channels, and the deterministic model every key runs. CPU time of
this process, the best of five rounds; beside it a loop of plain Python as a ruler, because machines differ.
On two idle cores, 22 November 2026: the model 0.15 ms (0.58 with its table), 10,000 runs 502 ms in steps of
at most 12, the ruler 47.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from quarterdeck.engine.forecast.inputs import Channel, Inputs, Opening, Rates, Revenue, Timing
from quarterdeck.engine.forecast.model import run
from quarterdeck.engine.forecast.result import forecast
from quarterdeck.engine.simulation.run import finish, steps
from quarterdeck.plan.calendar import months

ROUNDS = 5
PLAN = Inputs(
    months=months("2027-01", 12),
    channels=tuple(
        Channel(f"channel-{at}", 10.0 * at, (1000.0 * at,) * 12, 60.0, 2000.0, 0.8) for at in range(1, 7)
    ),
    rates=Rates(0.02, 0.3, 0.4, 0.6, 0.22),
    timing=Timing(0.3, 0.5, 0.2, (0.1, 0.35, 0.3, 0.15, 0.1)),
    opening=Opening(120, 20000, (), (), (), (12, 9, 7)),
    revenue=Revenue(new_mrr_per_customer=400, churn=0.02, expansion=0.01, contraction=0.003),
)
RANGES = {
    "rates.lead_to_mql_pct": (25.0, 36.0),
    "rates.mql_to_sql_pct": (30.0, 48.0),
    "rates.win_rate_pct": (14.0, 30.0),
    "revenue.new_mrr_per_customer": (350.0, 450.0),
    "revenue.monthly_churn_pct": (1.2, 3.5),
    "timing.lead_to_mql": (0.1, 1.0),
}


def seconds(action: Callable[[], object]) -> float:
    """The best CPU time of several rounds."""
    found = []
    for _ in range(ROUNDS):
        before = time.process_time()
        action()
        found.append(time.process_time() - before)
    return min(found)


def longest_step(runs: int) -> float:
    """The longest time a screen would wait."""
    longest, running = 0.0, steps(PLAN, RANGES, runs)
    while True:
        before = time.process_time()
        try:
            next(running)
        except StopIteration:
            return longest
        longest = max(longest, time.process_time() - before)


def main() -> None:
    """Prints milliseconds."""
    rows = {
        "ruler: sum of a million squares": seconds(lambda: sum(number * number for number in range(10**6))),
        "model, 12 months x 6 channels": seconds(lambda: run(PLAN)),
        "model with its table": seconds(lambda: forecast(PLAN)),
        "2,000 runs x 12 x 6": seconds(lambda: finish(steps(PLAN, RANGES, 2000))),
        "10,000 runs x 12 x 6": seconds(lambda: finish(steps(PLAN, RANGES, 10_000))),
        "longest step of 10,000 runs": min(longest_step(10_000) for _ in range(ROUNDS)),
    }
    for name, taken in rows.items():
        print(f"{name:<34}{1000 * taken:>9.2f} ms")


if __name__ == "__main__":
    main()
