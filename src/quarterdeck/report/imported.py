"""What a file of actuals says, to be looked at before anything is written, in the terminal and on screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.plan.calendar import quarter_of
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.measure import unit_of
from quarterdeck.plan.paths import declared
from quarterdeck.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    DocSection,
    Document,
    Facts,
    Paragraph,
    Table,
    Tone,
)
from quarterdeck.report.reading import Reading
from quarterdeck.session.importing import Proposal
from quarterdeck.session.measuring import Change
from quarterdeck.store.actuals import mapping
from quarterdeck.store.actuals.facts import Fact
from quarterdeck.store.actuals.headings import DIMENSIONS, FIGURES
from quarterdeck.store.actuals.table import Left

MOST_MONTHS = 6
"""Side by side; more stand one below the other as a sum."""
MOST_CHANGES = 30
MOST_PARTS = 40
_CAUTIONS = (mapping.LIST, mapping.BILLING)
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def preview(reading: Reading, proposal: Proposal) -> Document:
    """What the file says by month and part, how it was read, what is left out, what would change."""
    parts = {
        "sums": tuple(_sums(reading, proposal)),
        "left_out": tuple(_left_out(proposal)),
        "understood": tuple(_understood(reading, proposal)),
        "changes": tuple(_changes(reading, proposal)),
    }
    sections = (DocSection(key, _say(key), blocks) for key, blocks in parts.items() if blocks)
    return Document(_say("title", name=proposal.name), "", tuple(sections))


def figure_name(reading: Reading, figure: str) -> str:
    """What a figure of a month, or a KPI, is called."""
    if figure.startswith(mapping.KPI):
        return reading.name("kpis.items", figure.removeprefix(mapping.KPI))
    return content.label(("forecast", "actuals", figure))


def shown(reading: Reading, figure: str, value: Decimal | str | None) -> str:
    """A value of that figure as the plan writes it; a dash for nothing."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return fmt.quantity(value, reading.style, unit(reading, figure))


def unit(reading: Reading, figure: str) -> str:
    """What a figure counts: money, percent, or a plain number."""
    if figure.startswith(mapping.KPI):
        return unit_of(reading.plan.kpis.items[figure.removeprefix(mapping.KPI)])
    field = declared(Plan, ("forecast", "actuals", "", figure))
    return "money" if field is not None and field.kind is Kind.MONEY else ""


def as_data(proposal: Proposal, *, written: bool) -> dict[str, Any]:
    """The same for other programs."""
    found = proposal.found
    headings = zip(found.table.headings, found.taken.roles, strict=True)
    return {
        "file": proposal.name,
        "kind": found.taken.kind,
        "encoding": found.encoding,
        "columns": [{"heading": heading, "is": role or None} for heading, role in headings],
        "rows_used": found.gathered.used,
        "left_out": [
            {"line": left.line, "reason": left.reason, "text": left.text} for left in found.gathered.left
        ],
        "figures": [_fact(fact) | {"value": fact.value} for fact in found.gathered.facts],
        "changes": changes_data(proposal.changes),
        "written": written,
    }


def changes_data(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Figures before and after."""
    return [_fact(change.fact) | {"before": change.before, "after": change.fact.value} for change in changes]


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "month": fact.month,
        "figure": fact.figure,
        "dimension": fact.dimension or None,
        "member": fact.member or None,
    }


def _sums(reading: Reading, proposal: Proposal) -> Iterator[Block]:
    facts = [fact for fact in proposal.found.gathered.facts if isinstance(fact.value, Decimal)]
    whole = [fact for fact in facts if not fact.dimension]
    if whole:
        yield _by_month(reading, whole, "")
    for dimension in DIMENSIONS:
        mine = [fact for fact in facts if fact.dimension == dimension]
        if mine:
            yield _by_member(reading, mine, _say(f"by.{dimension}"))


def _by_month(reading: Reading, facts: list[Fact], title: str) -> Table:
    months = sorted({fact.month for fact in facts})
    figures = _figures(facts)
    values = {(fact.month, fact.figure): fact.value for fact in facts}
    if len(months) <= MOST_MONTHS:
        heads = (Column(_say("figure")), *(Column(fmt.month(month), numeric=True) for month in months))
        rows = [
            (
                Cell(figure_name(reading, figure)),
                *(_cell(reading, figure, values.get((month, figure))) for month in months),
            )
            for figure in figures
        ]
    else:
        heads = (
            Column(_say("month")),
            *(Column(figure_name(reading, figure), numeric=True) for figure in figures),
        )
        rows = [
            (
                Cell(fmt.month(month)),
                *(_cell(reading, figure, values.get((month, figure))) for figure in figures),
            )
            for month in months
        ]
    return Table(heads, tuple(rows), title)


def _by_member(reading: Reading, facts: list[Fact], title: str) -> Table:
    """The months added up: what matters here is whether the names are right."""
    figures = _figures(facts)
    heads = (Column(""), *(Column(figure_name(reading, figure), numeric=True) for figure in figures))
    members = list(dict.fromkeys(fact.member for fact in facts))
    rows = [
        (
            Cell(member),
            *(
                _cell(
                    reading,
                    figure,
                    _total(fact for fact in facts if (fact.member, fact.figure) == (member, figure)),
                )
                for figure in figures
            ),
        )
        for member in members[:MOST_PARTS]
    ]
    return Table(heads, tuple(rows), title)


def _total(facts: Iterator[Fact]) -> Decimal | None:
    values = [fact.value for fact in facts if isinstance(fact.value, Decimal)]
    return sum(values, Decimal(0)) if values else None


def _figures(facts: list[Fact]) -> list[str]:
    there = {fact.figure for fact in facts}
    return [name for name in FIGURES if name in there] + sorted(there - set(FIGURES))


def _cell(reading: Reading, figure: str, value: Decimal | str | None) -> Cell:
    return Cell(shown(reading, figure, value), Tone.QUIET if value is None else Tone.PLAIN)


def _left_out(proposal: Proposal) -> Iterator[Block]:
    left = sorted(proposal.found.gathered.left, key=lambda item: (item.reason, item.line))
    rows = [
        (Cell(_say(f"reasons.{reason}")), Cell(_lines(list(group))))
        for reason, group in groupby(left, key=lambda item: item.reason)
    ]
    if rows:
        yield Table((Column(_say("why")), Column(_say("which"))), tuple(rows))


def _lines(left: list[Left]) -> str:
    first = [_say("first_line", line=item.line, text=item.text) for item in left[:3]]
    lines = "; ".join(line.rstrip(": ") for line in first)
    more = len(left) - len(first)
    return _say("more_lines", lines=lines, count=more) if more else lines


def _understood(reading: Reading, proposal: Proposal) -> Iterator[Block]:
    found = proposal.found
    taken, table = found.taken, found.table
    mark = _DELIMITERS.get(table.delimiter, "other")
    delimiter = _say(f"delimiters.{mark}", mark=table.delimiter)
    dates = _say(taken.marks.order) if taken.marks.order else ""
    last_time = f" ({_say('as_last_time')})" if proposal.is_remembered else ""
    facts = [
        (_say("table"), _say(f"kinds.{taken.kind}") + last_time),
        (
            _say("format"),
            _say(
                "format_is",
                encoding=found.encoding.upper(),
                delimiter=delimiter,
                decimal=taken.marks.decimal,
                dates=dates,
            ),
        ),
        (_say("rows"), _say("rows_are", used=found.gathered.used, left=len(found.gathered.left))),
        (_say("totals"), _say("whole" if taken.totals else "part")),
    ]
    if taken.member[0]:
        facts.append((_say("about"), taken.member[1]))
    yield Facts(tuple(facts))
    rows = tuple(
        (Cell(heading), role_cell(reading, proposal, at), Cell(_first(proposal, at)))
        for at, heading in enumerate(table.headings)
        if heading
    )
    yield Table((Column(_say("column")), Column(_say("is")), Column(_say("holds"))), rows)
    if taken.kind in _CAUTIONS and taken.totals:
        yield Paragraph(_say(f"cautions.{taken.kind}"), Tone.QUIET)


def role_cell(reading: Reading, proposal: Proposal, at: int) -> Cell:
    """What a column is taken for."""
    role = proposal.found.taken.roles[at]
    if not role:
        months = proposal.found.taken.kind == mapping.WIDE
        month = proposal.found.month_of(at) if months else ""
        return Cell(fmt.month(month)) if month else Cell(_say("unused"), Tone.QUIET)
    return Cell(role_name(reading, role))


def role_name(reading: Reading, role: str) -> str:
    """What a role of a column is called."""
    return figure_name(reading, role) if mapping.is_figure(role) else content.say(f"actuals.roles.{role}")


def _first(proposal: Proposal, at: int) -> str:
    return next((row.cell(at) for row in proposal.found.table.rows if row.cell(at)), "")


def _changes(reading: Reading, proposal: Proposal) -> Iterator[Block]:
    if not proposal.changes:
        yield Paragraph(_say("nothing_new"))
        return
    new, corrected = len(proposal.added), proposal.corrected
    if new:
        yield Paragraph(_say("new_one" if new == 1 else "new", count=new))
    if corrected:
        yield Paragraph(_say("corrected_one" if len(corrected) == 1 else "corrected", count=len(corrected)))
        heads = (
            *(Column(_say(name)) for name in ("month", "place")),
            *(Column(_say(name), numeric=True) for name in ("before", "after")),
        )
        yield Table(heads, tuple(change_cells(reading, change) for change in corrected[:MOST_CHANGES]))
        if len(corrected) > MOST_CHANGES:
            yield Bullets((Cell(f"… {len(corrected) - MOST_CHANGES}", Tone.QUIET),))
    note = closed_note(reading, proposal.changes)
    if note:
        yield Paragraph(note, Tone.WATCH)


def closed_note(reading: Reading, changes: Iterable[Change]) -> str:
    """That a quarter some of the figures are about is closed, and stays; empty where none is."""
    plan = reading.plan
    quarters = {quarter_of(change.fact.month, reading.analysis.fiscal_start) for change in changes}
    closed = [
        (row.quarter or row_id, row.snapshot or "")
        for row_id, row in plan.reviews.items()
        if row.closed_on is not None and row_id in quarters and row_id != plan.plan.quarter
    ]
    return " ".join(_say("closed", quarter=fmt.quarter(quarter), file=file) for quarter, file in closed)


def change_cells(reading: Reading, change: Change) -> tuple[Cell, Cell, Cell, Cell]:
    """Month, figure, before, after."""
    fact = change.fact
    name = figure_name(reading, fact.figure)
    return (
        Cell(fmt.month(fact.month)),
        Cell(f"{fact.member}: {name}" if fact.member else name),
        Cell(shown(reading, fact.figure, change.before)),
        Cell(shown(reading, fact.figure, fact.value)),
    )


def _say(key: str, **values: object) -> str:
    return content.say(f"actuals.preview.{key}", **values)
