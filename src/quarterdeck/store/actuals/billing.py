"""A row for each payment or invoice: revenue by month, and where payments recur what became of MRR.

MRR of a customer in a month is what was billed for that month: a yearly invoice counts with a twelfth in each
of twelve months, a quarterly one with a third. New, expansion, contraction and churn follow from one month to
the next (FORMULAS 1, MRR bridge); of the first month of the file only the level is known.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from quarterdeck.plan.calendar import months as months_from
from quarterdeck.plan.calendar import months_between
from quarterdeck.store.actuals.facts import Gathered, Tally
from quarterdeck.store.actuals.gather import Sheet
from quarterdeck.store.actuals.stages import UNPAID, months_of, state_of

Levels = dict[str, dict[str, Decimal]]
"""Month → customer → MRR."""
ZERO = Decimal(0)


def billed(sheet: Sheet) -> Gathered:
    """Revenue of each month, of each product too where it is named; refunds are taken off."""
    tally = sheet.tally()
    amount = sheet.taken.at("amount")
    recurs = sheet.taken.at("interval") >= 0 and sheet.taken.at("customer") >= 0
    levels: Levels = defaultdict(lambda: defaultdict(lambda: ZERO))
    if recurs:
        _spread(sheet, levels)
    for row, month in sheet.rows():
        value = sheet.number(row, amount)
        if state_of(sheet.text(row, "stage")) == UNPAID:
            sheet.used -= 1
            sheet.leave(row, "unpaid", sheet.text(row, "stage"))
        elif value is not None:
            tally.add(month, "revenue", value, sheet.members(row), row.line)
    if recurs and levels and sheet.taken.totals:
        _movements(sheet, tally, levels)
    return Gathered(tally.facts(), sheet.used, (*sheet.table.left, *sheet.left))


def _spread(sheet: Sheet, levels: Levels) -> None:
    """What each customer was billed for each month."""
    amount = sheet.taken.at("amount")
    for row in sheet.table.rows:
        month, span = sheet.month(row, "date"), months_of(sheet.text(row, "interval"))
        customer = sheet.text(row, "customer").casefold()
        if month is None or not span or not customer or state_of(sheet.text(row, "stage")) == UNPAID:
            continue
        value = sheet.number(row, amount) or ZERO
        for at in months_from(month, span):
            levels[at][customer] += value / span


def _movements(sheet: Sheet, tally: Tally, levels: Levels) -> None:
    """MRR and customers at each month's end, and how they came from the month before."""
    first = min(levels)
    last = max(month for row in sheet.table.rows if (month := sheet.month(row, "date")))
    span = months_from(first, months_between(first, last) + 1)
    for at, month in enumerate(span):
        if not sheet.counts(month):
            continue
        now = {name: value for name, value in levels[month].items() if round(value, 2) > 0}
        _set(tally, month, mrr=sum(now.values(), ZERO), customers=Decimal(len(now)))
        if at == 0:
            continue
        before = {name: value for name, value in levels[span[at - 1]].items() if round(value, 2) > 0}
        both = {name: now[name] - before[name] for name in now.keys() & before.keys()}
        gone = before.keys() - now.keys()
        _set(
            tally,
            month,
            new_mrr=sum((now[name] for name in now.keys() - before.keys()), ZERO),
            expansion_mrr=sum((change for change in both.values() if change > 0), ZERO),
            contraction_mrr=-sum((change for change in both.values() if change < 0), ZERO),
            churned_mrr=sum((before[name] for name in gone), ZERO),
            customers_lost=Decimal(len(gone)),
        )


def _set(tally: Tally, month: str, **values: Decimal) -> None:
    for figure, value in values.items():
        tally.sums[month, figure, "", ""] = round(value, 2)
