"""The actions along the calendar, as bars from their start to the day they are due."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.plan.actions import Action
from quarterdeck.plan.calendar import add_months, first_day, month_of
from quarterdeck.report.document import Chart, ChartKind, Role, Series, Tick, Tone
from quarterdeck.report.reading import Reading

_TONES = {"done": Tone.GOOD, "blocked": Tone.BAD, "dropped": Tone.QUIET}
MOST_WEEKS = 14
"""A calendar of a quarter goes by weeks, a longer one by months."""
MOST_TICKS = 14
"""More months than that are named every third, then every twelfth."""
MOST_MONTHS, LAST_MONTH = 600, "9999-12"
"""Where a calendar ends, whatever days somebody typed."""


def roadmap_chart(reading: Reading) -> Chart | None:
    """One bar for each action with a due day, in the order they are due; a day where no start is known."""
    dated = [(row_id, row, row.due) for row_id, row in reading.plan.actions.items.items() if row.due]
    if not dated:
        return None
    dated.sort(key=lambda item: (item[2], item[1].start or item[2]))
    spans = [(min(row.start or due, due), due) for _, row, due in dated]
    names = tuple(reading.name("actions.items", row_id) for row_id, _, _ in dated)
    tones = tuple(_tone(row, due, reading.analysis.today) for _, row, due in dated)
    texts = tuple(fmt.day(due, reading.style) for _, _, due in dated)
    starts, ends = (tuple(_place(span[at]) for span in spans) for at in (0, 1))
    return Chart(
        ChartKind.GANTT,
        content.say("report.roadmap_chart.title"),
        _sentence(reading, [(row, due) for _, row, due in dated]),
        names,
        (Series(Role.LOW, "", starts, texts, tones), Series(Role.HIGH, "", tuple(end + 1 for end in ends))),
        _ticks(reading, min(start for start, _ in spans), max(end for _, end in spans)),
        _here(reading, spans),
    )


def _tone(row: Action, due: date, today: date) -> Tone:
    status = row.status or ""
    late = due < today and status not in _TONES
    return Tone.WATCH if late else _TONES.get(status, Tone.PLAIN)


def _place(day: date) -> Decimal:
    return Decimal(day.toordinal())


def _ticks(reading: Reading, start: date, end: date) -> tuple[Tick, ...]:
    """Mondays, or the first days of months."""
    first, last = (day.toordinal() - day.weekday() for day in (start, end))
    if last - first >= 7 * MOST_WEEKS or last + 7 > date.max.toordinal() or first < 1:
        return _months(start, end)
    mondays = range(first, last + 8, 7)
    return tuple(Tick(Decimal(day), fmt.day_in_year(date.fromordinal(day), reading.style)) for day in mondays)


def _months(start: date, end: date) -> tuple[Tick, ...]:
    """The first of every month from `start` to the one after `end`."""
    months = [month_of(start)]
    while first_day(months[-1]) <= end and len(months) < MOST_MONTHS and months[-1] < LAST_MONTH:
        months.append(add_months(months[-1], 1))
    every = 1 if len(months) <= MOST_TICKS else 3 if len(months) <= 3 * MOST_TICKS else 12
    return tuple(
        Tick(_place(first_day(month)), fmt.month(month) if at % every == 0 else "")
        for at, month in enumerate(months)
    )


def _here(reading: Reading, spans: list[tuple[date, date]]) -> Decimal | None:
    today = reading.analysis.today
    within = min(start for start, _ in spans) <= today <= max(end for _, end in spans)
    return _place(today) if within else None


def _sentence(reading: Reading, dated: list[tuple[Action, date]]) -> str:
    """How many, from when to when, how many are done and how many late."""
    today = reading.analysis.today
    tones = [_tone(row, due, today) for row, due in dated]
    parts = [
        content.say(
            "report.roadmap_chart.all",
            count=len(dated),
            first=fmt.day(dated[0][1], reading.style),
            last=fmt.day(dated[-1][1], reading.style),
        )
    ]
    for tone, key in ((Tone.GOOD, "done"), (Tone.WATCH, "late")):
        if tone in tones:
            parts.append(content.say(f"report.roadmap_chart.{key}", count=tones.count(tone)))
    return " ".join(parts)
