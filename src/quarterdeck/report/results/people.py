"""Who opens and who closes, and what that says for coaching. Left out of a report on request."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck import content
from quarterdeck.engine.coaching import CLOSER, OPENER, Coaching, Person
from quarterdeck.report.document import Block, Bullets, Cell, Heading, Paragraph, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.results.figures import cell, table

_TEXTS = frozenset({"person", "strength"})


def blocks(reading: Reading) -> Iterator[Block]:
    """The ratios, and a note for everyone."""
    found = reading.analysis.coaching
    if not found.people:
        return
    yield Heading(content.say("results.people.heading"))
    rows = [_row(reading, person) for person in found.people]
    if len(rows) > 1:
        team = content.say("results.people.team")
        strong = [cell(reading, figure, "percent").text for figure in (found.opened_pct, found.closed_pct)]
        rows.append((Cell(team, Tone.STRONG), *(Cell(text, Tone.STRONG) for text in strong), Cell("")))
    yield table(("person", "opens", "closes", "strength"), rows, _TEXTS)
    notes = [note(reading, found, person) for person in found.people]
    yield Bullets(tuple(Cell(text) for text in notes))
    yield Paragraph(content.say("results.people.note"), Tone.QUIET)


def note(reading: Reading, found: Coaching, person: Person) -> str:
    """What to do for one person's next quarter, or why nobody can tell."""
    own = name(reading, person.member)
    if not person.strength:
        figure = person.opened_pct if not person.opened_pct.known else person.closed_pct
        return content.say("results.people.unknown", name=own, why=reading.why(figure))
    best = {OPENER: found.best_closer, CLOSER: found.best_opener}.get(person.strength, "")
    if best:
        values = {"name": own, "best": name(reading, best)}
        return content.say(f"results.people.{person.strength}_with", **values)
    return content.say(f"results.people.{person.strength}", name=own)


def name(reading: Reading, member: str) -> str:
    """What a person is called."""
    return reading.name("team.members", member)


def _row(reading: Reading, person: Person) -> tuple[Cell, ...]:
    return (
        Cell(name(reading, person.member)),
        cell(reading, person.opened_pct, "percent"),
        cell(reading, person.closed_pct, "percent"),
        Cell(content.say(f"results.strength.{person.strength or 'unknown'}")),
    )
