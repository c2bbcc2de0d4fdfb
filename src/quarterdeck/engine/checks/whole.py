"""Rules about the whole plan and its cover: references, fixed answers, keys, names, what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.engine.findings import ADVICE, ERROR, WARNING, Hit, Rule, hit
from quarterdeck.engine.targets import CHANGES
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import undotted
from quarterdeck.plan.refs import rows_at
from quarterdeck.plan.types import Section

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

AGGRESSIVE_PCT = Decimal(20)
"""Growth a year from which on "the same as last year" needs a second thought."""
AIMS = ("reach", "at_least", "at_most", "between", "about")


def broken_references(analysis: Analysis) -> Iterator[Hit]:
    """A reference to a row that is not there."""
    known: dict[str, dict[str, str]] = {}
    for path, field, ids in analysis.survey.references:
        of = field.answer.of
        if of not in known:
            known[of] = rows_at(analysis.plan, of)
        yield from (hit(*path, id=row_id).which(row_id) for row_id in ids if row_id not in known[of])


def unknown_answers(analysis: Analysis) -> Iterator[Hit]:
    """A value that is not in its fixed list: a hand edit, or a later version's."""
    for path, field, values in analysis.survey.listed:
        known = field.answer.choices
        for item in values:
            if item not in known:
                yield hit(*path, value=item, nearest=_nearest(item, known)).which(item)
    for path, target in analysis.survey.targets:
        for answer, known in ((target.aim, AIMS), (target.change, CHANGES)):
            if answer is not None and answer not in known:
                yield hit(*path, value=answer, nearest=_nearest(answer, known))


def unknown_keys(analysis: Analysis) -> Iterator[Hit]:
    """A key the program does not know; it is kept, but nothing reads it."""
    for path, model in analysis.survey.extras:
        yield hit(*path, key=path[-1], nearest=_nearest(path[-1], tuple(model.model_fields)))


def same_names(analysis: Analysis) -> Iterator[Hit]:
    """Two rows of one table with the same name: nobody can tell them apart in a list."""
    for path, rows in analysis.survey.tables:
        first_with: dict[str, str] = {}
        for row_id, row in rows.items():
            name = _own_name(row)
            if name and first_with.setdefault(name.casefold(), row_id) != row_id:
                yield hit(*path, row_id, name=name)


def open_questions(analysis: Analysis) -> Iterator[Hit]:
    """Pages that were begun and still have essential questions open."""
    for page in analysis.progress.values():
        if page.touched and page.open:
            yield hit(*page.open[0], open=len(page.open), essential=page.essential)


def same_as_last_year(analysis: Analysis) -> Iterator[Hit]:
    """The plan is kept on purpose although growth is to be aggressive."""
    growth = analysis.plan.forecast.growth.growth_pct
    if analysis.plan.plan.change_from_last == "same_on_purpose" and growth and growth >= AGGRESSIVE_PCT:
        yield hit("plan", "change_from_last", growth=growth)


def no_north_star(analysis: Analysis) -> Iterator[Hit]:
    """KPIs, but none in focus."""
    if analysis.plan.kpis.items and analysis.plan.plan.north_star is None:
        yield hit("plan", "north_star")


def undecided_objectives(analysis: Analysis) -> Iterator[Hit]:
    """A raw wish that became neither a goal nor a decision against it."""
    if not analysis.plan.goals.items:
        return
    for row_id, row in analysis.plan.plan.objectives_raw.items():
        turned = row.decision == "discarded" or row.goal is not None
        if row.objective and not turned:
            yield hit("plan", "objectives_raw", row_id, "decision", objective=row.objective)


def review_due(analysis: Analysis) -> Iterator[Hit]:
    """Plans get forgotten."""
    due = analysis.plan.plan.next_review
    if due is not None and due < analysis.today:
        yield hit("plan", "next_review", due=due)


def silenced_nowhere(analysis: Analysis) -> Iterator[Hit]:
    """A finding silenced at a row that has been deleted since."""
    for row_id, row in analysis.plan.plan.silenced.items():
        if row.place and _is_gone(analysis.plan, undotted(row.place)):
            yield hit("plan", "silenced", row_id, check=row.check or "", where=row.place)


def _is_gone(plan: Plan, path: Path) -> bool:
    """Whether the path leads through a row that is not there."""
    here: object = plan
    for key in path:
        if isinstance(here, Mapping):
            if key not in here:
                return True
            here = here[key]
        else:
            here = getattr(here, key, None)
    return False


def _nearest(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word.lower().replace("-", "_"), known, 1, 0.6)
    return close[0] if close else ", ".join(known[:8])


def _own_name(row: Section) -> str:
    """What the row is called, where its model gives it a name; a date or an item may well come twice."""
    name = getattr(row, "name", None)
    return name.strip() if isinstance(name, str) else ""


RULES = (
    Rule("QD001", ERROR, broken_references),
    Rule("QD002", WARNING, unknown_answers),
    Rule("QD003", ADVICE, unknown_keys),
    Rule("QD004", WARNING, same_names),
    Rule("QD005", ADVICE, open_questions),
    Rule("QD006", WARNING, same_as_last_year),
    Rule("QD007", ADVICE, no_north_star),
    Rule("QD008", ADVICE, undecided_objectives),
    Rule("QD009", ADVICE, review_due),
    Rule("QD010", ADVICE, silenced_nowhere),
)
