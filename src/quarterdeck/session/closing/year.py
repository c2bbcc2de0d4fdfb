"""Once a year: the four quarters become "last year" of step 3, and the company is asked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from quarterdeck import content
from quarterdeck.engine.actuals import Measured, measured, parts
from quarterdeck.engine.figures import ZERO, Figure
from quarterdeck.engine.past_year import year_money
from quarterdeck.engine.targets import DOWN
from quarterdeck.plan.calendar import add_months, first_day, last_day, quarter_of
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.format import quarter as told_quarter
from quarterdeck.plan.kpi_catalogue import SUMMED
from quarterdeck.plan.paths import MISSING, get, replace
from quarterdeck.plan.refs import rows_at
from quarterdeck.plan.reviews import Result
from quarterdeck.plan.situation import ChannelResult, Estimate, ReportCardLine, SiteFunnel
from quarterdeck.session.closing import record
from quarterdeck.session.closing.choices import Choice, Choices, Item, Rule, Why
from quarterdeck.session.closing.facts import Facts

TAKE, KEEP = "take", "keep"
PATH: Path = ("situation", "review_period")
ASKED_ANEW: tuple[Path, ...] = (
    ("goals", "alignment_date"), ("goals", "attendees"), ("plan", "change_from_last"),
    ("plan", "change_reason"), ("actions", "verdicts"), ("situation", "review_profit_note"),
    ("situation", "vs_estimates_verdict"), ("situation", "best_paths"),
)  # fmt: skip
"""What the founder has to answer anew: it was said of the year before, and no figure says it."""
_COUNTS = {"visits": "visits", "leads": "leads", "mqls": "mqls", "sqls": "sqls", "customers": "wins"}
_FUNNEL = {"visits": "visits", "leads": "leads", "mqls": "mqls", "sqls": "sqls", "deals": "wins"}
"""Fields of step 3 and the figures of the months they are summed from."""
_GRADES = ((Decimal(1), "A"), (Decimal("0.9"), "B"), (Decimal("0.75"), "C"), (Decimal("0.5"), "D"))
_YEAR = 12


def asks(facts: Facts, _: Choices) -> Iterator[Item]:
    """Whether the year that ends with the quarter becomes last year."""
    if facts.ends_year and facts.plan.plan.maturity == "established":
        months = _months(facts)
        known = sum(_of(facts)([month], "wins") is not None for month in months)
        why = Why("year", {"months": known})
        was = facts.plan.situation.review_period
        yield Item("year", PATH, (TAKE, KEEP), TAKE if known == len(months) else KEEP, why, was)


def applies(plan: Plan, facts: Facts, _: Item, choice: Choice) -> Plan:
    """Step 3 tells of the year that ended, as far as figures tell; the rest is asked anew."""
    if choice.option != TAKE:
        return plan
    for path, value in _told(plan, facts).items():
        if value is not MISSING or get(plan, path) is not MISSING:
            plan = replace(plan, path, value)
    for path in ASKED_ANEW:
        if get(plan, path) is not MISSING:
            plan = replace(plan, path, MISSING)
    return plan


def _told(plan: Plan, facts: Facts) -> dict[Path, Any]:
    months = _months(facts)
    whole = measured(facts.plan, months)
    wins = whole("wins").number
    first, last = (told_quarter(quarter_of(month, facts.start)) for month in (months[0], months[-1]))
    found: dict[str, Any] = {
        "review_period": content.say("closing.year_period", first=first, last=last),
        "review_start": first_day(months[0]),
        "review_end": last_day(months[-1]),
        "review_new_customers": MISSING if wins is None else int(wins),
        "channel_results": _channels(plan, facts, months) or MISSING,
        "site_funnel_last_year": _funnel(whole),
        "report_card": _report_card(facts) or MISSING,
        "vs_estimates": _estimates(facts) or MISSING,
    }
    return {("situation", name): value for name, value in (found | _money(facts, months)).items()}


def _money(facts: Facts, months: tuple[str, ...]) -> dict[str, Any]:
    """What it cost and brought, as far as figures tell, and how that was worked out."""
    money = year_money(facts.plan, months, facts.today)
    figures = {
        "review_spend": money.spend,
        "review_revenue": money.revenue,
        "review_profit_contribution": money.contribution,
    }
    found: dict[str, Any] = {name: _whole(figure) for name, figure in figures.items()}
    said = content.say("closing.year_method")
    return found | {"roi_method": said if found["review_revenue"] is not MISSING else MISSING}


def _whole(figure: Figure) -> Any:
    return MISSING if figure.number is None else round(figure.number)


def _months(facts: Facts) -> tuple[str, ...]:
    return tuple(add_months(facts.coming[0], -back) for back in range(_YEAR, 0, -1))


def _of(facts: Facts) -> Any:
    return lambda months, column: measured(facts.plan, months)(column).number


def _channels(plan: Plan, facts: Facts, months: tuple[str, ...]) -> dict[str, ChannelResult]:
    """What each channel cost and brought, summed over the months it is known for."""
    known = parts(facts.plan, "channel")
    names = rows_at(facts.plan, "situation.channel_results|forecast.channels")
    before = plan.situation.channel_results
    found = {}
    for row_id in dict.fromkeys(key for month in months for key in known.get(month, {})):
        rows = [known[month][row_id] for month in months if row_id in known.get(month, {})]
        values: dict[str, Any] = {"channel": names.get(row_id, row_id)}
        if row_id in before and before[row_id].product:
            values["product"] = before[row_id].product
        for name in ("spend", "revenue"):
            values[name] = _sum([getattr(row, name) for row in rows])
        for name, column in _COUNTS.items():
            total = _sum([getattr(row, column) for row in rows])
            values[name] = None if total is None else int(total)
        kept = {key: value for key, value in values.items() if value is not None}
        found[row_id] = ChannelResult.model_validate(kept)
    return found


def _sum(values: list[Decimal | None]) -> Decimal | None:
    there = [value for value in values if value is not None]
    return sum(there, ZERO) if there else None


def _funnel(whole: Measured) -> Any:
    values = {name: whole(column).number for name, column in _FUNNEL.items()}
    found = {name: int(value) for name, value in values.items() if value is not None}
    return SiteFunnel.model_validate(found) if found else MISSING


def _report_card(facts: Facts) -> dict[str, ReportCardLine]:
    """Every KPI that had a target at the end of the year, with the grade its figure earns."""
    found = {}
    for kpi_id, row in record.results(facts).items():
        if row.actual is not None and row.target is not None:
            values: dict[str, Any] = {"item": row.name, "grade": grade(row), "value": row.actual}
            if kpi_id in facts.plan.kpis.items:
                values["metric"] = kpi_id
            found[kpi_id] = ReportCardLine.model_validate(values)
    return found


def grade(row: Result) -> str:
    """A where the target is reached, then by the share of it: 90, 75, 50 %."""
    actual, target = row.actual or ZERO, row.target or ZERO
    above, below = (target, actual) if row.direction == DOWN else (actual, target)
    if above >= below:
        return "A"
    share = above / below if below > 0 else ZERO
    return next((name for least, name in _GRADES if share >= least), "E")


def _estimates(facts: Facts) -> dict[str, Estimate]:
    """Forecast and result of the year: sums of what adds up over quarters, else the last quarter's."""
    quarters = [row.results for row in facts.plan.reviews.values() if not row.is_open and row.quarter]
    year: list[Mapping[str, Result]] = [*quarters[-3:], record.results(facts)]
    found = {}
    for kpi_id, kpi in facts.plan.kpis.items.items():
        rows = [row[kpi_id] for row in year if kpi_id in row]
        pairs = [(row.forecast, row.actual) for row in rows]
        told = [(expected, came) for expected, came in pairs if expected is not None and came is not None]
        if not told or pairs[-1] != told[-1]:
            continue
        summed = kpi.catalogue in SUMMED
        estimate = sum((expected for expected, _ in told), ZERO) if summed else told[-1][0]
        actual = sum((came for _, came in told), ZERO) if summed else told[-1][1]
        values = {"name": kpi.name or kpi_id, "estimate": estimate, "actual": actual, "metric": kpi_id}
        found[kpi_id] = Estimate.model_validate(values)
    return found


RULE = Rule("year", asks, applies)
