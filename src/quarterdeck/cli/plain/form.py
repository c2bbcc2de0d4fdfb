"""The questions of a page or a row, one after the other."""

from __future__ import annotations

from collections.abc import Callable

from quarterdeck import content
from quarterdeck.cli import names
from quarterdeck.cli.plain import lines, options
from quarterdeck.cli.plain.lines import Close, GoTo, Leave, Move, say_line
from quarterdeck.cli.words import say
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.example import example_in
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.parse import Problem
from quarterdeck.plan.paths import MISSING, get, without_ids
from quarterdeck.plan.types import Section
from quarterdeck.report.reading import Reading
from quarterdeck.session.desk import Desk
from quarterdeck.steps.catalogue import PAGES

Stop = tuple[Path, Field]
MANY_LINES = frozenset({Kind.LONG, Kind.LIST, Kind.MAPPING})


class Form:
    """Prompts over one plan."""

    def __init__(self, desk: Desk, save: Callable[[], bool]) -> None:
        self.desk = desk
        self.session = desk.session
        self._save = save

    def page(self, page: str, *, from_end: bool = False) -> Move:
        """The questions of a page. Raises Leave, GoTo."""
        return self._walk((page,), _model_at(page), from_end=from_end)

    def row(self, path: Path, model: type[Section], skip: int = 0) -> Move:
        """The questions of a row, without the first `skip`. Raises Leave, GoTo."""
        return self._walk(path, model, start=skip)

    def stops(self, at: Path, model: type[Section]) -> list[Stop]:
        """The fields asked below `at`, groups entered, in the order of the form."""
        found: list[Stop] = []
        for field in fields_of(model):
            here = (*at, field.name)
            if field.kind is Kind.COMPUTED or not self.session.asked(here):
                continue
            if field.kind is Kind.GROUP and field.model is not None:
                found += self.stops(here, field.model)
            else:
                found.append((here, field))
        return found

    def label(self, path: Path) -> str:
        """What the field at `path` is called."""
        return content.field_words(without_ids(Plan, path)).label

    def text(self, path: Path) -> str:
        """The answer at `path` as people read it."""
        return Reading(self.session.plan, self.session.analysis).text(path)

    def command(self, typed: str, stop: Stop) -> Move | None:
        """Do what a word common to all questions asks for. Raises Leave, GoTo, Close.

        Gives where to go; None for one that stays, ValueError for what is no such word.
        """
        word, _, rest = typed.strip().partition(" ")
        match word, rest.strip():
            case "", "":
                return Move.NEXT
            case "b", "":
                return Move.BACK
            case "q", "":
                raise Leave
            case "c", "":
                raise Close
            case "g", rest:
                self._go_to(rest)
            case "?", "":
                self._help(stop)
            case "u", "":
                self._undo()
            case "s", "":
                self._save()
            case _:
                raise ValueError(typed)
        return None

    def _walk(self, at: Path, model: type[Section], *, start: int = 0, from_end: bool = False) -> Move:
        stops = self.stops(at, model)
        index = len(stops) - 1 if from_end else start
        first = True
        while 0 <= index < len(stops):
            move = self._question(stops[index], f"{index + 1}", f"{len(stops)}", hint=first)
            first = False
            here = stops[index]
            # An answer can bring questions with it, or take them away.
            stops = self.stops(at, model)
            index = stops.index(here) if here in stops else index
            index += 1 if move is Move.NEXT else -1
        return Move.BACK if index < 0 else Move.NEXT

    def _question(self, stop: Stop, number: str, count: str, *, hint: bool) -> Move:
        path, field = stop
        words = content.field_words(without_ids(Plan, path))
        shown = " · ".join(example_in(self.session.style, field, words.example).split("\n"))
        example = say("plain.example", example=shown) if shown else ""
        say_line("question", number=number, count=count, label=words.label, ask=words.ask, example=example)
        if field.kind is Kind.ROWS:
            from quarterdeck.cli.plain.rows import table

            return table(self, stop)
        self._now(path)
        if hint:
            say_line("hint")
        if field.kind in options.ONE | options.SEVERAL:
            found = options.options(self.session.plan, field)
            options.list_options(found)
            if found:
                say_line(_HINTS[field.kind])
        elif field.kind in _HINTS:
            say_line(_HINTS[field.kind])
        while True:
            typed = lines.ask()
            try:
                move = self.command(typed, stop)
            except ValueError:
                move = self._answer(stop, typed)
            if move is not None:
                return move

    def _answer(self, stop: Stop, typed: str) -> Move | None:
        """Take `typed` as the answer; None where it is none, and that was said."""
        path, field = stop
        if typed.strip() == "n":
            self.session.clear(path)
            say_line("cleared", label=self.label(path))
            return Move.NEXT
        raw: str | None = typed[1:] if typed.startswith("\\") else typed
        if field.kind in options.ONE | options.SEVERAL:
            known = options.options(self.session.plan, field)
            raw = options.chosen(typed, known, several=field.kind in options.SEVERAL)
        elif field.kind in MANY_LINES:
            raw = lines.ask_lines(typed)
        if raw is None:
            return None
        problem = self.session.edit(path, raw).problem
        self.desk.flush(sync=False)
        if problem is not None:
            say_line("refused", problem=worded(problem))
            return None
        value = self.text(path)
        say_line("set", label=self.label(path), value=value) if value else say_line("kept")
        return Move.NEXT

    def _now(self, path: Path) -> None:
        draft = self.session.drafts.get(path)
        if draft is not None:
            problem = worded(draft.problem) if draft.problem else ""
            say_line("now_draft", raw=draft.raw, problem=problem)
        elif get(self.session.plan, path) is MISSING:
            say_line("now_empty")
        else:
            say_line("now", value=self.text(path))

    def _help(self, stop: Stop) -> None:
        words = content.field_words(without_ids(Plan, stop[0]))
        lines.tell(words.help)
        for key, text in (("good", words.good), ("vague", words.vague)):
            if text:
                say_line(key, text=text)
        say_line("commands")

    def _undo(self) -> None:
        path = self.session.undo()
        if path is None:
            say_line("nothing_to_undo")
        else:
            say_line("undone", label=self.label(path) if path else "")

    def _go_to(self, typed: str) -> None:
        """Raises GoTo, or says that there is no such page."""
        if not typed:
            say_line("where", steps=names.listed())
            typed = lines.ask().strip()
        wanted = typed.casefold()
        shorts = {content.step(page.id).short.casefold(): page.id for page in PAGES}
        if wanted in names.pages():
            raise GoTo(names.page_id(wanted))
        if wanted in shorts:
            raise GoTo(shorts[wanted])
        if wanted:
            say_line("no_such_step", typed=typed)


def worded(problem: Problem) -> str:
    """Why a text is no answer, in a sentence."""
    return content.message(f"parse.{problem.key}", **problem.values)


def _model_at(page: str) -> type[Section]:
    model = next(field.model for field in fields_of(Plan) if field.name == page)
    if model is None:
        raise KeyError(page)
    return model


_HINTS = {
    Kind.FLAG: "hint_flag",
    Kind.CHOICE: "hint_one",
    Kind.REF: "hint_one",
    Kind.CHOICES: "hint_several",
    Kind.REFS: "hint_several",
    **dict.fromkeys(MANY_LINES, "hint_lines"),
}
