"""Plans, documents and texts for the tests of the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.plan.document import Plan
from quarterdeck.report.build import build
from quarterdeck.report.document import (
    Block,
    Bullets,
    Chart,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from quarterdeck.report.reading import Reading
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)
EXAMPLES = ("benchline", "dryhold", "hotaru")


@cache
def example(name: str) -> tuple[Plan, Analysis]:
    plan = examples.read(name).plan
    return plan, analyse(plan, TODAY)


@cache
def example_document(name: str) -> Document:
    return build(*example(name))


def plan_of(**tables: Any) -> Plan:
    return Plan.model_validate(tables)


def document_of(plan: Plan) -> Document:
    return build(plan, analyse(plan, TODAY))


def reading_of(plan: Plan) -> Reading:
    return Reading(plan, analyse(plan, TODAY))


def texts(document: Document) -> Iterator[str]:
    """Every text of a document, in its order."""
    yield document.title
    yield document.subtitle
    for section in document.sections:
        yield section.title
        for block in section.blocks:
            yield from block_texts(block)


def block_texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text) | Paragraph(text):
            yield text
        case Facts(rows):
            for label, value in rows:
                yield label
                yield from (value,) if isinstance(value, str) else value
        case Bullets(items):
            yield from (item.text for item in items)
        case Chart():
            yield block.sentence
        case Table():
            yield block.title
            yield from (column.title for column in block.columns)
            yield from (cell.text for row in block.rows for cell in row)


def answer_texts(block: Block) -> Iterator[str]:
    """What a block says apart from its labels."""
    match block:
        case Facts(rows):
            yield from (text for _, value in rows for text in ((value,) if isinstance(value, str) else value))
        case Table():
            yield from (cell.text for row in block.rows for cell in row)
        case _:
            yield from block_texts(block)


def plain(text: str) -> str:
    """One line with simple spaces, as a reader sees it."""
    return " ".join(text.split())
