"""A table of rows: listed by number, added, changed, moved and deleted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quarterdeck import content
from quarterdeck.cli.plain import lines, options
from quarterdeck.cli.plain.lines import Move, say_line
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path, fields_of
from quarterdeck.plan.paths import MISSING, get, without_ids
from quarterdeck.plan.refs import name_of
from quarterdeck.plan.types import Section

if TYPE_CHECKING:
    from quarterdeck.cli.plain.form import Form, Stop

_ORDER = re.compile(r"([dm]?)\s*(\d{1,5})(?:\s+(\d{1,5}))?")


def table(form: Form, stop: Stop) -> Move:
    """Show the rows and do what is asked of them, until the founder goes on. Raises Leave, GoTo."""
    path, field = stop
    model = field.model
    if model is None:
        return Move.NEXT
    while True:
        _list(form, path)
        typed = lines.ask()
        if re.fullmatch(r"a( .*)?", typed.strip()):
            _add(form, path, model, typed.strip()[1:].strip())
            continue
        order = _ORDER.fullmatch(typed.strip())
        if order is not None:
            _do(form, path, model, order)
            continue
        try:
            move = form.command(typed, stop)
        except ValueError:
            say_line("hint_rows")
            continue
        if move is not None:
            return move


def _list(form: Form, path: Path) -> None:
    rows = _ids(form, path)
    if not rows:
        say_line("no_rows")
        say_line("hint_no_rows")
        return
    say_line("rows", count=len(rows))
    for number, row_id in enumerate(rows, 1):
        say_line("option", number=number, words=name_of(form.session.plan, (*path, row_id)))
    say_line("hint_rows")


def _ids(form: Form, path: Path) -> list[str]:
    found = get(form.session.plan, path)
    return [] if found is MISSING else list(found)


def _add(form: Form, path: Path, model: type[Section], typed: str) -> None:
    """A new row: its first answer names it, and makes its id."""
    from quarterdeck.cli.plain.form import worded
    from quarterdeck.plan.parse import Problem
    from quarterdeck.session.reading import read

    first = fields_of(model)[0]
    words = content.field_words((*without_ids(Plan, path), first.name))
    session = form.session
    found = options.options(session.plan, first)
    if not typed:
        lines.tell(f"{words.label}. {words.ask}")
        if first.kind in (Kind.CHOICE, Kind.REF):
            options.list_options(found)
        typed = lines.ask()
    while typed.strip():
        raw = options.chosen(typed, found, several=False) if found else typed
        answer = None if raw is None else read((*path, "", first.name), raw, session.plan, session.today)
        if answer is not None and not isinstance(answer, Problem):
            row_id = session.add_row(path, {first.name: answer.value})
            form.desk.flush(sync=False)
            say_line("added")
            _edit(form, (*path, row_id), model, skip=1)
            return
        if isinstance(answer, Problem):
            say_line("refused", problem=worded(answer))
        typed = lines.ask()


def _edit(form: Form, row: Path, model: type[Section], skip: int = 0) -> None:
    label = form.label(row[:-1])
    say_line("row", table=label, name=name_of(form.session.plan, row))
    if form.row(row, model, skip) is Move.NEXT:
        say_line("row_done", name=name_of(form.session.plan, row))


def _do(form: Form, path: Path, model: type[Section], order: re.Match[str]) -> None:
    """`2` edits the second row, `d 2` deletes it, `m 2 1` moves it to the first place."""
    rows = _ids(form, path)
    action, number, target = order[1], int(order[2]), order[3]
    if not 1 <= number <= len(rows):
        say_line("no_such_number", number=number, count=len(rows))
        return
    row = (*path, rows[number - 1])
    name = name_of(form.session.plan, row)
    if action == "d":
        cleared = form.session.delete_row(row).cleared
        say_line("deleted_uses" if cleared else "deleted", name=name, count=len(cleared))
    elif action == "m" and target is not None:
        form.session.move_row(row, int(target) - number)
        say_line("moved", name=name)
    elif not action and target is None:
        _edit(form, row, model)
    else:
        say_line("hint_rows")
    form.desk.flush(sync=False)
