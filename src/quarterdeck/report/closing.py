"""The closing of a quarter in words: what is asked, what is suggested and why, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from quarterdeck import content
from quarterdeck.engine.gaps import OVER
from quarterdeck.engine.targets import Level
from quarterdeck.plan import format as fmt
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.measure import unit_at, unit_of
from quarterdeck.plan.paths import declared, without_ids
from quarterdeck.plan.refs import name_of
from quarterdeck.plan.style import style_of
from quarterdeck.plan.types import Target
from quarterdeck.report.document import SIGNS, Block, Bullets, Cell, Column, Heading, Table, Tone
from quarterdeck.report.layout import clip
from quarterdeck.report.reading import Reading
from quarterdeck.report.units import readable, shown
from quarterdeck.session.closing.ahead import opening_sources
from quarterdeck.session.closing.carried import ARCHIVED, PUT_AWAY
from quarterdeck.session.closing.choices import Choice, Item
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.guards import RUNNING, Hindrance

NOT_KNOWN = "–"
_TONES = {"reached": Tone.GOOD, "finished": Tone.GOOD, "missed": Tone.WATCH, "dropped": Tone.BAD}
_MONEY = ("budget", "tool", "verdict", "spend")
_LONGEST = 40


class Line(Struct, frozen=True):
    """One item as people read it."""

    kind: str
    name: str
    was: str
    came: str
    choice: str
    """What was chosen, else what is suggested."""
    why: str
    tone: Tone = Tone.PLAIN


class Telling(Struct, frozen=True):
    """Tells of one closing."""

    facts: Facts

    @property
    def reading(self) -> Reading:
        """The plan whose quarter ends."""
        return Reading(self.facts.plan, self.facts.analysis)

    def line(self, item: Item, choice: Choice) -> Line:
        """An item with what was chosen for it."""
        return Line(
            content.say(f"closing.kinds.{item.kind}"),
            self.name(item),
            self.value(item, item.was),
            "" if item.came is None else self.figure(item, item.came),
            self.option(item, choice.option, choice.value),
            self.why(item),
            _TONES.get(choice.option, Tone.PLAIN),
        )

    def name(self, item: Item) -> str:
        """What the thing is called."""
        field = declared(Plan, item.path)
        is_row = field is not None and field.name != item.path[-1]
        label = content.label(without_ids(Plan, item.path))
        return name_of(self.facts.plan, item.path) if is_row else self._inside(item.path, label)

    def _inside(self, path: Path, label: str) -> str:
        """A field, behind the name of the row it stands in."""
        row = next((path[:size] for size in range(len(path) - 1, 2, -1) if _is_row(path[:size])), None)
        return f"{name_of(self.facts.plan, row)}: {label}" if row else label

    def option(self, item: Item, option: str, value: Decimal | None = None) -> str:
        """What may become of it, with the figure it goes with."""
        words = content.choice("stage", option) if item.kind == "stage" else _option(item.kind, option)
        if option == item.takes_value and value is not None:
            return content.say("closing.option_value", option=words, value=self.figure(item, value))
        return words

    def why(self, item: Item) -> str:
        """Why it is suggested, in a sentence."""
        values = {name: self._told(item, name, value) for name, value in item.why.values.items()}
        return content.say(f"closing.why.{item.why.key}", **values)

    def figure(self, item: Item, value: Decimal) -> str:
        """A figure in the unit of the KPI, or of the field, it is about."""
        style, field = style_of(self.facts.plan, self.facts.today), declared(Plan, item.path)
        kpi = self.facts.plan.kpis.items.get(self._kpi(item))
        if kpi is not None:
            return fmt.quantity(readable(value), style, unit_of(kpi))
        if field is not None and field.is_number:
            return shown(field, readable(value), style, unit_at(self.facts.plan, item.path))
        return fmt.quantity(value, style, "money" if item.kind in _MONEY else "")

    def value(self, item: Item, value: object) -> str:
        """What was planned."""
        style = style_of(self.facts.plan, self.facts.today)
        match value:
            case None:
                return ""
            case Decimal() | int():
                return self.figure(item, Decimal(value))
            case date():
                return fmt.day(value, style)
            case Target():
                aim = self._aim(item)
                return "" if aim is None else self.figure(item, aim.number)
            case _:
                return self._word(item, str(value))

    def _word(self, item: Item, value: str) -> str:
        lists = {"stage": "stage", "assumption": "confidence"}
        if item.kind in lists:
            return content.choice(lists[item.kind], value).partition(" – ")[0]
        return fmt.period(value) if value[:4].isdigit() and len(value) == 7 else value

    def _aim(self, item: Item) -> Level | None:
        plan, row_id = self.facts.plan, item.path[-1]
        if item.kind == "kpi":
            return self.facts.aim(row_id, plan.kpis.items[row_id])
        return self.facts.goal_aim(plan.goals.items[row_id])

    def _kpi(self, item: Item) -> str:
        if item.kind == "kpi":
            return item.path[-1]
        goal = self.facts.plan.goals.items.get(item.path[-1]) if item.kind == "goal" else None
        return goal.kpis[0] if goal and goal.kpis else ""

    def _told(self, item: Item, name: str, value: object) -> str:
        if name == "kpi":
            return self.reading.name("kpis.items", str(value))
        if name in ("cases", "months", "count", "most"):
            return fmt.amount(Decimal(str(value)), self.reading.style)
        if name == "came" and item.kind == "rate":
            return fmt.amount(Decimal(str(value)), self.reading.style)
        if name == "kept":
            return fmt.percent(Decimal(str(value)), self.reading.style)
        return self.value(item, value) or content.say("closing.unknown")

    def table(self, lines: list[Line], title: str = "") -> Table:
        """Items under each other, as the command prints them."""
        numeric = {"planned", "came"}
        heads = tuple(Column(text, name in numeric) for name, text in columns(self.facts).items())
        rows = [(Cell(line.kind), *(_cell(text) for text in _texts(line))) for line in lines]
        return Table((Column(""), *heads), tuple(rows), title, spans=1, firm=True)


def copied(facts: Facts, file: str) -> tuple[Block, ...]:
    """What goes along to the next quarter, what moves on by itself, and what stays in the file `file`."""
    say, plan = content.say, facts.plan
    words = {"quarter": fmt.quarter(facts.quarter), "next": fmt.quarter(facts.next)}
    goes = [say("closing.copy.icp")] + [
        say(f"closing.copy.{name}", count=count) for name, count in _going(facts).items() if count
    ]
    stays = [say(f"closing.copy.{name}", count=count) for name, count in _staying(facts).items() if count]
    if plan.forecast.earlier:
        stays.append(say("closing.copy.earlier"))
    return (
        Heading(say("closing.goes_along")),
        Bullets(tuple(Cell(text) for text in [*goes, say("closing.copy.drivers")])),
        Heading(say("closing.moves")),
        Bullets(tuple(Cell(text) for text in _moving(facts, words))),
        Heading(say("closing.stays", **words)),
        Bullets(tuple(Cell(text) for text in [*stays, say("closing.copy.actuals", file=file)])),
    )


def afterwards(facts: Facts) -> tuple[Block, ...]:
    """What no program can do: what is still to be thought of in the next plan, and who is to be told."""
    say, plan = content.say, facts.plan
    told = [row.name for row in plan.team.stakeholders.values() if row.name]
    lines = [say("closing.then.insight"), say("closing.then.goals")]
    if plan.goals.sla_exists == "yes":
        lines.append(say("closing.then.agreement"))
    lines.append(say("closing.then.people"))
    if told:
        lines.append(say("closing.then.tell", names=", ".join(told)))
    title = say("closing.then.title", next=fmt.quarter(facts.next))
    return Heading(title), Bullets(tuple(Cell(line) for line in lines))


def _going(facts: Facts) -> dict[str, int]:
    plan = facts.plan
    actions = [row.status for row in plan.actions.items.values()]
    return {
        "goals": sum(row.status not in OVER for row in plan.goals.items.values()),
        "actions": sum(status not in ARCHIVED for status in actions),
        "assumptions": len(plan.data.assumptions),
        "team": len(plan.team.members),
        "tools": sum(row.status not in PUT_AWAY for row in plan.tools.items.values()),
    }


def _staying(facts: Facts) -> dict[str, int]:
    plan, past = facts.plan, {facts.quarter, *facts.months}
    targets = [row.period for member in plan.team.members.values() for row in member.targets.values()]
    roadmap = [row.quarter for row in plan.actions.roadmap.values() if row.quarter]
    return {
        "done": sum(row.status in ARCHIVED for row in plan.actions.items.values()),
        "put_away": sum(row.status in PUT_AWAY for row in plan.tools.items.values()),
        "personal": sum(period in past for period in targets),
        "roadmap": sum(quarter <= facts.quarter for quarter in roadmap),
    }


def _moving(facts: Facts, words: Mapping[str, str]) -> Iterator[str]:
    say, style = content.say, style_of(facts.plan, facts.today)
    yield say("closing.copy.start", month=fmt.month(facts.coming[0]))
    opening = facts.ahead.plan.forecast.opening
    for name, counted in opening_sources(facts).items():
        field, value = declared(Plan, ("forecast", "opening", name)), getattr(opening, name)
        if field is not None:
            key = "stock_counted" if counted else "stock_forecast"
            what = content.label(("forecast", "opening", name))
            yield say(f"closing.copy.{key}", what=what, value=shown(field, readable(value), style))
    yield say("closing.copy.cohorts", **words)
    yield say("closing.copy.history")


def columns(facts: Facts) -> dict[str, str]:
    """The headings over what is asked."""
    words = {"quarter": facts.quarter[-2:], "next": facts.next[-2:]}
    names = ("what", "planned", "came", "choice")
    return {name: content.say(f"closing.columns.{name}", **words) for name in names}


def hindered(found: Hindrance, plan: Plan, today: date) -> tuple[str, str]:
    """What stands in the way of closing, and what can be done."""
    key = "running_one" if found.key == RUNNING and found.days == 1 else found.key
    values = {
        "quarter": fmt.quarter(found.quarter) if found.quarter else "",
        "day": fmt.day(found.day, style_of(plan, today)) if found.day else "",
        "days": found.days,
    }
    what = content.say(f"closing.guards.{key}.what", **values)
    return what, content.say(f"closing.guards.{key}.fix", **values)


def _option(kind: str, option: str) -> str:
    return content.say(f"closing.options.{kind}.{option}")


def _is_row(path: Path) -> bool:
    field = declared(Plan, path)
    return field is not None and field.name != path[-1]


def _texts(line: Line) -> tuple[str, ...]:
    sign = SIGNS.get(line.tone)
    return clip(line.name, _LONGEST), line.was, line.came, f"{sign} {line.choice}" if sign else line.choice


def _cell(text: str) -> Cell:
    return Cell(text) if text else Cell(NOT_KNOWN, Tone.QUIET)
