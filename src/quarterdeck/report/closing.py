"""The closing of a quarter in words: what is asked, what is suggested and why, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.measure import unit_at, unit_of
from quarterdeck.plan.paths import declared, without_ids
from quarterdeck.plan.refs import name_of
from quarterdeck.plan.style import style_of
from quarterdeck.plan.types import Target
from quarterdeck.report.document import SIGNS, Cell, Column, Table, Tone
from quarterdeck.report.layout import clip
from quarterdeck.report.reading import Reading
from quarterdeck.report.units import readable, shown
from quarterdeck.session.closing.choices import Choice, Item
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.guards import RUNNING, Hindrance

NOT_KNOWN = "–"
_TONES = {"reached": Tone.GOOD, "finished": Tone.GOOD, "missed": Tone.WATCH, "dropped": Tone.BAD}
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One item as people read it."""

    kind: str
    name: str
    was: str
    came: str
    choice: str
    """What was chosen, else what is suggested."""
    why: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Telling:
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
            return shown(field, readable(value, field.kind), style, unit_at(self.facts.plan, item.path))
        return fmt.quantity(value, style, "money" if item.kind in ("budget", "tool") else "")

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
                field = declared(Plan, (*item.path, "target"))
                unit = unit_at(self.facts.plan, (*item.path, "target"))
                return shown(field, value, style, unit) if field else ""
            case _:
                return self._word(item, str(value))

    def _word(self, item: Item, value: str) -> str:
        lists = {"stage": "stage", "assumption": "confidence"}
        if item.kind in lists:
            return content.choice(lists[item.kind], value)
        return fmt.period(value) if value[:4].isdigit() and len(value) == 7 else value

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
        words = {"quarter": fmt.quarter(self.facts.quarter), "next": fmt.quarter(self.facts.next)}
        numeric = {"planned", "came"}
        heads = tuple(
            Column(content.say(f"closing.columns.{name}", **words), name in numeric)
            for name in ("what", "planned", "came", "choice")
        )
        rows = [(Cell(line.kind), *(_cell(text) for text in _texts(line))) for line in lines]
        return Table((Column(""), *heads), tuple(rows), title, spans=1, firm=True)


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
