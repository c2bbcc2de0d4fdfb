"""Draws the pictures in this folder with the real program: `.venv/bin/python screenshots/make.py [NAME …]`.

A picture shows the app on a copy of an example plan, driven by keys on one fixed day in a home of its own, or
what `quarterdeck report` prints, in a terminal or a browser. Nothing is drawn by hand, and two runs give the
same bytes; only how a page looks depends on the browser and the fonts that are there.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from quarterdeck.tui.app import QuarterdeckApp

HERE = Path(__file__).parent
TODAY, NOW = "2026-11-22", datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HOME = "harbour"
"""The folder that stands in for a home: always under one name, for it can be seen in pictures."""
WIDE, USUAL, NARROW = (120, 40), (80, 24), (60, 20)
EXAMPLE = "benchline"
END = "end"
"""The end of a form, where the panels stand."""
REST = 0.5
"""Seconds without a change after which a screen is at rest; the app itself waits at most 0.4."""
FEWEST = 8
"""Pieces of text on any screen that has been drawn."""
FONTS = "'Fira Code', 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"


@dataclass(frozen=True, slots=True)
class Screen:
    """A picture of the app."""

    name: str
    size: tuple[int, int] = WIDE
    page: str = ""
    """The page that is open; empty for the start screen."""
    at: str = ""
    """Where the cursor is: a field, a table, or a field of a row, which opens the row."""
    top: str = ""
    """What is scrolled to the top of the form, as `at`."""
    keys: Sequence[str] = ()
    """Pressed at the end; `"…text"` is typed letter by letter."""
    plan: str = EXAMPLE
    theme: str = "dark"
    came: str = ""
    """The quarter of which the results are in."""
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Printed:
    """A picture of the first lines of the terminal report."""

    name: str
    sections: tuple[str, ...]
    width: int = 100
    lines: int = 60
    after: tuple[str, ...] = ()
    """Quarters that were closed before."""


@dataclass(frozen=True, slots=True)
class Page:
    """A picture of the top of the report as a page in a browser, where there is one."""

    name: str
    view: str
    size: tuple[int, int]
    dark: bool = False


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
CLOSING: Mapping[str, tuple[str, ...]] = {
    "copy": (),
    "actuals": (),
    "learn": ("…Guild evenings: a third of the new workshops for a tenth of the money",),
    "adjust": ("space", "space"),
    "confirm": (),
}
"""The stages of closing a quarter, and what is typed in each."""
PICTURES: tuple[Screen | Printed | Page, ...] = (
    Screen("home", (100, 30)),
    Screen("new-plan", USUAL, keys=("enter", "…Harbour Lights", "tab", "tab")),
    Screen("cover", page="plan", at="plan.maturity"),
    Screen("step-01-data", page="data", at="data.trends", top="data.sources"),
    Screen("step-02-icp", page="icp", at="icp.personas"),
    Screen("step-03-situation", page="situation", at="situation.channel_results", top="situation.review_cac"),
    Screen("step-04-goals", page="goals", at="goals.items", top="goals.focus_areas"),
    Screen("step-05-kpis", page="kpis", at="kpis.items"),
    Screen(
        "step-06-forecast",
        page="forecast",
        at="forecast.rates.lead_to_mql_pct",
        top="forecast.growth.to_be_won",
    ),
    Screen("step-06-what-if", page="forecast", keys=("right", "right", "down", "left")),
    Screen("step-06-months", page="forecast", at="forecast.runway.cash", top=END),
    Screen("step-07-gaps", page="gaps", at="gaps.items"),
    Screen("step-08-team", page="team", at="team.members"),
    Screen("step-09-actions", page="actions", at="actions.items"),
    Screen("step-10-tools", page="tools", at="tools.items"),
    Screen("row", page="goals", at="goals.items.mrr-76k.target"),
    Screen("error", USUAL, "forecast", "forecast.rates.lead_to_mql_pct", keys=("…about half", "tab")),
    Screen("go-to", USUAL, "goals", keys=("ctrl+t", "…churn")),
    Screen("help", USUAL, "goals", "goals.items.mrr-76k.target", keys=("f1",)),
    Screen("review", page="forecast", keys=("ctrl+r",)),
    Screen("report-screen", page="goals", keys=("ctrl+r", "p")),
    Screen("light", page="kpis", at="kpis.items", theme="light"),
    Screen("no-colour", USUAL, "goals", "goals.items", theme="", environment={"NO_COLOR": "1"}),
    Screen("narrow", NARROW, "icp", "icp.personas.katrin.who"),
    *(
        Screen(
            f"closing-{number}-{stage}",
            page="plan",
            came="2027-Q1",
            keys=("ctrl+t", "…close the quarter", "enter", *("ctrl+n",) * (number - 1), *more),
            environment={"QUARTERDECK_TODAY": "2027-04-03"},
        )
        for number, (stage, more) in enumerate(CLOSING.items(), start=1)
    ),
    Printed("report-changes", ("changes",), lines=100, after=("2027-Q1", "2027-Q2")),
    Printed("report", ("goals", "kpis"), lines=46),
    Printed("report-forecast", ("forecast",), lines=48),
    Page("page-one", "one-page", (1000, 1830)),
    Page("page-sales-dark", "sales", (1000, 1240), dark=True),
    Page("page-phone", "annual", (500, 1000)),
)


def main(wanted: Sequence[str]) -> None:
    """Draw the wanted pictures, all when none is named; then those no longer listed are removed."""
    unknown = set(wanted) - {picture.name for picture in PICTURES}
    if unknown:
        sys.exit(f"no such picture: {', '.join(sorted(unknown))}")
    home = Path(tempfile.gettempdir()) / HOME
    home.mkdir()
    try:
        _settle_in(home)
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                print(picture.name, _drawn(picture))
    finally:
        shutil.rmtree(home)
    if not wanted:
        for file in (*HERE.glob("*.svg"), *HERE.glob("*.png")):
            if file.stem not in {picture.name for picture in PICTURES}:
                file.unlink()


def _drawn(picture: Screen | Printed | Page) -> str:
    """Draws it; says what is to be said about that."""
    if isinstance(picture, Page):
        return _page(picture)
    svg = _printed(picture) if isinstance(picture, Printed) else asyncio.run(_screen(picture))
    (HERE / f"{picture.name}.svg").write_text(_without_downloads(svg), encoding="utf-8")
    return ""


def _page(picture: Page) -> str:
    from quarterdeck import clock
    from quarterdeck.engine.analysis import analyse
    from quarterdeck.report import formats
    from quarterdeck.store import examples

    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return f"is left as it is: it needs one of {', '.join(BROWSERS)}"
    plan = examples.read(EXAMPLE).plan
    page = Path(f"{picture.name}.html").absolute()
    written = formats.written(plan, analyse(plan, clock.today()), "html", picture.view)
    page.write_text(written, encoding="utf-8")
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    words += [f"--window-size={picture.size[0]},{picture.size[1]}", "--force-device-scale-factor=1"]
    words += [f"--blink-settings=preferredColorScheme={0 if picture.dark else 1}"]
    words += [f"--screenshot={HERE / picture.name}.png", page.as_uri()]
    subprocess.run([browser, *words], check=True, capture_output=True)
    return ""


def _settle_in(home: Path) -> None:
    """A machine of its own: no colours, sizes, settings or clock of the person who draws."""
    for name in list(os.environ):
        if name.startswith(("XDG_", "LC_", "TEXTUAL", "QUARTERDECK", "CLICOLOR")) or name in _TALKING:
            del os.environ[name]
    plans = home / "plans"
    plans.mkdir()
    os.environ |= {"HOME": str(home), "QUARTERDECK_TODAY": TODAY, "TZ": "UTC", "TERM": "xterm-256color"}
    os.environ |= {"LANG": "en_IE.UTF-8", "TEXTUAL_ANIMATIONS": "none"}
    os.chdir(plans)
    from quarterdeck import clock

    clock.now = lambda: NOW


_TALKING = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLORFGBG", "COLUMNS", "LINES", "ACCESSIBLE")


def _recent_plans() -> None:
    """Plans as they lie about after a while: finished, begun, and one whose terminal was closed."""
    from quarterdeck.plan.document import Plan
    from quarterdeck.session.desk import Desk
    from quarterdeck.store import examples, recent

    for name in reversed(examples.names()):
        _copy(name)
    begun = {"company": "Harbour Lights", "quarter": "2027-Q1", "currency": "EUR", "stage": "seed"}
    for name, company in (("harbour-lights", "Harbour Lights"), ("night-school", "Night School")):
        path = Path(f"{name}.toml")
        path.unlink(missing_ok=True)
        desk = Desk.create(path, Plan.model_validate({"plan": begun | {"company": company}}))
        if name == "night-school":
            desk.session.edit(("plan", "why_plan"), "Evening classes fill up in January or not at all.")
        desk.close()
        recent.remember(path, company=company, quarter="2027-Q1")
    _copy(EXAMPLE)


def _copy(example: str) -> Path:
    from quarterdeck.store import examples, planfile, recent

    path = Path(f"{example}.toml")
    path.write_bytes(examples.source(example))
    cover = planfile.open_plan(path).plan.plan
    recent.remember(path, company=cover.company or "", quarter=cover.quarter or "")
    return path


def _with_results(path: Path, quarter: str) -> Path:
    """Three months that came to a little less than the forecast."""
    from decimal import Decimal

    from quarterdeck.plan.calendar import months_of
    from quarterdeck.session.desk import Desk

    desk = Desk.open(path, datetime.fromisoformat(os.environ["QUARTERDECK_TODAY"]).date())
    table = {row.period: row for row in desk.session.analysis.forecast.months}
    customers, lost = desk.session.plan.forecast.opening.customers or Decimal(0), 4
    for month in months_of(quarter):
        row = table[month]
        figures = {name: round((row[name] or 0) * Decimal("0.95")) for name in _COUNTED}
        customers += figures["wins"] - lost
        money = {name: round((row[name] or 0) * Decimal("0.99")) for name in ("mrr", "revenue", "spend")}
        stock = {"month": month, "losses": 18, "customers": customers, "customers_lost": lost}
        desk.session.add_row(("forecast", "actuals"), stock | figures | money)
    desk.save()
    desk.close()
    return path


_COUNTED = ("leads", "mqls", "sqls", "opportunities", "wins")


def _closed(path: Path, quarter: str) -> None:
    """The quarter closed as suggested, on the third day after it."""
    from quarterdeck.plan.calendar import first_day, next_quarter
    from quarterdeck.session.closing.flow import Flow
    from quarterdeck.session.desk import Desk

    day = first_day(next_quarter(quarter)).replace(day=3)
    os.environ["QUARTERDECK_TODAY"] = day.isoformat()
    desk = Desk.open(_with_results(path, quarter), day)
    Flow(desk).close()
    desk.close()


async def _screen(picture: Screen) -> str:
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.app import QuarterdeckApp

    shutil.rmtree(Path.home() / ".local", ignore_errors=True)
    before = {name: os.environ.get(name) for name in picture.environment}
    os.environ |= picture.environment
    if picture.page:
        path = _copy(picture.plan)
        desk = Desk.open(_with_results(path, picture.came) if picture.came else path)
    else:
        _recent_plans()
        desk = None
    app = QuarterdeckApp(desk, page=picture.page, theme_name=picture.theme or None)
    async with app.run_test(size=picture.size) as pilot:
        _ = await _at_rest(pilot)
        for place in (picture.top, picture.at):
            if "." in place:
                app.wizard.go(tuple(place.split(".")))
                _ = await _at_rest(pilot)
        for key in picture.keys:
            await pilot.press(*(_typed(key[1:]) if key.startswith("…") else (key,)))
            _ = await _at_rest(pilot)
        if picture.top:
            _scroll_to(app, picture.top)
        svg = await _at_rest(pilot)
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})
    return svg


async def _at_rest(pilot: Pilot[int]) -> str:
    """What the screen shows once it no longer changes."""
    before, now = "", ""
    while now != before or now.count("<text") < FEWEST:
        await pilot.pause(REST)
        before, now = now, pilot.app.export_screenshot(title="quarterdeck", simplify=True)
    return now


def _typed(text: str) -> list[str]:
    return ["space" if char == " " else char for char in text]


def _scroll_to(app: QuarterdeckApp, place: str) -> None:
    body = app.wizard.body
    if place == END:
        body.scroll_end(animate=False)
    else:
        body.scroll_to_widget(body.views[tuple(place.split(".")[1:])], top=True, animate=False)


def _printed(picture: Printed) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    from quarterdeck import clock
    from quarterdeck.engine.analysis import analyse
    from quarterdeck.report.build import build
    from quarterdeck.report.rich_text import render
    from quarterdeck.store import examples, planfile, snapshots

    plan, before = examples.read(EXAMPLE).plan, None
    if picture.after:
        path = _copy(EXAMPLE)
        for quarter in picture.after:
            _closed(path, quarter)
        plan, before = planfile.open_plan(path).plan, snapshots.read(snapshots.file_of(path, quarter))
    analysis = analyse(plan, clock.today())
    analysis.before = before
    document = build(plan, analysis, picture.sections)
    os.environ["QUARTERDECK_TODAY"] = TODAY
    text = Text("\n").join(render(document, picture.width).split("\n")[: picture.lines])
    console = Console(
        record=True, file=StringIO(), width=picture.width, color_system="standard", force_terminal=True
    )
    console.print(text, soft_wrap=True)
    command = f"quarterdeck report {EXAMPLE}.toml --section {' '.join(picture.sections)}"
    return console.export_svg(title=command, theme=TerminalTheme(*_COLOURS))


_NORMAL = [(44, 59, 74), (245, 138, 134), (134, 207, 163), (227, 181, 102), (124, 191, 224), (195, 160, 214)]
_COLOURS = ((15, 22, 29), (221, 230, 236), [*_NORMAL, (134, 200, 207), (221, 230, 236)])
"""The report leaves its colours to the terminal; here they are near the dark theme's."""


def _without_downloads(svg: str) -> str:
    """The picture with fonts of the machine that shows it: opening it fetches nothing.

    A narrow space takes a whole cell of a terminal; in many fonts it is narrower.
    """
    svg = svg.replace("\u202f", "&#160;")
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return re.sub(
        r"font-family: (?:Fira Code|arial), ?monospace|font-family: arial", f"font-family: {FONTS}", svg
    )


if __name__ == "__main__":
    main(sys.argv[1:])
