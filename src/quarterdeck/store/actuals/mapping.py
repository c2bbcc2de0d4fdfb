"""Which column is what: as it was told, or as the headings say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from quarterdeck.plan.style import Style
from quarterdeck.store.actuals import headings, marks, stages
from quarterdeck.store.actuals.marks import Marks
from quarterdeck.store.actuals.refusal import refused
from quarterdeck.store.actuals.table import Table

MONTHS, WIDE, FIGURES, LIST, BILLING = "months", "wide", "figures", "list", "billing"
"""A row a month or day · a column a month · a row for each month and figure · a row for each contact or deal
· a row for each payment."""
KPI = "kpi:"
NOTHING = frozenset({"-", "ignore", "none", "nothing", ""})
ALL_MONTHS = "months"
"""Stands for every column headed by a month, where all of them hold one figure."""


class Known(Struct, frozen=True):
    """What else the plan measures: KPIs that do not follow from the months."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Name or id, as `headings.plain` writes it, to `kpi:ID`."""
    summed: frozenset[str] = frozenset()
    """Those whose values of parts of a month can be added up."""


class Wishes(Struct, frozen=True):
    """What somebody said about the file."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Heading, row label or stage, as typed, to what it is."""
    decimal: str = ""
    order: str = ""
    member: tuple[str, str] = ("", "")
    """Dimension and name that the whole file is about."""
    totals: bool | None = None
    """Whether the file is all there was in its months. Absent: as it looks."""

    def over(self, last: Wishes) -> Wishes:
        """These, and where nothing is said what was said last time."""
        return Wishes(
            {**last.columns, **self.columns},
            self.decimal or last.decimal,
            self.order or last.order,
            self.member if self.member[0] else last.member,
            last.totals if self.totals is None else self.totals,
        )


class Taken(Struct, frozen=True):
    """How a file is understood."""

    kind: str
    roles: tuple[str, ...]
    """One for each column: a figure, a role of `headings.ROLES`, `kpi:ID`, or empty: not used."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Labels of rows and stages of deals that were told, to what they are."""
    member: tuple[str, str] = ("", "")
    totals: bool = True
    marks: Marks = field(default_factory=Marks)

    def at(self, role: str) -> int:
        """The first column of a role, or -1."""
        return self.roles.index(role) if role in self.roles else -1

    def figures(self) -> Iterator[tuple[int, str]]:
        """The columns that hold figures."""
        for at, role in enumerate(self.roles):
            if is_figure(role):
                yield at, role


def is_figure(role: str) -> bool:
    """Whether a role is something that was measured."""
    return role in headings.FIGURES or role.startswith(KPI)


def understand(table: Table, wishes: Wishes, known: Known, style: Style, today: date) -> Taken:
    """How `table` is to be read. Raises ImportRefused, with what has to be told."""
    dated = _dated_headings(table, style, today)
    roles, words = _roles(table, known, dated), {}
    for typed, meaning in wishes.columns.items():
        role = _meaning(typed, meaning, known)
        columns = _columns(table, typed)
        if not columns:
            words[headings.plain(typed)] = role
        for at in columns:
            roles[at] = role
    kind = _kind(table, roles, words, dated, known)
    roles = _completed(table, kind, roles, words, dated, known)
    taken = Taken(kind, tuple(roles), words, wishes.member)
    totals = _is_all(taken) if wishes.totals is None else wishes.totals
    return replace(taken, totals=totals, marks=_marks(table, taken, wishes, dated, style, today))


def role_of(heading: str, known: Known) -> str:
    """What a heading or a label names, KPIs of the plan included."""
    return headings.role_of(heading) or known.names.get(headings.plain(heading), "")


def _roles(table: Table, known: Known, dated: Sequence[str]) -> list[str]:
    """What the headings say; each role once."""
    roles: list[str] = []
    for at, heading in enumerate(table.headings):
        role = "" if dated[at] else role_of(heading, known)
        roles.append(role if role not in roles else "")
    return roles


def _dated_headings(table: Table, style: Style, today: date) -> list[str]:
    """The month each column is headed by, or empty."""
    order = marks.date_order([(table.line, heading) for heading in table.headings], style)
    how = marks.with_year(Marks(order=order, today=today), table.before)
    return [marks.month_in(heading, how) or "" for heading in table.headings]


def _columns(table: Table, typed: str) -> list[int]:
    if typed.startswith("#") and typed[1:].isdigit() and 1 <= int(typed[1:]) <= len(table.headings):
        return [int(typed[1:]) - 1]
    return [at for at, head in enumerate(table.headings) if headings.plain(head) == headings.plain(typed)][:1]


def _meaning(typed: str, meaning: str, known: Known) -> str:
    """What is meant by a field's name, as somebody types it."""
    word = meaning.strip().casefold().replace(" ", "_")
    if word in NOTHING:
        return ""
    if word in headings.FIGURES or word in headings.ROLES or word in stages.STATES:
        return word
    kpi = known.names.get(headings.plain(meaning.removeprefix(KPI)))
    if kpi is None:
        fields = ", ".join((*headings.FIGURES, *headings.ROLES, *stages.STATES))
        raise refused("unknown_field", typed=typed, field=meaning, fields=fields)
    return kpi


def _kind(
    table: Table, roles: Sequence[str], words: Mapping[str, str], dated: Sequence[str], known: Known
) -> str:
    has = set(roles)
    figures = any(is_figure(role) for role in roles)
    dates = has & {"date", "created", "closed"}
    across = sum(map(bool, dated)) > 1 or (any(dated) and not dates)
    if across and (ALL_MONTHS in words or _label_column(table, roles, dated, known) >= 0):
        return WIDE
    stage = roles.index("stage") if "stage" in has else -1
    stage_words = stages.spoken(row.cell(stage) for row in table.rows)
    deals = stage_words & {stages.WON, stages.LOST} or set(words.values()) & set(stages.STATES)
    if has & {"lead_date", "mql_date", "sql_date"} or (dates and deals) or {"created", "closed"} <= has:
        return LIST
    if dates and "amount" in has and not figures:
        if "figure" in has and "customer" not in has:
            return FIGURES
        if has & {"customer", "product", "interval"} or stage_words:
            return BILLING
    if dates and figures:
        return MONTHS
    if dates and "stage" in has:
        raise refused("no_outcome", column=table.headings[stage], found=some(table, stage))
    columns = ", ".join(filter(None, table.headings))
    raise refused("not_understood" if dates else "which_figure" if across else "no_dates", columns=columns)


def _completed(
    table: Table,
    kind: str,
    roles: list[str],
    words: Mapping[str, str],
    dated: Sequence[str],
    known: Known,
) -> list[str]:
    """Roles that follow from the kind of table."""
    roles = list(roles)
    if kind == WIDE and ALL_MONTHS not in words:
        roles[_label_column(table, roles, dated, known)] = "figure"
    if kind in (MONTHS, FIGURES, BILLING) and "date" not in roles:
        other = next(role for role in ("created", "closed") if role in roles)
        roles[roles.index(other)] = "date"
    if kind == LIST and "date" in roles:
        lacks = "closed" if "closed" not in roles else "created"
        at = roles.index("date")
        if not {"created", "closed"} & set(roles):
            raise refused("which_date", column=table.headings[at])
        roles[at] = lacks if not {"created", "closed"} <= set(roles) else ""
    return roles


def _label_column(table: Table, roles: Sequence[str], dated: Sequence[str], known: Known) -> int:
    """The column whose cells name figures, or -1."""

    def named(at: int) -> int:
        return sum(is_figure(role_of(row.cell(at), known)) for row in table.rows)

    if "figure" in roles:
        return roles.index("figure")
    plain = [at for at, month in enumerate(dated) if not month]
    best = max(plain, key=named, default=-1)
    return best if best >= 0 and named(best) else -1


def _is_all(taken: Taken) -> bool:
    """Advertising platforms know of their own part only; every other table is taken for the whole."""
    if taken.member[0]:
        return False
    figures = {role for _, role in taken.figures()}
    parts = set(headings.DIMENSIONS) & set(taken.roles)
    return not (taken.kind == MONTHS and "spend" in figures and parts and "visits" not in figures)


def _marks(
    table: Table, taken: Taken, wishes: Wishes, dated: Sequence[str], style: Style, today: date
) -> Marks:
    numeric = [
        at
        for at, role in enumerate(taken.roles)
        if is_figure(role) or role == "amount" or (taken.kind == WIDE and dated[at])
    ]
    dates = [at for at, role in enumerate(taken.roles) if role in ("date", "closed", *headings.EVENTS)]
    return marks.with_year(
        Marks(
            wishes.decimal or marks.decimal_mark(_cells(table, numeric), style),
            wishes.order or marks.date_order(_cells(table, dates), style),
            style.currency,
            today,
        ),
        table.before,
    )


def _cells(table: Table, columns: Iterable[int]) -> Iterator[tuple[int, str]]:
    wanted = tuple(columns)
    for row in table.rows:
        for at in wanted:
            if row.cell(at):
                yield row.line, row.cell(at)


def some(table: Table, at: int) -> str:
    """What stands in a column, the first few of it."""
    found = list(dict.fromkeys(row.cell(at) for row in table.rows if row.cell(at)))
    return ", ".join(found[:6]) + (" …" if len(found) > 6 else "")
