"""Rows to figures of months."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct, field

from quarterdeck.plan.calendar import month_of
from quarterdeck.plan.money import meant
from quarterdeck.plan.parse.result import Problem
from quarterdeck.store.actuals import headings, marks
from quarterdeck.store.actuals.facts import Gathered, Tally
from quarterdeck.store.actuals.mapping import ALL_MONTHS, KPI, Known, Taken, is_figure, role_of
from quarterdeck.store.actuals.refusal import refused, shorten
from quarterdeck.store.actuals.table import Left, Row, Table


class Sheet(Struct):
    """A table as it is understood, with what is left out of it while it is read."""

    table: Table
    taken: Taken
    known: Known
    first: str = ""
    """Months before this one are left out; empty: none."""
    last: str = ""
    left: list[Left] = field(default_factory=list)
    used: int = 0

    def tally(self) -> Tally:
        """A tally that knows in which order the rows stand."""
        found = [month for row in self.table.rows if (month := self.month(row, "date"))]
        return Tally(self.taken, self.known, newest_first=bool(found) and found[0] > found[-1])

    def text(self, row: Row, role: str) -> str:
        """What a row says in the column of a role."""
        return row.cell(self.taken.at(role))

    def month(self, row: Row, role: str) -> str | None:
        """The month of a row's date; None where there is none."""
        return marks.month_in(self.text(row, role), self.taken.marks)

    def number(self, row: Row, at: int) -> Decimal | None:
        """The number in a cell, None for not known. Raises ImportRefused for what is no number."""
        found = marks.number_in(row.cell(at), self.taken.marks)
        if isinstance(found, Problem):
            key = "other_currency" if found.key == "other_currency" else "not_a_number"
            values = {"line": row.line, "column": self.table.headings[at], "typed": row.cell(at)}
            raise refused(key, currency=self.taken.marks.currency, **values)
        return found

    def members(self, row: Row) -> dict[str, str]:
        """What the row is about: channel, campaign, person, product."""
        told = dict([self.taken.member]) if self.taken.member[0] else {}
        there = [name for name in headings.DIMENSIONS if self.taken.at(name) >= 0]
        return {name: shorten(self.text(row, name)) for name in there} | told

    def leave(self, row: Row, reason: str, text: str = "") -> None:
        """Note that a row is not used."""
        self.left.append(Left(row.line, reason, text))

    def counts(self, month: str) -> bool:
        """Whether a month is over and among those asked for."""
        return self.why_not(month) == ""

    def why_not(self, month: str) -> str:
        """Why a month is left out; empty when it is not."""
        if month >= month_of(self.taken.marks.today):
            return "not_over"
        outside = (self.first and month < self.first) or (self.last and month > self.last)
        return "outside" if outside else ""

    def rows(self, role: str = "date") -> Iterator[tuple[Row, str]]:
        """The rows with a date, and their month; others are left out, or refused if they hold figures."""
        for row in self.table.rows:
            first, month = next(filter(None, row.cells)), self.month(row, role)
            parts = [self.text(row, name) for name in headings.DIMENSIONS]
            sums = any(headings.is_total(part, whole=True) for part in parts)
            if sums or headings.is_total(first, whole=month is not None):
                self.leave(row, "total", first)
            elif month is None:
                self._undated(row, role)
            elif why := self.why_not(month):
                self.leave(row, why, month)
            else:
                self.used += 1
                yield row, month

    def _undated(self, row: Row, role: str) -> None:
        typed = self.text(row, role)
        if marks.is_longer(typed):
            self.leave(row, "longer", typed)
            return
        columns = [at for at, _ in self.taken.figures()] + [self.taken.at("amount")]
        if typed.casefold() not in marks.MISSING and any(row.cell(at) for at in columns if at >= 0):
            raise refused("not_a_date", line=row.line, typed=typed)
        self.leave(row, "no_date", typed)

    def check_currency(self) -> None:
        """Amounts in another currency than the plan's cannot be added to it. Raises ImportRefused."""
        plan = self.taken.marks.currency
        for at, role in enumerate(self.taken.roles):
            found = headings.currencies_of(self.table.headings[at]) if role in headings.MONEY else ()
            if plan and found and plan not in found:
                raise refused("currency_heading", column=self.table.headings[at], currency=plan)
        at = self.taken.at("currency")
        first = ""
        for row in self.table.rows if at >= 0 else ():
            code = row.cell(at)
            first = first or code
            fits = code.casefold() == first.casefold() if not plan else plan in meant(code)
            if code and not fits:
                raise refused("currency_row", line=row.line, typed=code, currency=plan or first)


def months(sheet: Sheet) -> Gathered:
    """A row for each month or day, perhaps for each part of it."""
    tally = sheet.tally()
    note = sheet.taken.at("note")
    for row, month in sheet.rows():
        members = sheet.members(row)
        for at, figure in sheet.taken.figures():
            value = sheet.number(row, at)
            if value is not None:
                tally.add(month, figure, value, members, row.line)
        if note >= 0 and row.cell(note) and not members:
            tally.notes.setdefault(month, []).append(shorten(row.cell(note)))
    return _gathered(sheet, tally)


def figures(sheet: Sheet) -> Gathered:
    """A row for each month and figure: accounts, lists of measures."""
    tally = sheet.tally()
    amount = sheet.taken.at("amount")
    labelled = Labels(sheet, [sheet.text(row, "figure") for row in sheet.table.rows])
    for row, month in sheet.rows():
        figure = labelled.figure(sheet.text(row, "figure"))
        value = sheet.number(row, amount) if figure else None
        if not figure:
            sheet.used -= 1
            sheet.leave(row, "unknown_figure", sheet.text(row, "figure"))
        elif value is not None:
            tally.add(month, figure, value, sheet.members(row), row.line)
    return _gathered(sheet, tally)


def wide(sheet: Sheet) -> Gathered:
    """A row for each figure, a column for each month."""
    tally = sheet.tally()
    columns = _month_columns(sheet)
    one = sheet.taken.words.get(ALL_MONTHS, "")
    labelled = Labels(sheet, [sheet.text(row, "figure") for row in sheet.table.rows])
    for row in sheet.table.rows:
        label = sheet.text(row, "figure") or next(filter(None, row.cells))
        figure = one if one and not headings.is_total(label) else "" if one else labelled.figure(label)
        if not figure:
            sheet.leave(row, "total" if headings.is_total(label) else "unknown_figure", label)
            continue
        sheet.used += 1
        for at, month in columns:
            value = sheet.number(row, at)
            if value is not None:
                tally.add(month, figure, value, sheet.members(row), row.line)
    return _gathered(sheet, tally)


def _month_columns(sheet: Sheet) -> list[tuple[int, str]]:
    """The columns headed by a month that counts; a column met twice would count twice."""
    found: dict[str, int] = {}
    for at, heading in enumerate(sheet.table.headings):
        month = marks.month_in(heading, sheet.taken.marks) if not sheet.taken.roles[at] else None
        if month is None:
            continue
        if month in found:
            raise refused("month_twice", month=heading)
        why = sheet.why_not(month)
        if why:
            sheet.left.append(Left(sheet.table.line, why, heading))
        else:
            found[month] = at
    return [(at, month) for month, at in found.items()]


class Labels:
    """What the labels of rows name. A sum is taken only where nothing else says the same."""

    def __init__(self, sheet: Sheet, labels: list[str]) -> None:
        self._told = sheet.taken.words
        self._known = sheet.known
        parts = {self._named(label): label for label in reversed(labels) if not headings.is_total(label)}
        self._parts = {figure: label for figure, label in parts.items() if figure}
        for label in labels:
            self._check(label)

    def figure(self, label: str) -> str:
        """The figure a row is added to, or empty."""
        figure = self._named(label)
        return "" if headings.is_total(label) and figure in self._parts else figure

    def _named(self, label: str) -> str:
        told = self._told.get(headings.plain(label))
        named = role_of(label, self._known) if told is None else told
        return named if is_figure(named) else ""

    def _check(self, label: str) -> None:
        """Several accounts make up spend or revenue; two counts of leads are two answers to one question."""
        figure = self.figure(label)
        other = self._parts.get(figure, label)
        summed = figure in headings.MONEY and figure not in headings.STOCKS
        if figure and not summed and headings.plain(other) != headings.plain(label):
            raise refused("two_rows", figure=figure.removeprefix(KPI), one=other, other=label)


def _gathered(sheet: Sheet, tally: Tally) -> Gathered:
    return Gathered(tally.facts(), sheet.used, (*sheet.table.left, *sheet.left))
