"""Review and print: what is to be fixed, what is odd, what is still open, each with the way there."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static
from typing_extensions import override

from quarterdeck import content
from quarterdeck.engine.checks import whole
from quarterdeck.engine.findings import ADVICE, ERROR, SEVERITIES, WARNING, Finding
from quarterdeck.engine.silencing import Silence
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import without_ids
from quarterdeck.plan.types import MAX_TEXT
from quarterdeck.report.findings import sentence
from quarterdeck.report.reading import Reading
from quarterdeck.session import silencing
from quarterdeck.session.closing import guards
from quarterdeck.session.outcome import Draft
from quarterdeck.session.session import Session
from quarterdeck.session.silencing import SILENCED
from quarterdeck.steps.catalogue import LENS, PAGES
from quarterdeck.tui import stops
from quarterdeck.tui.compat import QuietScreen
from quarterdeck.tui.dialogs import LineDialog
from quarterdeck.tui.differences import place
from quarterdeck.tui.form.cell import sentence as problem_sentence
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.listing import Listing, Row, gap, heading
from quarterdeck.tui.names import file_name
from quarterdeck.tui.topline import SaveState, TopLine

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.app import QuarterdeckApp

MARKS = {ERROR: ("✗", "$error"), WARNING: ("!", "$warning"), ADVICE: ("·", "$primary")}
SAID_BELOW = frozenset(rule.code for rule in whole.RULES if rule.find is whole.open_questions)
"""Findings that the list of what is not answered yet tells too, page by page."""
COMMANDS = ("report", "export")
CLOSING = "close_quarter"
"""Offered first where the plan's quarter is over."""
SEPARATOR, BEHIND = "\x1f", "\x1e"
"""Between the keys of a path in a row's id, and behind the path of a finding: no key holds them."""
GO, SILENT = "go", "silent"


async def show(app: QuarterdeckApp) -> None:
    """The review; where that is shown already, the report."""
    from quarterdeck.tui import reportview

    if isinstance(app.screen, ReviewScreen | reportview.ReportScreen):
        await reportview.show(app)
    elif app.desk is not None:
        await app.push_screen(ReviewScreen(app.desk))


class ReviewScreen(QuietScreen[None]):
    """The last stop."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("close", "escape,ctrl+o,f3"),
        key("print", "p", "app.report"),
        key("export", "s", "app.export"),
        key("silence", "x"),
        key("close_review", "q", "close", show=False),
    ]
    AUTO_FOCUS = "Listing"
    app: QuarterdeckApp

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    @override
    def compose(self) -> ComposeResult:
        yield TopLine(id="top")
        yield Static(Content.styled(summary(self._desk.session), "$text"), id="welcome")
        yield Listing(rows(self._desk.session), id="review-list")
        yield Static(Content.styled(content.say("review.hint"), "$text-muted"), id="help-lines")
        yield KeyStrip("close", "print", id="keys")

    @on(events.Mount)
    def _open(self) -> None:
        top = self.query_one(TopLine)
        top.title = content.say("wizard.review")
        top.subtitle = file_name(self._desk.path)
        if self.app.keeper is not None:
            self._show_state(self.app.keeper.state)
            self.app.keeper.changed.subscribe(self, self._show_state)

    def _show_state(self, state: SaveState) -> None:
        self.query_one(TopLine).state = state

    @on(Listing.Selected)
    async def _choose(self, event: Listing.Selected) -> None:
        kind, _, rest = event.row.id.partition(":")
        if kind in (*COMMANDS, CLOSING):
            await self.app.run_action(f"app.{kind}")
        elif kind == SILENT:
            self.app.go((*SILENCED, rest))
        else:
            self.app.go(tuple(rest.partition(BEHIND)[0].split(SEPARATOR)))

    @on(Listing.Highlighted)
    def _offer(self) -> None:
        self.refresh_bindings()

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only findings can be silenced."""
        row = self.query_one(Listing).row if action == "silence" else None
        return action != "silence" or (row is not None and (row.id.startswith(SILENT) or BEHIND in row.id))

    def action_silence(self) -> None:
        """Silence the finding under the cursor, with a reason; tell a silenced one again."""
        row, session = self.query_one(Listing).row, self._desk.session
        kind, _, rest = row.id.partition(":") if row else ("", "", "")
        if kind == SILENT:
            self._changed(silencing.unsilence(session.plan, rest), (*SILENCED, rest))
            return
        found = next((item for item in session.analysis.findings if row and _mark(item) == row.id), None)
        if found is not None and row is not None:
            dialog = LineDialog(content.say("review.why_silent"), row.text, "", _reason_problem)
            _ = self.app.push_screen(dialog, partial(self._silence, found))

    def _silence(self, found: Finding, reason: str | None) -> None:
        if reason:
            session = self._desk.session
            self._changed(*silencing.silence(session.plan, found, reason, session.today))

    def _changed(self, plan: Plan, path: Path) -> None:
        """The list without it, or with it again; the cursor stays about where it was."""
        at = self.query_one(Listing).cursor
        self._desk.session.change(plan, path)
        self.app.show_again()
        self.query_one(Listing).stand_near(at)

    @override
    def refresh_from_session(self) -> None:
        self.query_one("#welcome", Static).update(Content.styled(summary(self._desk.session), "$text"))
        self.query_one(Listing).show(rows(self._desk.session))

    def action_close(self) -> None:
        """Back to the form."""
        self.answer()


def summary(session: Session) -> str:
    """How far the plan is, and how much there is to look at."""
    done, of = stops.steps_done(stops.stops(session, ""))
    counted = Counter(finding.severity for finding in session.analysis.findings)
    to_fix = counted[ERROR] + len(_problems(session))
    key_ = "summary" if to_fix or counted[WARNING] else "summary_clear"
    return content.say(f"review.{key_}", done=done, of=of, errors=to_fix, warnings=counted[WARNING])


def rows(session: Session) -> list[Row]:
    """The whole list: commands, what is to be fixed, what is odd, advice, what is not answered yet."""
    waits = guards.days_over(session.plan, session.today) is not None
    listed = [_command(name) for name in (*((CLOSING,) if waits else ()), *COMMANDS)]
    reading = Reading(session.plan, session.analysis)
    found: dict[str, list[Row]] = {severity: [] for severity in SEVERITIES}
    for item in session.analysis.findings:
        if item.code not in SAID_BELOW:
            found[item.severity].append(_finding(reading, item))
    found[ERROR] = [_problem(session, path, draft) for path, draft in _problems(session)] + found[ERROR]
    for severity in SEVERITIES:
        if found[severity]:
            listed += [gap(), heading(content.say(f"review.{severity}")), *found[severity]]
    unanswered = _unanswered(session)
    if unanswered:
        listed += [gap(), heading(content.say("review.open")), *unanswered]
    silenced = [_silenced(reading, silence) for silence in session.analysis.silenced]
    if silenced:
        listed += [gap(), heading(content.say("review.silenced")), *silenced]
    return listed


def _command(name: str) -> Row:
    words, remark = content.say(f"review.{name}"), content.say(f"review.{name}_remark")
    return Row(f"{name}:", words, mark="›", mark_style="$accent", right=remark)


def _problems(session: Session) -> list[tuple[Path, Draft]]:
    return [(path, draft) for path, draft in session.drafts.items() if draft.problem is not None]


def _problem(session: Session, path: Path, draft: Draft) -> Row:
    words = content.field_words(without_ids(Plan, path))
    said = problem_sentence(draft.problem, words) if draft.problem else ""
    mark, style = MARKS[ERROR]
    where = place(session.plan, path)
    return Row(_id(path), where, mark=mark, mark_style=style, detail=said)


def _finding(reading: Reading, finding: Finding) -> Row:
    message, fix = sentence(reading, finding)
    mark, style = MARKS[finding.severity]
    short = content.step(finding.step).short
    return Row(_mark(finding), message, mark, style, short, detail=fix)


def _silenced(reading: Reading, silence: Silence) -> Row:
    """A finding nobody is told about any more, and why."""
    message, _ = sentence(reading, silence.finding)
    short = content.step(silence.finding.step).short
    why = content.say("review.because", reason=silence.said.reason)
    return Row(f"{SILENT}:{silence.row}", message, "–", "$text-muted", short, detail=why, style="$text-muted")


def _mark(finding: Finding) -> str:
    """Where a finding leads to, and which one it is."""
    return BEHIND.join((_id(finding.path or (finding.step,)), finding.code, finding.about))


def _reason_problem(typed: str) -> str:
    if not typed.strip():
        return content.say("review.no_reason")
    return content.say("review.long_reason", limit=MAX_TEXT) if len(typed) > MAX_TEXT else ""


def _unanswered(session: Session) -> list[Row]:
    found = []
    for page in PAGES:
        progress = session.analysis.progress[page.id]
        if page is LENS or not progress.open:
            continue
        words = content.step(page.id)
        title = words.title if page.number is None else f"{page.number}  {words.title}"
        count = content.say("wizard.answered", answered=progress.answered, essential=progress.essential)
        first = content.say("review.first_open", label=content.field_words(_plain(progress.open[0])).label)
        found.append(Row(_id(progress.open[0]), title, mark="·", right=count, detail=first))
    return found


def _plain(path: Path) -> Path:
    return without_ids(Plan, path)


def _id(path: Path) -> str:
    return f"{GO}:{SEPARATOR.join(path)}"
