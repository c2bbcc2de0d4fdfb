"""What the KPI table says of each row, looked up once for each plan. Free of Textual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from msgspec import Struct

from quarterdeck import content
from quarterdeck.content import FieldWords, say
from quarterdeck.engine import checks
from quarterdeck.engine.checks.kpis import RULES
from quarterdeck.engine.findings import Finding
from quarterdeck.plan import format as fmt
from quarterdeck.plan.calendar import first_day
from quarterdeck.plan.document import Plan
from quarterdeck.plan.kpi_catalogue import CATALOGUE
from quarterdeck.report.document import Tone
from quarterdeck.report.findings import sentence
from quarterdeck.report.reading import Reading
from quarterdeck.report.standing import Stands, stands
from quarterdeck.session.session import Session

TABLE = ("kpis", "items")
ORDERS = ("", "state", "kpi", "goals", "owner")
"""What the rows can be sorted by: the plan's own order first."""
_URGENT = {Tone.BAD: 0, Tone.WATCH: 1, Tone.GOOD: 2, Tone.QUIET: 3}


class Book(Struct, frozen=True, dict=True):
    """Every KPI of one plan as it is shown."""

    session: Session
    plan: Plan

    @cached_property
    def _stands(self) -> dict[str, Stands]:
        """Where each KPI stands, as far as it was asked for."""
        return {}

    @cached_property
    def reading(self) -> Reading:
        """The plan as people read it."""
        return Reading(self.plan, self.session.analysis)

    def __getitem__(self, kpi_id: str) -> Stands:
        if kpi_id not in self._stands:
            self._stands[kpi_id] = stands(self.reading, kpi_id)
        return self._stands[kpi_id]

    def order(self, by: str) -> list[str]:
        """The ids of the rows, sorted by one of `ORDERS`; equals stay in the plan's order."""
        ids = list(self.plan.kpis.items)
        keys: dict[str, Callable[[str], tuple[object, ...]]] = {
            "state": lambda kpi_id: (_URGENT[self[kpi_id].state.tone], self[kpi_id].state.text),
            "kpi": lambda kpi_id: (self[kpi_id].name.casefold(),),
            "goals": lambda kpi_id: tuple(map(int, self[kpi_id].goals)) or (len(ids) + 1,),
            "owner": lambda kpi_id: (not self[kpi_id].owner, self[kpi_id].owner.casefold()),
        }
        return sorted(ids, key=keys[by]) if by else ids

    def short(self, kpi_id: str) -> str:
        """Its name; where that is the catalogue's own, the catalogue's short one."""
        kpi = self.plan.kpis.items[kpi_id]
        known = content.kpi(kpi.catalogue) if kpi.catalogue in CATALOGUE else {}
        return known["short"] if known and kpi.name == known["name"] else self[kpi_id].name

    def goals(self, kpi_id: str) -> str:
        """The goal it is for, in full, and how many more there are."""
        numbers, names = self[kpi_id].goals, list(self.reading.rows("goals.items").values())
        if not numbers:
            return say("kpis.no_goal")
        goal, rest = names[int(numbers[0]) - 1], len(numbers) - 1
        key = "for_goals" if rest else "for_goal"
        return say(f"kpis.{key}", number=numbers[0], goal=goal, count=rest)

    def to_do(self, kpi_id: str) -> list[str]:
        """What would help it most: what the checks found, and what is missing to judge it."""
        missing = self._missing(self[kpi_id].standing.status.reason)
        mended = [sentence(self.reading, item)[1] for item in self._findings if item.path[2] == kpi_id]
        return [say("kpis.to_do", what=what) for what in (*missing, *mended)]

    def words(self, kpi_id: str) -> FieldWords:
        """What it is, for the help beside the table."""
        kpi = self.plan.kpis.items[kpi_id]
        known = content.kpi(kpi.catalogue) if kpi.catalogue in CATALOGUE else {}
        question = kpi.question or known.get("question", "")
        said = kpi.definition or known.get("definition", "")
        note = kpi.formula_note or ""
        return FieldWords(
            self[kpi_id].name,
            {"question": question} if question else {},
            " ".join(part for part in (said, note) if part) or say("kpis.undefined"),
        )

    def _missing(self, reason: str) -> Sequence[str]:
        words = {
            "aim": content.step("kpis").groups["aim"].title,
            "results": content.label((*TABLE, "actuals")),
            "start": "",
        }
        analysis = self.reading.analysis
        if analysis.quarter:
            words["start"] = fmt.day(first_day(analysis.quarter, analysis.fiscal_start), self.reading.style)
        try:
            return (say(f"kpis.do.{reason}", **words),) if reason else ()
        except KeyError:
            return ()

    @cached_property
    def _findings(self) -> list[Finding]:
        found = checks.check(self.reading.analysis, RULES)
        return [item for item in found if item.path[:2] == TABLE and len(item.path) > 2]
