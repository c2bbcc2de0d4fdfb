"""`quarterdeck calc [FORMULA] [key=value …]`: any formula by itself, or the list of them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from quarterdeck.cli import output, terminal
from quarterdeck.cli.parser import Parser, near
from quarterdeck.cli.words import say
from quarterdeck.errors import UsageError

if TYPE_CHECKING:
    from quarterdeck.engine.catalogue import Entry, Given, Input
    from quarterdeck.engine.figures import Figure
    from quarterdeck.report.document import Block, Document

_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d{0,9})?|\.\d{1,9})")
_LIST = re.compile(r"[,;\s]+")


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.calc.arguments.{name}")

    parser.declare("formula", metavar="FORMULA", nargs="?", help=words("formula"))
    parser.declare("values", metavar="KEY=VALUE", nargs="*", help=words("values"))
    parser.declare("--json", action="store_true", help=words("json"))
    parser.declare_look()


def run(args: argparse.Namespace) -> int:
    """Print a result, or what there is to compute; gives the exit code. Raises UsageError."""
    from quarterdeck.engine.catalogue import FORMULAS

    columns = args.width or terminal.width()
    if args.formula is None:
        if args.json:
            output.write(output.document({"formulas": [_described(item) for item in FORMULAS.values()]}))
        else:
            _print(_listing(FORMULAS.values()), columns, no_color=args.no_color)
        return 0
    formula = _formula(args.formula, FORMULAS)
    given = dict(_read(formula, typed) for typed in args.values)
    found = formula.compute(given)
    if args.json:
        output.write(output.document(_described(formula) | _result(formula, given, found)))
    else:
        _print(_sheet(formula, given, found), columns, no_color=args.no_color)
    return 0


def _formula(typed: str, known: dict[str, Entry]) -> Entry:
    """The formula called so. Raises UsageError."""
    wanted = typed.casefold().replace("_", "-")
    if wanted in known:
        return known[wanted]
    variants = ", ".join(item for item in known if wanted and wanted in item.split("-"))
    hint = say("calc.variants", names=variants) if variants else near(wanted, known) or say("calc.list")
    raise UsageError(say("calc.no_formula", typed=typed), hint=hint)


def _read(formula: Entry, typed: str) -> tuple[str, Given]:
    """One `key=value`: numbers with a decimal point, lists with commas. Raises UsageError."""
    key, found, raw = typed.partition("=")
    inputs = {item.name: item for item in formula.inputs}
    name = key.strip().replace("-", "_")
    if not found:
        raise UsageError(say("calc.no_value", typed=typed), hint=_hint(formula))
    if name not in inputs:
        hint = near(name, inputs) or _hint(formula)
        raise UsageError(say("calc.no_input", formula=formula.id, typed=key), hint=hint)
    pieces = [piece for piece in _LIST.split(raw.strip()) if piece] if inputs[name].many else [raw.strip()]
    numbers = tuple(_number(inputs[name], piece) for piece in pieces)
    return name, numbers if inputs[name].many else numbers[0]


def _number(item: Input, raw: str) -> Decimal:
    text = raw.removesuffix("%").rstrip() if item.unit == "pct" else raw
    if not _NUMBER.fullmatch(text):
        raise UsageError(say("calc.not_a_number", name=item.name, typed=raw), hint=say("calc.numbers"))
    return Decimal(text)


def _hint(formula: Entry) -> str:
    return say("calc.usage", formula=formula.id, inputs=_inputs(formula))


def _inputs(formula: Entry) -> str:
    return " ".join(f"{item.name}=…" for item in formula.inputs)


def _described(formula: Entry) -> dict[str, Any]:
    from quarterdeck import content
    from quarterdeck.report.data import plain

    return {
        "formula": formula.id,
        "name": content.message(f"formulas.of.{formula.id}.name"),
        "group": formula.group,
        "unit": formula.unit,
        "definition": content.message(f"formulas.of.{formula.id}.definition"),
        "source": content.message(f"formulas.sources.{formula.source}"),
        "inputs": [
            {"name": item.name, "unit": item.unit, "list": item.many, "default": plain(item.default)}
            for item in formula.inputs
        ],
    }


def _result(formula: Entry, given: dict[str, Given], found: Figure) -> dict[str, Any]:
    from quarterdeck.report.data import plain

    key = "value_pct" if formula.unit == "pct" else "value"
    data: dict[str, Any] = {"given": plain(given), key: plain(found.value)}
    if not found.known:
        data |= {f"{key}_reason": found.reason, "missing": list(found.missing)}
    return data


def _print(document: Document, columns: int, *, no_color: bool) -> None:
    output.write(output.page(document, columns, no_color=no_color))


def _listing(formulas: Iterable[Entry]) -> Document:
    from itertools import groupby

    from quarterdeck import content
    from quarterdeck.report.document import DocSection, Document

    sections = [
        DocSection(group, content.message(f"formulas.groups.{group}"), tuple(_entries([*items])))
        for group, items in groupby(formulas, key=lambda item: item.group)
    ]
    return Document(say("calc.title"), say("calc.how"), tuple(sections))


def _entries(formulas: Sequence[Entry]) -> Iterable[Block]:
    from quarterdeck import content
    from quarterdeck.report.document import Facts

    rows = []
    for item in formulas:
        definition = content.message(f"formulas.of.{item.id}.definition")
        unit = content.choice("kpi_unit", item.unit)
        rows.append((item.id, say("calc.entry", definition=definition, inputs=_inputs(item), unit=unit)))
    yield Facts(tuple(rows))


def _sheet(formula: Entry, given: dict[str, Given], found: Figure) -> Document:
    """One formula: the result or what is missing, what was given, what it means."""
    from quarterdeck import content
    from quarterdeck.report.document import DocSection, Document, Facts

    words = _described(formula)
    rows: list[tuple[str, str]] = []
    for item in formula.inputs:
        value = given.get(item.name, item.default)
        shown = say("calc.default", value=_shown(item.default, item.unit)) if item.name not in given else ""
        if value is None:
            shown = content.choice("kpi_unit", item.unit)
        rows.append((item.name, shown or _shown(value, item.unit)))
    facts = [
        Facts(((say("calc.result"), _outcome(formula, found)),)),
        Facts(tuple(rows)),
        Facts(((say("calc.definition"), words["definition"]), (say("calc.source"), words["source"]))),
    ]
    group = content.message(f"formulas.groups.{formula.group}")
    return Document(words["name"], formula.id, (DocSection(formula.id, group, tuple(facts)),))


def _outcome(formula: Entry, found: Figure) -> str:
    from quarterdeck import content

    if found.number is not None:
        return _shown(found.number, formula.unit)
    why = content.message(f"figures.{found.reason}")
    return content.say("report.missing", why=why, fields=", ".join(found.missing)) if found.missing else why


def _shown(value: Given | None, unit: str) -> str:
    """A number, or several, in the plain style and with its unit where that is not money or a count."""
    from quarterdeck import clock, content
    from quarterdeck.plan import format as fmt
    from quarterdeck.plan.style import plain_style

    if value is None:
        return ""
    style = plain_style(clock.today())
    if isinstance(value, tuple):
        return "; ".join(_shown(item, unit) for item in value)
    if unit == "pct":
        return fmt.percent(value, style)
    text = fmt.amount(value, style)
    return f"{text} {content.say(f'units.{unit}')}" if unit in ("days", "months", "minutes") else text
