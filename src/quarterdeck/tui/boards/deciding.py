"""The questions behind "Use this": what carries it out, what it is called, and what it rests on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError

from quarterdeck import content
from quarterdeck.engine import decided
from quarterdeck.engine.decided import ACTION, CHANNEL, HIRE, LINE
from quarterdeck.engine.levers.closing import cost_of
from quarterdeck.plan import format as fmt
from quarterdeck.plan.choices import LISTS
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.parse import Problem, Read
from quarterdeck.plan.paths import without_ids
from quarterdeck.plan.types import MAX_TEXT
from quarterdeck.report import gap_steps as steps
from quarterdeck.report import gap_words as words
from quarterdeck.report.gap_words import say
from quarterdeck.report.layout import clip
from quarterdeck.session import reading
from quarterdeck.session.deciding import GAPS, REMEDIES, Decided, Decision, decide
from quarterdeck.session.session import Session
from quarterdeck.tui.boards.seen import ACCEPT, LOWER, Seen, SeenGap, Way
from quarterdeck.tui.dialogs import Answer, ChoiceDialog, LineDialog
from quarterdeck.tui.form.cell import sentence

if TYPE_CHECKING:
    from quarterdeck.tui.app import QuarterdeckApp

LINK = "link"
FIRST = {"leads": LINE, "spend": LINE, "reps": HIRE}
"""What carries a lever out most naturally, where that is no action."""
LONGEST_TITLE = 60
_COST = (*GAPS, "", "cost")


class Case(Struct, frozen=True):
    """One gap and the way somebody chose for it."""

    app: QuarterdeckApp
    session: Session
    seen: Seen
    one: SeenGap
    way: Way

    @property
    def title(self) -> str:
        """What the gap is called, or is to be called."""
        gap, read = self.one.gap, self.seen.reading
        return clip(steps.called(read, gap) if gap.row else steps.proposed_title(read, gap), MAX_TEXT)

    @property
    def month(self) -> str:
        """The first month of the gap's that is not over, else this one."""
        today = self.session.today.isoformat()[: len("2027-01")]
        return next((month for month in self.one.gap.months if month >= today), today)

    @property
    def deed(self) -> str:
        """The way in words, where it says how far to go."""
        return self.way.text if self.way.levers and self.way.enough else ""

    def line(
        self, key: str, value: str, check: Callable[[str], str], title: str = "", **told: str
    ) -> Awaitable[str | None]:
        """A question answered with a line; None: Esc."""
        dialog = LineDialog(
            title or say(f"board.{key}.title"), say(f"board.{key}.text", **told), value, check
        )
        return self.app.push_screen_wait(dialog)

    def choice(self, title: str, text: str, answers: list[Answer]) -> Awaitable[str]:
        """A question with a few answers; empty: Esc."""
        return self.app.push_screen_wait(ChoiceDialog(title, text, answers, default=""))


async def ask(case: Case) -> tuple[Decided, str] | None:
    """What was decided, made of the plan as it stands, and what to say about it; None: nothing was.

    Every question can be left with Esc, which decides nothing.
    """
    gap = case.one.gap
    start = Decision(gap.goal, gap.kpi, case.title, row=gap.row)
    found = await {ACCEPT: _accept, LOWER: _lower}.get(case.way.kind, _use)(case, start)
    if found is None:
        return None
    decision, said = found
    try:
        return decide(case.session.plan, decision), said
    except (ValidationError, KeyError):
        # The row went away meanwhile: nothing is decided about a gap that is gone.
        return None


Found = tuple[Decision, str] | None


async def _accept(case: Case, start: Decision) -> Found:
    reason = await case.line("why_accept", "", _some)
    if reason is None:
        return None
    return replace(start, remedy_kind=decided.ACCEPT, remedy=reason), say("board.done.accept")


async def _lower(case: Case, start: Decision) -> Found:
    gap, read = case.one.gap, case.seen.reading
    place = ("kpis", "items", gap.kpi, "baseline")
    told = {name: words.number(read, gap, getattr(gap, name)) for name in ("forecast", "target")}
    number = gap.forecast.number
    shown = "" if number is None else fmt.amount(words.rounded(number), case.session.style)
    typed = await case.line("lower_to", shown, partial(_number_problem, case.session, place), **told)
    level = None if typed is None else _number(case.session, place, typed)
    if level is None:
        return None
    reason = await case.line("why_lower", "", _some)
    if reason is None:
        return None
    said = say("board.done.lower_target", target=words.level(read, gap, level))
    return replace(start, remedy_kind=decided.LOWER, remedy=reason, target=level), said


async def _use(case: Case, start: Decision) -> Found:
    makes = await _how(case)
    if not makes:
        return None
    start = replace(start, requirement=case.deed)
    carried = await (_linked(case, start) if makes == LINK else _made(case, start, makes))
    if carried is None:
        return None
    decision, name = carried
    assumed = await _assumption(case)
    if assumed is None:
        return None
    decision = replace(decision, assumption=assumed[0], confidence=assumed[1])
    return decision, say(f"board.done.{makes}", name=name)


async def _how(case: Case) -> str:
    """What carries it out: action | link | hire | budget | channel; empty for nothing."""
    levers = case.way.levers
    first = FIRST.get(levers[0].lever, ACTION) if levers else ACTION
    kinds = [ACTION, LINK, HIRE, LINE, CHANNEL] if _pending(case.session) else [ACTION, HIRE, LINE, CHANNEL]
    kinds.sort(key=lambda kind: kind != first)
    month = fmt.month(case.month)
    answers = [
        Answer(kind, say(f"board.how.{kind}"), say(f"board.how.{kind}_hint", month=month)) for kind in kinds
    ]
    title = say("board.how.title", gap=clip(case.title, LONGEST_TITLE))
    return await case.choice(title, case.deed or say("board.how.own_text"), answers)


async def _linked(case: Case, start: Decision) -> Found:
    """An action that is there already."""
    actions = _pending(case.session)
    answers = [Answer(row_id, name) for row_id, name in actions.items()]
    link = await case.choice(say("board.which.title"), say("board.which.text"), answers)
    if not link:
        return None
    return replace(start, links=(link,), remedy_kind=REMEDIES[ACTION]), actions[link]


async def _made(case: Case, start: Decision, makes: str) -> Found:
    """A row that is made: its name, and the money where it is about that."""
    proposed = case.deed if makes == ACTION else say(f"board.name.{makes}_name")
    name = await case.line("name", clip(proposed, MAX_TEXT), _named, title=say(f"board.name.{makes}"))
    if name is None:
        return None
    cost = cost_of(case.way.levers)
    if makes == LINE:
        shown = "" if cost is None else fmt.amount(cost, case.session.style)
        check = partial(_number_problem, case.session, _COST)
        typed = await case.line("cost", shown, check, month=fmt.month(case.month))
        if typed is None:
            return None
        cost = _number(case.session, _COST, typed)
    sells = {"sells": True, "team": "sales"} if makes == HIRE and case.way.levers else {}
    return replace(start, makes=makes, name=name, cost=cost, month=case.month, values=sells), name


async def _assumption(case: Case) -> tuple[str, str] | None:
    """The assumption and how sure it is, both empty where there is none; None: Esc."""
    plan = case.session.plan
    row = plan.gaps.items.get(case.one.gap.row)
    known = plan.data.assumptions.get((row.assumption if row else "") or "")
    proposed = (known.statement if known else None) or _assumed(case)
    typed = await case.line("assume", clip(proposed, MAX_TEXT), _short)
    if not typed:
        return None if typed is None else ("", "")
    if known is not None and known.statement == typed and known.confidence:
        return typed, ""
    answers = [Answer(sure, content.choice("confidence", sure)) for sure in LISTS["confidence"]]
    sure = await case.choice(say("board.sure.title"), say("board.sure.text", assumption=typed), answers)
    return typed, sure


# What is asked with, and what is proposed.


def _assumed(case: Case) -> str:
    """What must be true for the lever to be pulled so far."""
    if not case.deed:
        return ""
    lever, read = case.way.levers[0], case.seen.reading
    value = words.lever_value(read, lever, lever.needed)
    return say("board.assume.lever", lever=words.lever_name(read, lever), value=value)


def _some(typed: str) -> str:
    return "" if typed.strip() else say("board.problems.empty")


def _short(typed: str) -> str:
    return say("board.problems.long", limit=MAX_TEXT) if len(typed) > MAX_TEXT else ""


def _named(typed: str) -> str:
    return _short(typed) if typed.strip() else say("board.problems.unnamed")


def _pending(session: Session) -> dict[str, str]:
    """Actions that are still to be done, by id."""
    rows = session.plan.actions.items.items()
    return {row_id: row.what or row_id for row_id, row in rows if row.status not in decided.OVER}


def _read(session: Session, path: Path, raw: str) -> Read | Problem:
    return reading.read(path, raw, session.plan, session.today)


def _number(session: Session, path: Path, raw: str) -> Decimal | None:
    answer = _read(session, path, raw)
    return answer.value if isinstance(answer, Read) and isinstance(answer.value, Decimal) else None


def _number_problem(session: Session, path: Path, raw: str) -> str:
    """Why that is no number for the field there, in its own words."""
    answer = _read(session, path, raw)
    return (
        sentence(answer, content.field_words(without_ids(Plan, path))) if isinstance(answer, Problem) else ""
    )
