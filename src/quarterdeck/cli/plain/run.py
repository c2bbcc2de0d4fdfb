"""A whole session of plain prompts: opening, recovering, going from page to page, saving, leaving."""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path

from quarterdeck import content
from quarterdeck.cli.plain import lines
from quarterdeck.cli.plain.form import Form
from quarterdeck.cli.plain.lines import Close, GoTo, Leave, Move, say_line
from quarterdeck.errors import PlanChanged, QuarterdeckError, SaveFailed
from quarterdeck.plan.format import quarter
from quarterdeck.session.closing.guards import days_over
from quarterdeck.session.desk import Desk
from quarterdeck.session.navigator import Navigator
from quarterdeck.steps import catalogue
from quarterdeck.store import recent


def run_plain(path: Path, page: str = "") -> int:
    """Ask everything, page by page; gives the exit code. Raises PlanUnreadable."""
    gc.enable()
    desk = Desk.open(path)
    known = recent.find(path)
    navigator = Navigator(current=page or (known.page if known else ""))
    _leave_safely_on_signals()
    try:
        return _Talk(desk, navigator).through()
    finally:
        cover = desk.session.plan.plan
        recent.remember(
            path, company=cover.company or "", quarter=cover.quarter or "", page=navigator.current
        )
        desk.close()


class _Talk:
    """One founder, one plan, until they leave."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        self.desk = desk
        self.navigator = navigator
        self.form = Form(desk, self.save)
        self._failure: QuarterdeckError | None = None

    def through(self) -> int:
        """The whole talk; gives the exit code."""
        try:
            self._begin()
            self._pages()
        except Leave:
            pass
        return self._end()

    def save(self, *, quietly: bool = False) -> bool:
        """Write the file, and say so; whether it holds everything now."""
        if not self.desk.session.dirty:
            return True
        try:
            self.desk.save()
        except (SaveFailed, PlanChanged) as error:
            self._failure = error
            say_line("not_saved", problem=error)
            return False
        self._failure = None
        if not quietly:
            say_line("saved", path=self.desk.name)
        for note in self.desk.notes:
            lines.tell(note.text)
        return True

    def _begin(self) -> None:
        for note in self.desk.notes:
            lines.tell(note.text)
        if self.desk.in_use is not None:
            say_line("in_use")
        found = self.desk.recoverable
        if found is None:
            self._tell_what_waits()
            return
        from quarterdeck.cli.commands.history import moment

        places = [self.form.label(path) for path in (*found.differences, *found.texts)]
        say_line("recover", when=moment(found.at), count=", ".join(dict.fromkeys(places)))
        if not found.same_base:
            say_line("recover_changed")
        match lines.ask().strip():
            case "1":
                self.desk.recover()
                say_line("recovered")
            case "2":
                self.desk.discard_draft()
                say_line("thrown_away")
            case _:
                say_line("later")

    def _tell_what_waits(self) -> None:
        cover, days = self.desk.session.plan.plan, days_over(self.desk.session.plan, self.desk.session.today)
        if cover.quarter and days is not None:
            say_line("quarter_over", quarter=quarter(cover.quarter))

    def _pages(self) -> None:
        from_end = False
        while True:
            self._head()
            try:
                move = self.form.page(self.navigator.current, from_end=from_end)
            except Close:
                self._close()
                continue
            except GoTo as wish:
                self.save()
                self.navigator.go(wish.page)
                from_end = False
                continue
            self.save()
            from_end = move is Move.BACK
            if move is Move.BACK:
                if self.navigator.is_first:
                    say_line("first")
                    from_end = False
                self.navigator.back()
            elif self.navigator.is_last:
                self._last()
            else:
                self.navigator.next()

    def _last(self) -> None:
        """Behind the last question there is only going somewhere, or leaving. Raises Leave."""
        say_line("last")
        while True:
            stop = ((self.navigator.current,), self.form.stops((), type(self.desk.session.plan))[0][1])
            try:
                move = self.form.command(lines.ask(), stop)
            except Close:
                self._close()
                return
            except GoTo as wish:
                self.navigator.go(wish.page)
                return
            except ValueError:
                move = None
            if move is Move.BACK:
                return
            say_line("last")

    def _close(self) -> None:
        """Close the quarter; the plan of the next one is opened anew. Raises Leave."""
        from quarterdeck.cli.plain.closing import close

        if self.save() and close(self.desk):
            raise Leave

    def _head(self) -> None:
        page = catalogue.page(self.navigator.current)
        progress = self.desk.session.analysis.progress[page.id]
        counts = {"answered": progress.answered, "essential": progress.essential}
        words = content.step(page.id)
        lines.tell("")
        if page.number is None:
            say_line("page", title=words.title, **counts)
        else:
            say_line("step", number=page.number, count=len(catalogue.STEPS), title=words.title, **counts)
        lines.tell(words.question)

    def _end(self) -> int:
        changed = self.desk.session.dirty or self.desk.status.at is not None
        if not self.save(quietly=True):
            return self._failure.exit_code if self._failure else SaveFailed.exit_code
        say_line("quit_saved" if changed else "quit_unchanged", path=self.desk.name)
        return 0


def _leave_safely_on_signals() -> None:
    """SIGTERM and SIGHUP leave through the same door as everything else: the draft is written on the way."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, lambda got, _: sys.exit(128 + got))
