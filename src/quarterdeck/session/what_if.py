"""A what-if: inputs of the forecast set anew, to see what would come of it. Nothing in the plan changes.

`WhatIf` holds what is being tried on top of one case of the plan, and gives the two analyses to compare. Only
`keep` writes: every input at once, as one undo step.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine import overrides
from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.engine.drivers import Driver, drivers
from quarterdeck.engine.figures import Figure, difference
from quarterdeck.engine.outlook import exact, window
from quarterdeck.engine.overrides import BASE, Place, Setting
from quarterdeck.engine.simulation.result import Simulation
from quarterdeck.plan import parse
from quarterdeck.plan.calendar import months_of
from quarterdeck.plan.change import Change
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.parse import Problem
from quarterdeck.plan.parse.numbers import plain
from quarterdeck.plan.paths import MISSING, get, replace
from quarterdeck.plan.style import Style

if TYPE_CHECKING:
    from quarterdeck.session.session import Session

YEAR = 12
RUNS = 10_000
MEMORY = 8
"""Simulations that are remembered: who turns back sees at once what was there."""
PARTS = 20
"""A step is about a twentieth of the value."""
ROUND = (Decimal(5), Decimal(2), Decimal(1))
LEAST = {
    "pct": Decimal("0.1"),
    "months": Decimal("0.1"),
    "hours": Decimal(1),
    "money": Decimal("0.01"),
    "count": Decimal("0.1"),
}
"""No step is smaller."""
FROM_NOTHING = {"pct": Decimal("0.5"), "months": Decimal("0.5"), "money": Decimal(100)}
"""The step where the value is zero; else 1."""
_CENTS = Decimal("0.01")
_FACTOR = Decimal("1e-9")


class Dial(Struct, frozen=True):
    """One input that can be turned."""

    driver: Driver
    place: Place
    value: Decimal
    """What it is in the case that is shown."""
    now: Decimal
    """What it is tried at."""

    @property
    def name(self) -> str:
        """As below the forecast of the plan file."""
        return self.driver.name

    @property
    def path(self) -> Path:
        """Where it stands in the plan."""
        return ("forecast", *self.place.path)

    @property
    def is_turned(self) -> bool:
        """Whether it is tried at another value."""
        return self.now != self.value


class WhatIf:
    """What is being tried. It outlives the screen it is shown on, and an undo of the plan below it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._chosen: str | None = None
        self._column = ""
        self._values: dict[str, Decimal] = {}
        self._base: tuple[Plan, str, Analysis] | None = None
        self._changed: tuple[Analysis, Mapping[str, Setting], Analysis] | None = None
        self._ranked: tuple[Analysis, tuple[tuple[Driver, Place], ...]] | None = None
        self._made: tuple[Analysis, dict[str, Decimal], tuple[Dial, ...], Mapping[str, Setting]] | None = None
        self._effects: dict[str, tuple[Analysis, Decimal, str, Figure]] = {}
        self._simulated: deque[tuple[Analysis, Mapping[str, Setting], Simulation]] = deque(maxlen=MEMORY)

    # The case, and the figure that is looked at.

    @property
    def cases(self) -> tuple[str, ...]:
        """The base and the scenarios of the plan."""
        return (BASE, *self._session.plan.forecast.scenarios)

    @property
    def case(self) -> str:
        """The one that is shown: the one chosen here, else the one the plan is judged by."""
        chosen = self._chosen
        return chosen if chosen in self.cases and chosen else overrides.shown(self._session.plan)

    def choose(self, case: str) -> None:
        """Show another case. What is tried stays."""
        self._chosen = case

    @property
    def columns(self) -> tuple[str, ...]:
        """Figures worth a look: the one the plan lives by, then those its goals have targets for."""
        return tuple(dict.fromkeys((self.base.headline, *self.base.courses)))

    @property
    def column(self) -> str:
        """The figure that is looked at."""
        return self._column if self._column in self.columns else self.columns[0]

    def look_at(self, column: str) -> None:
        """Look at another figure."""
        self._column = column

    # What follows.

    @property
    def base(self) -> Analysis:
        """The case as the plan has it."""
        plan, case = self._session.plan, self.case
        if self._base is None or self._base[0] is not plan or self._base[1] != case:
            shared = self._session.analysis
            found = shared if shared.scenario == case else analyse(plan, self._session.today, case)
            self._base = (plan, case, found)
        return self._base[2]

    @property
    def analysis(self) -> Analysis:
        """The case with everything that is tried; the base itself while nothing is."""
        base, settings = self.base, self.settings
        if not settings:
            return base
        if self._changed is None or self._changed[0] is not base or self._changed[1] != settings:
            found = analyse(base.plan, base.today, base.scenario, settings)
            self._changed = (base, settings, found)
        return self._changed[2]

    @property
    def settings(self) -> Mapping[str, Setting]:
        """What is tried, as the engine takes it."""
        return self._turned()[1]

    @property
    def dials(self) -> tuple[Dial, ...]:
        """The inputs this forecast hangs on, the strongest first; those that move nothing are left out."""
        return self._turned()[0]

    def _turned(self) -> tuple[tuple[Dial, ...], Mapping[str, Setting]]:
        """Dials and settings: asked for often, made once for every key."""
        base = self.base
        if self._made is None or self._made[0] is not base or self._made[1] != self._values:
            dials = []
            for driver, place in self._drivers():
                value = plain(exact(driver.read(base.inputs) or 0.0))
                dials.append(Dial(driver, place, value, self._values.get(driver.name, value)))
            settings = {dial.name: setting(base.basis, dial) for dial in dials if dial.is_turned}
            self._made = (base, dict(self._values), tuple(dials), settings)
        return self._made[2], self._made[3]

    def _drivers(self) -> tuple[tuple[Driver, Place], ...]:
        """Ranked once: as long as the inputs stay the same, whatever else is edited."""
        base = self.base
        ranked = self._ranked
        if ranked is None or (ranked[0] is not base and ranked[0].inputs != base.inputs):
            known = {driver.name: driver for driver in drivers(base.inputs)}
            order = dict.fromkeys(bar.driver for span in base.tornado.values() for bar in span)
            places = overrides.inputs(base.basis)
            found = tuple((known[name], places[name]) for name in order if name in known and name in places)
            ranked = (base, found)
        self._ranked = (base, ranked[1])
        return ranked[1]

    @property
    def months(self) -> tuple[str, ...]:
        """What effects are measured over: the months of the goal, the plan's quarter, or the year."""
        course = self.base.courses.get(self.column)
        grid = tuple(row.period for row in self.base.forecast.months)
        quarter = self.base.quarter
        asked = (
            course.gap.months
            if course
            else months_of(quarter, self.base.fiscal_start)
            if quarter
            else grid[:YEAR]
        )
        return asked if set(asked) <= set(grid) else grid[:YEAR]

    def figure(self, analysis: Analysis) -> Figure:
        """The figure that is looked at, at the end of those months (a level) or over them (a flow)."""
        found = window(analysis.outlook_forecast, self.months)
        return found if isinstance(found, Figure) else found(self.column)

    def effect(self, dial: Dial) -> Figure:
        """What a turned input changes by itself."""
        base = self.base
        known = self._effects.get(dial.name)
        if known is None or known[0] is not base or known[1:3] != (dial.now, self.column):
            by_itself = {dial.name: setting(base.basis, dial)}
            is_all = by_itself == self.settings
            alone = self.analysis if is_all else analyse(base.plan, base.today, base.scenario, by_itself)
            known = (base, dial.now, self.column, difference(self.figure(alone), self.figure(base)))
            self._effects[dial.name] = known
        return known[3]

    @property
    def together(self) -> Figure:
        """What everything that is tried changes."""
        return difference(self.figure(self.analysis), self.figure(self.base))

    # The simulation.

    @property
    def simulated(self) -> Simulation | None:
        """The ranges and chances of what is shown, once they were simulated."""
        base, settings = self.base, self.settings
        known = (found for of, tried, found in self._simulated if of is base and tried == settings)
        return next(known, None)

    def simulate(self) -> Iterator[float]:
        """Simulate what is shown now, a few milliseconds a step; gives the share that is done."""
        base, settings = self.base, self.settings
        running = self.analysis.simulation(RUNS)
        try:
            while True:
                yield next(running)
        except StopIteration as done:
            self._simulated.append((base, settings, done.value))

    # Turning.

    def put(self, name: str, value: Decimal) -> None:
        """Try an input at `value`, or as near as it can be."""
        dial = next((dial for dial in self.dials if dial.name == name), None)
        if dial is not None:
            within = plain(exact(dial.driver.within(float(value))))
            if within == dial.value:
                self._values.pop(name, None)
            else:
                self._values[name] = within

    def turn(self, name: str, by: int) -> None:
        """Turn an input by so many steps."""
        dial = next((dial for dial in self.dials if dial.name == name), None)
        if dial is not None:
            self.put(name, dial.now + by * step(dial.driver.unit, dial.value))

    def reset(self, name: str) -> None:
        """An input as the plan has it."""
        self._values.pop(name, None)

    @property
    def is_trying(self) -> bool:
        """Whether anything is tried."""
        return any(dial.is_turned for dial in self.dials)

    def throw_away(self) -> None:
        """Everything as the plan has it."""
        self._values.clear()

    def keep(self) -> bool:
        """Write what is tried into the plan, as one undo step; whether there was anything to write."""
        settings, case, session = self.settings, self.case, self._session
        if not settings:
            return False
        changed = {dial.path for dial in self.dials if dial.is_turned}
        texts = {path: draft.raw for path, draft in session.drafts.items() if path not in changed}
        session.replace_plan(kept(session.plan, case, settings), ("forecast",), texts)
        self._values.clear()
        return True


def read(dial: Dial, typed: str, style: Style) -> Decimal | Problem | None:
    """A number as it was typed, in the plan's own style; None for none. Of a list by month the mean."""
    field = dial.place.field
    unit = "percent" if field.kind is Kind.PERCENT else field.ui.unit
    found = parse.read(field, typed, style, None, unit)
    if isinstance(found, Problem) or found.value is MISSING:
        return found if isinstance(found, Problem) else None
    values = found.value if isinstance(found.value, tuple) else (found.value,)
    return sum(map(Decimal, values), Decimal(0)) / max(len(values), 1)


def step(unit: str, value: Decimal) -> Decimal:
    """A sensible step: 1, 2 or 5 of some size, about a twentieth of the value."""
    size = abs(value) / PARTS
    if not size:
        return FROM_NOTHING.get(unit, Decimal(1))
    power = Decimal(1).scaleb(size.adjusted())
    found = next(power * digit for digit in ROUND if power * digit <= size)
    return max(found, LEAST.get(unit, found))


def setting(plan: Plan, dial: Dial) -> Setting:
    """The value as the engine takes it: a number; of an input by month its whole course, moved."""
    stands = get(plan, dial.path)
    if stands is MISSING or isinstance(stands, Decimal | int) or not dial.value:
        return dial.now
    factor = dial.now / dial.value
    if isinstance(stands, tuple):
        return tuple((Decimal(each) * factor).quantize(_CENTS) for each in stands)
    return str(Change(factor.quantize(_FACTOR), factor=True))


def kept(plan: Plan, case: str, settings: Mapping[str, Setting]) -> Plan:
    """The plan with what was tried: in its inputs, or in the scenario it was tried on."""
    if case == BASE:
        return overrides.applied(plan, settings)
    there = ("forecast", "scenarios", case, "overrides")
    now = plan.forecast.scenarios[case].overrides
    anew = {name: _override(plan, name, value) for name, value in settings.items()}
    others = {name: value for name, value in now.items() if overrides.resolved(plan, name) not in anew}
    return replace(plan, there, others | anew)


def _override(plan: Plan, name: str, value: Setting) -> Setting:
    """A scenario changes a course by a factor."""
    stands = get(plan, ("forecast", *overrides.inputs(plan)[name].path))
    if not isinstance(value, tuple) or not isinstance(stands, tuple):
        return value
    whole = sum(map(Decimal, stands), Decimal(0))
    factor = sum(value, Decimal(0)) / whole if whole else Decimal(1)
    return str(Change(factor.quantize(_FACTOR), factor=True))
