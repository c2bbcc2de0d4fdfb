"""A row for each contact or deal, as a CRM exports them: counted by the month in which something happened."""

from __future__ import annotations

from decimal import Decimal

from quarterdeck.store.actuals import headings, marks, stages
from quarterdeck.store.actuals.facts import Gathered
from quarterdeck.store.actuals.gather import Sheet
from quarterdeck.store.actuals.mapping import some
from quarterdeck.store.actuals.refusal import refused
from quarterdeck.store.actuals.stages import LOST, WON
from quarterdeck.store.actuals.table import Row

_OUTCOMES = {WON: "wins", LOST: "losses"}
_ONE = Decimal(1)


def listed(sheet: Sheet) -> Gathered:
    """Leads, MQLs, SQLs and opportunities by their own date; won and lost deals by the day they were closed.

    The amount of a won deal is revenue of its channel and its owner in that month, not of the company: that
    is for billing to say, unless the column is told to be revenue.
    """
    tally = sheet.tally()
    told = _told(sheet)
    for row in sheet.table.rows:
        first = next(filter(None, row.cells))
        found = _happened(sheet, row)
        if headings.is_total(first, whole=bool(found)):
            sheet.leave(row, "total", first)
            continue
        counted = [(month, figure) for figure, month in found if sheet.counts(month)]
        if not counted:
            sheet.leave(row, sheet.why_not(found[0][1]) if found else "no_date", first)
            continue
        sheet.used += 1
        members = sheet.members(row)
        for month, figure in counted:
            tally.add(month, figure, _ONE, members, row.line)
            if figure == "wins":
                _add_amount(sheet, tally.sums, row, month, members)
                for at, named in sheet.taken.figures():
                    tally.add(month, named, sheet.number(row, at) or Decimal(0), members, row.line)
    tally.zero(told)
    return Gathered(tally.facts(), sheet.used, (*sheet.table.left, *sheet.left))


def _told(sheet: Sheet) -> list[str]:
    """What the list can tell of: a month without any is a zero."""
    figures = [figure for role, figure in headings.EVENTS.items() if sheet.taken.at(role) >= 0]
    states = {stages.state_of(sheet.text(row, "stage"), sheet.taken.words) for row in sheet.table.rows}
    closed, stage = sheet.taken.at("closed"), sheet.taken.at("stage")
    if closed < 0 or not any(row.cell(closed) for row in sheet.table.rows):
        return figures
    if stage < 0:
        raise refused("no_stage", column=sheet.table.headings[closed])
    if not states & set(_OUTCOMES):
        raise refused("no_outcome", column=sheet.table.headings[stage], found=some(sheet.table, stage))
    return [*figures, "wins", *(["losses"] if LOST in states else [])]


def _happened(sheet: Sheet, row: Row) -> list[tuple[str, str]]:
    """What happened to one contact or deal, and in which month."""
    found = [
        (figure, _month(sheet, row, role))
        for role, figure in headings.EVENTS.items()
        if sheet.taken.at(role) >= 0
    ]
    outcome = _OUTCOMES.get(stages.state_of(sheet.text(row, "stage"), sheet.taken.words))
    if outcome and sheet.taken.at("closed") >= 0:
        month = _month(sheet, row, "closed")
        if month is None:
            sheet.leave(row, "no_close_date", sheet.text(row, "stage"))
        found.append((outcome, month))
    return [(figure, month) for figure, month in found if month is not None]


def _month(sheet: Sheet, row: Row, role: str) -> str | None:
    typed, month = sheet.text(row, role), sheet.month(row, role)
    if month is None and typed.casefold() not in marks.MISSING:
        raise refused("not_a_date", line=row.line, typed=typed)
    return month


def _add_amount(
    sheet: Sheet,
    sums: dict[tuple[str, str, str, str], Decimal],
    row: Row,
    month: str,
    members: dict[str, str],
) -> None:
    at = sheet.taken.at("amount")
    amount = sheet.number(row, at) if at >= 0 else None
    for dimension, member in members.items() if amount is not None else ():
        if member:
            key = (month, "revenue", dimension, member)
            sums[key] = sums.get(key, Decimal(0)) + (amount or Decimal(0))
