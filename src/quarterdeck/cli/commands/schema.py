"""`quarterdeck schema`: the JSON Schema of the plan file, or of the report as data, described in words."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quarterdeck.cli import output
from quarterdeck.cli.parser import Parser, one_of
from quarterdeck.cli.words import say

if TYPE_CHECKING:
    from quarterdeck.plan.fields import Path


PLAN, REPORT = "plan", "report"


def arguments(parser: Parser) -> None:
    """Declare the command's words."""
    words = say("commands.schema.arguments.of")
    known = (PLAN, REPORT)
    parser.declare("of", metavar="|".join(known), nargs="?", default=PLAN, type=one_of(known), help=words)


def run(args: argparse.Namespace) -> int:
    """Print the schema; gives the exit code."""
    output.write(output.document(_of_report() if args.of == REPORT else _of_plan()))
    return 0


def _of_plan() -> dict[str, Any]:
    from quarterdeck.store.schema import json_schema

    return json_schema(described)


def _of_report() -> dict[str, Any]:
    from quarterdeck import content

    return content.report_schema()


def described(path: Path) -> Mapping[str, Any]:
    """Title, description and example of what stands at a path, as editors show them."""
    from quarterdeck import content

    if not path:
        return {"title": say("schema.title"), "description": say("schema.description")}
    if len(path) == 1:
        step = content.step(path[0])
        return {"title": step.title, "description": step.question}
    words = content.field_words(path)
    description = " ".join(text for text in (words.ask, words.help) if text)
    return {"title": words.label, "description": description}
