"""`quarterdeck schema`: the JSON Schema of the plan file, with the questions as descriptions."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quarterdeck.cli import output
from quarterdeck.cli.parser import Parser
from quarterdeck.cli.words import say

if TYPE_CHECKING:
    from quarterdeck.plan.fields import Path


def arguments(_: Parser) -> None:
    """It takes none."""


def run(_: argparse.Namespace) -> int:
    """Print the schema; gives the exit code."""
    from quarterdeck.store.schema import json_schema

    output.write(output.document(json_schema(described)))
    return 0


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
