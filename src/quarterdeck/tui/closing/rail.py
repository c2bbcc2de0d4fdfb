"""Where one is among the five stages: a strip, or a rail with the quarter in one look."""

from __future__ import annotations

from textual.content import Content
from typing_extensions import override

from quarterdeck import content
from quarterdeck.plan.format import quarter
from quarterdeck.session.closing.flow import STAGES, Flow
from quarterdeck.tui.stepmap import StepRail, StepStrip
from quarterdeck.tui.stops import Mark, Stop

LEARNED_LINES = 6


class StageStrip(StepStrip):
    """The stages in one line."""


class StageRail(StepRail):
    """The stages as a column."""

    HEADING = "closing.heading"

    @override
    def _progress(self, width: int) -> list[Content]:
        return []


def stops(flow: Flow) -> tuple[Stop, ...]:
    """The five stages."""
    found = []
    for at, name in enumerate(STAGES):
        words = content.say(f"closing.stages.{name}.short")
        mark = Mark.DONE if at < flow.stage else Mark.OPEN
        found.append(Stop(name, at + 1, f"{at + 1} {words}", words, mark, at == flow.stage))
    return tuple(found)


def one_look(flow: Flow, width: int) -> tuple[str, ...]:
    """How many targets were met, and what was learned, in lines of at most `width` cells."""
    facts = flow.facts
    aims = {kpi_id: facts.aim(kpi_id, kpi) for kpi_id, kpi in facts.plan.kpis.items.items()}
    reached = 0
    for kpi_id, aim in aims.items():
        came = facts.actual(kpi_id).number
        reached += aim is not None and came is not None and aim.shortfall(came) <= 0
    of = sum(aim is not None for aim in aims.values())
    lines = [
        content.say("closing.in_one_look", quarter=quarter(flow.quarter)),
        content.say("closing.targets_met", met=reached, of=of),
    ]
    learned = flow.lessons.learned or flow.lessons.worked
    if learned:
        told = [line.plain.rstrip() for line in Content(" ".join(learned.split())).wrap(max(width, 10))]
        lines += ["", content.say("closing.you_learned"), *told[:LEARNED_LINES]]
    return tuple(lines)
