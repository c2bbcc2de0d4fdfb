"""Where the difference in revenue comes from: in a sentence, and as steps from plan to result."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from quarterdeck import content
from quarterdeck.engine.baseline import baseline
from quarterdeck.engine.revenue_split import Split
from quarterdeck.plan import format as fmt
from quarterdeck.report.charts.scale import axis, begun, short
from quarterdeck.report.document import Block, Chart, ChartKind, Heading, Paragraph, Role, Series, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.results.figures import plus

_LEAST = Decimal("0.5")
"""Less of the currency than this is not told of."""


def blocks(reading: Reading) -> Iterator[Block]:
    """The sentence and the chart; nothing where there is no difference to speak of, or none is known."""
    found = reading.analysis.revenue_split
    if not isinstance(found, Split):
        return
    yield Heading(content.say("results.split.heading"))
    yield chart(reading, found) if _told(found) else Paragraph(sentence(reading, found))
    if not baseline(reading.analysis, reading.analysis.looked_back).frozen:
        yield Paragraph(content.say("results.split.not_frozen"), Tone.QUIET)


def sentence(reading: Reading, found: Split) -> str:
    """`January to March 2027 brought €37,908, €7,711 less than planned: fewer deals won −€8,357, …`."""
    values = {"months": _months(found), "came": _money(reading, found.actual)}
    parts = _told(found)
    if abs(found.difference) < _LEAST or not parts:
        return content.say("results.split.met", **values)
    told = [
        content.say("results.split.part", name=_name(factor, amount), amount=plus(reading, amount, "money"))
        for factor, amount in parts
    ]
    listed = told[0]
    if len(told) > 1:
        listed = content.say("results.split.and", first=", ".join(told[:-1]), last=told[-1])
    key = "more" if found.difference > 0 else "less"
    difference = _money(reading, abs(found.difference))
    return content.say(f"results.split.{key}", **values, difference=difference, parts=listed)


def chart(reading: Reading, found: Split) -> Chart:
    """From what was planned, step by step, to what came."""
    steps = {factor: amount for factor, amount in found.parts.items() if abs(amount) >= _LEAST}
    names = [content.say(f"results.split.step.{factor}") for factor in steps]
    labels = (content.say("results.split.planned"), *names, content.say("results.split.came"))
    nothing = (None,) * len(steps)
    ends = (found.planned, *nothing, found.actual)
    levels = list(accumulate(steps.values(), initial=found.planned))
    moves = (None, *steps.values(), None)
    places = axis([*levels, found.actual], lambda value: short(value, reading.style))
    return Chart(
        ChartKind.WATERFALL,
        content.say("results.split.title", months=_months(found)),
        begun(places, sentence(reading, found)),
        labels,
        (
            Series(Role.PLAN, "", ends, tuple("" if end is None else _money(reading, end) for end in ends)),
            Series(
                Role.CHANGE,
                "",
                moves,
                tuple("" if move is None else plus(reading, move, "money") for move in moves),
                tuple(_tone(move) for move in moves),
            ),
        ),
        places,
    )


def _tone(move: Decimal | None) -> Tone:
    return Tone.PLAIN if not move else Tone.GOOD if move > 0 else Tone.BAD


def _told(found: Split) -> list[tuple[str, Decimal]]:
    """The parts that are worth a word, the largest first."""
    there = [(factor, amount) for factor, amount in found.parts.items() if abs(amount) >= _LEAST]
    return sorted(there, key=lambda entry: -abs(entry[1]))


def _name(factor: str, amount: Decimal) -> str:
    return content.say(f"results.split.{'more_of' if amount > 0 else 'less_of'}.{factor}")


def _months(found: Split) -> str:
    ends = dict.fromkeys((found.months[0], found.months[-1]))
    return " – ".join(fmt.month(month) for month in ends)


def _money(reading: Reading, amount: Decimal) -> str:
    return fmt.money(round(amount, 0), reading.style)
