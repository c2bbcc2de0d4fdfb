"""A founder who never stops: random answers, rows, undos, redos, turned pages and saves on one plan.

    python tests/faults/soak.py 200000 [SEED]

Prints how much memory was used along the way, and ends with an error when anything does not hold.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, fields_of
from quarterdeck.plan.fields import Path as FieldPath
from quarterdeck.plan.types import Section
from quarterdeck.session.compare import same
from quarterdeck.session.desk import Desk
from quarterdeck.session.rows import rows_of
from quarterdeck.steps.catalogue import PAGES
from quarterdeck.store import codec, examples, planfile

MOST_ROWS = 12
RAW = (
    *("", "0", "1", "12", "1.250", "12,5", "-3", "1e6", "20%", "5k", "€12,900", "nan", "inf", "9" * 30),
    *("2027-01", "2027-Q1", "next quarter", "31 Mar 2027", "yes", "no", "true", "soon", "at least 5"),
    *(
        "Acme",
        "[/foo]",
        "[@click=app.quit]x[/]",
        "\x1b]0;x\x07",
        "a\u0301b",
        "見積もり",
        "two\nlines",
        "{name} %s",
    ),
    *("10, 20, 30", "one; two; three", "x" * 120, "=HYPERLINK()", "|", '"', "\\"),
)
TODAY = date(2026, 11, 22)


class Soak:
    """One plan under a random hand."""

    def __init__(self, file: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.desk = Desk.open(file, TODAY)
        self.page = PAGES[0].id
        self.count = 0
        self.deeds: dict[Callable[[], object], int] = {
            self.answer: 30,
            self.type_on: 30,
            self.add: 5,
            self.delete: 4,
            self.duplicate: 2,
            self.move: 3,
            self.undo: 12,
            self.redo: 6,
            self.turn: 6,
            self.tick: 4,
        }

    def step(self) -> None:
        """One deed."""
        self.count += 1
        self.chance.choices(list(self.deeds), list(self.deeds.values()))[0]()

    def answer(self, moment: float | None = None) -> None:
        """Type something into some field of the page; without a moment it is an undo step of its own."""
        places = list(self._fields())
        if not places:  # A page of nothing but tables that are empty.
            return
        path, _ = self.chance.choice(places)
        self.desk.session.edit(path, self.chance.choice(RAW), moment)

    def type_on(self) -> None:
        """The same in a hurry: what follows fast in one field is one undo step."""
        self.answer(float(self.count) / 3)

    def add(self) -> None:
        """A row with a name, perhaps."""
        table, field = self._table()
        assert field.model is not None
        first = fields_of(field.model)[0].name
        if len(rows_of(self.desk.session.plan, table)) < MOST_ROWS:
            try:
                self.desk.session.add_row(table, {first: self.chance.choice(("Ana", "見積", "a b", "x"))})
            except ValidationError:
                self.desk.session.add_row(table)

    def delete(self) -> None:
        """Some row and what refers to it."""
        row = self._row()
        if row:
            self.desk.session.delete_row(row)

    def duplicate(self) -> None:
        """Some row."""
        row = self._row()
        if row and len(rows_of(self.desk.session.plan, row[:-1])) < MOST_ROWS:
            self.desk.session.duplicate_row(row)

    def move(self) -> None:
        """Some row, up or down."""
        row = self._row()
        if row:
            self.desk.session.move_row(row, self.chance.choice((-3, -1, 1, 2)))

    def undo(self) -> None:
        """One step back, or several."""
        for _ in range(self.chance.choice((1, 1, 1, 5, 30))):
            self.desk.session.undo()

    def redo(self) -> None:
        """One step forth, or several."""
        for _ in range(self.chance.choice((1, 1, 5, 30))):
            self.desk.session.redo()

    def turn(self) -> None:
        """Another page, which saves, as the wizard does."""
        self.page = self.chance.choice(PAGES).id
        self.desk.save()

    def tick(self) -> None:
        """The draft's turn."""
        self.desk.tick(float(self.count))

    def check(self) -> None:
        """What always holds: the plan survives its file, and taking steps back gives the same bytes."""
        session = self.desk.session
        before = codec.dumps(session.plan)
        assert same(codec.loads(before, "soak.toml").plan, session.plan)
        revision = session.revision
        for _ in range(40):
            self.answer()
        while session.revision > revision and codec.dumps(session.plan) != before:
            assert session.undo() is not None
        assert codec.dumps(session.plan) == before
        self.desk.save()
        assert same(planfile.open_plan(self.desk.path).plan, session.plan)

    def _fields(self) -> Iterator[tuple[FieldPath, Field]]:
        for path, field in _declared(self.desk.session.plan, (self.page,)):
            if field.kind not in (Kind.COMPUTED, Kind.ROWS):
                yield path, field

    def _table(self) -> tuple[FieldPath, Field]:
        tables = [
            found
            for page in PAGES
            for found in _declared(self.desk.session.plan, (page.id,))
            if found[1].kind is Kind.ROWS
        ]
        return self.chance.choice(tables)

    def _row(self) -> FieldPath | None:
        table, _ = self._table()
        rows = list(rows_of(self.desk.session.plan, table))
        return (*table, self.chance.choice(rows)) if rows else None


def _declared(plan: Plan, at: FieldPath) -> Iterator[tuple[FieldPath, Field]]:
    """Fields and tables of the page `at`, those of rows that are there included."""
    yield from _below(getattr(plan, at[0]), at)


def _below(node: Section, at: FieldPath) -> Iterator[tuple[FieldPath, Field]]:
    for field in fields_of(type(node)):
        here = (*at, field.name)
        if field.kind is Kind.GROUP:
            yield from _below(getattr(node, field.name), here)
            continue
        yield here, field
        if field.kind is Kind.ROWS:
            for row_id, row in getattr(node, field.name).items():
                yield from _below(row, (*here, row_id))


def memory() -> float:
    """Resident memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def soak(file: Path, steps: int, seed: int, tell: Callable[[str], None] = lambda _: None) -> list[float]:
    """`steps` deeds on the plan at `file`; memory in MB at each twentieth of the way."""
    found: list[float] = []
    run = Soak(file, seed)
    for number in range(1, steps + 1):
        run.step()
        if number % max(steps // 20, 1) == 0:
            run.check()
            found.append(memory())
            tell(f"{number:>7} steps  {found[-1]:6.1f} MB  {file.stat().st_size:>6} bytes")
    run.desk.save()
    assert same(planfile.open_plan(file).plan, run.desk.session.plan)
    run.desk.close()
    return found


def main() -> None:
    """Run it, as long as the command line says."""
    steps, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        file = Path(folder) / "soak.toml"
        file.write_bytes(examples.source(examples.names()[0]))
        found = soak(file, steps, seed, say)
    say(f"from a fifth of the way to the end: {found[-1] - found[len(found) // 5]:+.1f} MB")


def say(line: str) -> None:
    """A line for whoever watches."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
