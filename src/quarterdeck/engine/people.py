"""Who sells and what people and tools cost, read from steps 8 and 10 for the forecast's grid of months."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck.engine.forecast.inputs import Capacity, Cost, Costs, Flow, Person, Rep
from quarterdeck.engine.reader import Reader
from quarterdeck.plan.calendar import month_of, months_between
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import quoted
from quarterdeck.plan.team import Member
from quarterdeck.plan.tools import Tool

IN_USE = ("chosen", "implemented")
SURVIVAL = 0.5


def capacity(plan: Plan, grid: tuple[str, ...], deal_size: float | None, reader: Reader) -> Capacity:
    """How many deals can be worked: by reps where somebody sells, else by the founders' hours."""
    here, source = "forecast.capacity", plan.forecast.capacity
    reps = tuple(
        Rep(row_id, *_employed(member, grid)) for row_id, member in _members(plan, reader) if member.sells
    )
    productivity = reader.number(source.revenue_per_rep, f"{here}.revenue_per_rep")
    hours = reader.number(source.founder_hours_per_month, f"{here}.founder_hours_per_month")
    each = reader.number(source.founder_hours_per_deal, f"{here}.founder_hours_per_deal", low=0.001)
    limited = bool(reps) and productivity is not None and deal_size is not None
    limited = limited or (not reps and hours is not None and each is not None)
    if not limited:
        reader.note("reps_unlimited" if reps else "no_capacity", f"{here}.revenue_per_rep")
    quarters = reader.numbers(source.ramp_pct, f"{here}.ramp_pct", high=100.0)
    if reps and limited and not quarters:
        reader.note("no_ramp", f"{here}.ramp_pct")
    attrition = reader.share(source.attrition_pct, f"{here}.attrition_pct")
    if reps and limited:
        attrition = reader.assumed(attrition, 0.0, "nobody_quits", f"{here}.attrition_pct")
    survival = reader.share(source.waiting_survival_pct, f"{here}.waiting_survival_pct")
    if limited:
        survival = reader.assumed(survival, SURVIVAL, "waiting_survival", f"{here}.waiting_survival_pct")
    return Capacity(
        reps=reps,
        ramp=tuple(share / 100.0 for share in quarters for _ in range(3)),
        productivity=productivity,
        deal_size=deal_size,
        attrition=attrition or 0.0,
        vacancy=reader.number(source.vacancy_months, f"{here}.vacancy_months", high=60.0) or 0.0,
        founder_hours=hours,
        hours_per_deal=each,
        survival=SURVIVAL if survival is None else survival,
    )


def costs(plan: Plan, grid: tuple[str, ...], reader: Reader) -> Costs:
    """Salaries with what comes on top, commissions, and the tools in use."""
    people = []
    for row_id, member in _members(plan, reader):
        here = f"team.members.{quoted(row_id)}"
        salary = reader.number(member.monthly_salary, f"{here}.monthly_salary")
        load = reader.share(member.load_pct, f"{here}.load_pct", high=1000.0)
        if salary is not None and load is None:
            reader.note("salary_alone", f"{here}.load_pct")
        cost = None if salary is None else salary * (1 + (load or 0.0))
        people.append(Person(row_id, cost, *_employed(member, grid)))
    tools = [
        Cost(row_id, _price(row_id, tool, grid, reader))
        for row_id, tool in plan.tools.items.items()
        if tool.status in IN_USE
    ]
    commission = reader.share(plan.forecast.economics.commission_pct, "forecast.economics.commission_pct")
    if commission is None and any(member.sells for member in plan.team.members.values()):
        reader.note("no_commission", "forecast.economics.commission_pct")
    return Costs(tuple(people), commission, tuple(tools) if plan.tools.items else None)


def _members(plan: Plan, reader: Reader) -> Iterator[tuple[str, Member]]:
    """Everyone who is there or has a month to start in."""
    for row_id, member in plan.team.members.items():
        if member.status == "planned" and member.start is None:
            reader.note("hire_without_month", f"team.members.{quoted(row_id)}.start")
        else:
            yield row_id, member


def _employed(member: Member, grid: tuple[str, ...]) -> tuple[int | None, int | None]:
    """First month of the grid on the payroll, and the first one off it."""
    if not grid:
        return None, None
    hired = None if member.start is None else months_between(grid[0], member.start)
    left = None if member.end is None else months_between(grid[0], member.end) + 1
    return hired, left


def _price(row_id: str, tool: Tool, grid: tuple[str, ...], reader: Reader) -> Flow | None:
    price = reader.number(tool.price, f"tools.items.{quoted(row_id)}.price")
    if price is None or tool.price_period not in ("month", "year", "once"):
        return None
    live = months_between(grid[0], month_of(tool.live_on)) if tool.live_on and grid else None
    months = range(len(grid))
    if tool.price_period == "once":
        bought = 0 if live is None else live
        return tuple(price if month == bought else 0.0 for month in months)
    monthly = price if tool.price_period == "month" else price / 12
    return tuple(monthly if live is None or month >= live else 0.0 for month in months)
