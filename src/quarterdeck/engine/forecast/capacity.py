"""How many deals the people who sell can work, and what happens to the rest."""

from __future__ import annotations

from operator import mul

from msgspec import Struct

from quarterdeck.engine.forecast.inputs import Capacity, Flow, Inputs, Rep
from quarterdeck.engine.forecast.kernels import lag_kernel

DEMAND, CAPACITY = "demand", "capacity"
HERE = "forecast.capacity"


class Worked(Struct, frozen=True):
    """Deals won, deals still waiting at the end of the month, and what held the month back."""

    wins: Flow
    waiting: Flow
    bound_by: tuple[str, ...]


def work(demand: Flow, limit: Flow | None, survival: float) -> Worked:
    """W[t] = min(D[t] + B[t−1], Cap[t]); B[t] = δ·(D[t] + B[t−1] − W[t]). No limit: W = D."""
    if limit is None:
        return Worked(demand, (0.0,) * len(demand), (DEMAND,) * len(demand))
    waiting, wins, queue, bounds = 0.0, [], [], []
    for wanted, most in zip(demand, limit, strict=True):
        wanted += waiting
        won = min(wanted, most)
        waiting = survival * (wanted - won)
        wins.append(won)
        queue.append(waiting)
        bounds.append(CAPACITY if won < wanted else DEMAND)
    return Worked(tuple(wins), tuple(queue), tuple(bounds))


def limit(inputs: Inputs) -> Flow | None:
    """Deals that can be won each month, or None where nothing limits them.

    With reps: Cap[t] = RRE[t] · productivity ÷ (12 · deal size). Founder-led: hours ÷ hours per deal.
    """
    capacity = inputs.capacity
    if capacity.reps:
        if capacity.productivity is None or not capacity.deal_size:
            return None
        each = inputs.by_month(f"{HERE}.revenue_per_rep", capacity.productivity / (12 * capacity.deal_size))
        months = len(inputs.months)
        seats = [[rep.count * share for share in seat(rep, capacity, months)] for rep in capacity.reps]
        ramped = map(sum, zip(*seats, strict=True))
        return tuple(map(mul, ramped, each))
    if capacity.founder_hours is None or not capacity.hours_per_deal:
        return None
    deals = capacity.founder_hours / capacity.hours_per_deal
    return inputs.by_month(f"{HERE}.founder_hours_per_month", deals)


def seat(rep: Rep, capacity: Capacity, months: int) -> Flow:
    """Ramped rep equivalents of one seat: Σ over tenure of its share of the seat × its productivity.

    Attrition takes a = 1 − (1 − A)^(1/12) of whoever sits there; a replacement starts its ramp after the
    vacancy. Without attrition this is the ramp itself.
    """
    ramp = (*capacity.ramp, 1.0)
    leaving = 1.0 - (1.0 - capacity.attrition) ** (1.0 / 12.0)
    delays = lag_kernel(capacity.vacancy)
    full, hired = len(ramp) - 1, rep.hired
    seated = [0.0] * len(ramp)
    arriving = [0.0] * (months + len(delays) + 1)
    if hired is None or hired < 0:
        seated[full if hired is None else min(-hired, full)] = 1.0
    elif hired < months:
        arriving[hired] = 1.0
    equivalents = []
    for month in range(months):
        if rep.left is not None and month >= rep.left:
            equivalents.append(0.0)
            continue
        seated[0] += arriving[month]
        equivalents.append(sum(share * worth for share, worth in zip(seated, ramp, strict=True)))
        gone = leaving * sum(seated)
        for delay, share in enumerate(delays):
            if month + 1 + delay < len(arriving):
                arriving[month + 1 + delay] += gone * share
        seated = _a_month_older([share * (1.0 - leaving) for share in seated])
    return tuple(equivalents)


def _a_month_older(seated: list[float]) -> list[float]:
    if len(seated) == 1:
        return seated
    return [0.0, *seated[:-2], seated[-2] + seated[-1]]
