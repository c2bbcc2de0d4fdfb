"""How far every KPI is towards what was expected of it by now, as bars."""

from __future__ import annotations

from decimal import Decimal

from quarterdeck import content
from quarterdeck.engine.standing import Standing
from quarterdeck.report.document import Chart, ChartKind, Role, Series, Tick, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.standing import pace

TONES = {"on_track": Tone.GOOD, "watch": Tone.WATCH, "off_track": Tone.BAD}
FULL = Decimal(100)
MOST = Decimal(150)
"""Per cent of what was expected at which a bar ends: by how much more it is exceeded says its number."""


def progress_chart(reading: Reading) -> Chart | None:
    """One bar for each KPI whose pace is known; nothing before the first actuals are in."""
    found = {
        kpi_id: (standing, share)
        for kpi_id, standing in reading.analysis.standings.items()
        if (share := standing.pace_pct.number) is not None
    }
    if not found:
        return None
    shares = [
        (min(max(share, Decimal(0)), MOST), pace(reading, standing.pace_pct))
        for standing, share in found.values()
    ]
    names = tuple(reading.name("kpis.items", kpi_id) for kpi_id in found)
    told = (
        content.say("report.chart.progress_of", kpi=name, share=text)
        for name, (_, text) in zip(names, shares, strict=True)
    )
    now = Series(
        Role.ACTUAL,
        content.say("report.chart.now"),
        tuple(share for share, _ in shares),
        tuple(text for _, text in shares),
        tuple(_tone(standing) for standing, _ in found.values()),
    )
    target = Series(Role.TARGET, content.say("report.chart.expected"), (FULL,) * len(found))
    return Chart(
        ChartKind.BARS,
        content.say("report.chart.progress"),
        content.say("report.chart.progress_words", shares=", ".join(told)),
        names,
        (now, target),
        (Tick(Decimal(0), "0"), Tick(max(FULL, *(share for share, _ in shares)), "")),
    )


def _tone(standing: Standing) -> Tone:
    return TONES.get(str(standing.status.value), Tone.PLAIN)
