"""Where one is on the way through the plan: a stop per page, each with the mark of its state."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from quarterdeck import content
from quarterdeck.plan import calendar
from quarterdeck.steps.catalogue import PAGES, Step

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis
    from quarterdeck.engine.progress import Progress
    from quarterdeck.plan.document import Plan
    from quarterdeck.session.session import Session

REVIEW = "review"
"""The stop behind the last page: what is missing or odd, and the printed plan."""


class Mark(Enum):
    """A page's state: its sign, and its colour as a style of the theme. The sign alone tells it."""

    DONE = ("✓", "$success")
    FIX = ("!", "$warning")
    BEGUN = ("◦", "$text-muted")
    OPEN = ("·", "$faint")
    SKIPPED = ("–", "$faint")
    HERE = ("▶", "$accent")

    @property
    def sign(self) -> str:
        """One cell wide."""
        return self.value[0]

    @property
    def style(self) -> str:
        """A style in the theme's own names."""
        return self.value[1]


class Stop(Struct, frozen=True):
    """One place on the way."""

    id: str
    number: int | None
    short: str
    title: str
    state: Mark
    here: bool = False
    """Whether this is where one is."""
    to_fix: int = 0
    answered: int = 0
    essential: int = 0

    @property
    def mark(self) -> Mark:
        """What stands before it on the map."""
        return Mark.HERE if self.here else self.state

    @property
    def is_done(self) -> bool:
        """Whether every essential answer is there and nothing is to be fixed."""
        return bool(self.essential) and self.answered >= self.essential and not self.to_fix


def stops(session: Session, current: str) -> tuple[Stop, ...]:
    """Every page in order, and the review."""
    problems = Counter(path[0] for path, draft in session.drafts.items() if draft.problem is not None)
    errors = Counter(item.step for item in session.analysis.findings if item.severity == "error")
    pages = tuple(_stop(page, session, current, problems[page.id] + errors[page.id]) for page in PAGES)
    return (*pages, _review(problems.total() + errors.total()))


def blank_stops(current: str) -> tuple[Stop, ...]:
    """The pages before anything is known about them: for the first picture."""
    said = [(page, content.step(page.id)) for page in PAGES]
    pages = [
        Stop(page.id, page.number, words.short, words.title, Mark.OPEN, page.id == current)
        for page, words in said
    ]
    return (*pages, _review(0))


def moved(found: tuple[Stop, ...], current: str) -> tuple[Stop, ...]:
    """The same stops from another place."""
    return tuple(replace(stop, here=stop.id == current) for stop in found)


def foresee(session: Session) -> Analysis:
    """What the marks follow from, computed ahead of drawing them. Loads the engine where nobody has yet."""
    analysis = session.analysis
    _ = (analysis.progress, analysis.findings)
    return analysis


def _review(to_fix: int) -> Stop:
    state = Mark.FIX if to_fix else Mark.OPEN
    short, title = content.say("wizard.review_short"), content.say("wizard.review")
    return Stop(REVIEW, None, short, title, state, to_fix=to_fix)


def _stop(page: Step, session: Session, current: str, to_fix: int) -> Stop:
    words, progress = content.step(page.id), session.analysis.progress[page.id]
    state = Mark.FIX if to_fix else _state(page, progress)
    answered, essential = progress.answered, progress.essential
    here = page.id == current
    return Stop(page.id, page.number, words.short, words.title, state, here, to_fix, answered, essential)


def _state(page: Step, progress: Progress) -> Mark:
    if progress.essential and progress.answered >= progress.essential:
        return Mark.DONE
    if progress.touched:
        return Mark.BEGUN
    return Mark.OPEN if page.number is not None or progress.essential else Mark.SKIPPED


def steps_done(all_stops: tuple[Stop, ...]) -> tuple[int, int]:
    """How many of the numbered steps have all their essential answers and nothing to fix, and of how many."""
    numbered = [stop for stop in all_stops if stop.number is not None]
    return sum(stop.is_done for stop in numbered), len(numbered)


def quarter_lines(plan: Plan, today: date) -> tuple[str, ...]:
    """The quarter the plan is for, and how long it still runs."""
    quarter = plan.plan.quarter
    if quarter is None:
        return (content.say("wizard.quarter_open"),)
    start = plan.plan.fiscal_year_start or 1
    first, last = calendar.first_day(quarter, start), calendar.last_day(quarter, start)
    name = content.say("wizard.quarter", quarter=" ".join(reversed(quarter.split("-"))))
    if today < first:
        said = content.say("wizard.quarter_begins", day=_day(first), days=(first - today).days)
    elif today > last:
        said = content.say("wizard.quarter_ended", day=_day(last))
    elif (last - today).days == 1:
        said = content.say("wizard.quarter_ends_one", day=_day(last))
    elif today == last:
        said = content.say("wizard.quarter_ends_today")
    else:
        said = content.say("wizard.quarter_ends", day=_day(last), days=(last - today).days)
    return name, said


def _day(day: date) -> str:
    return f"{day.day} {content.say('wizard.months').split()[day.month - 1]}"
