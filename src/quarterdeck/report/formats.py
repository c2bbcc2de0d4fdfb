"""The report in every format, for the command and for the screen. Writers import what they need."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping

from msgspec import Struct

from quarterdeck.engine.analysis import Analysis
from quarterdeck.plan.document import Plan
from quarterdeck.report import names, views
from quarterdeck.report.document import Document
from quarterdeck.text import clean

WIDTH = 100
"""Columns of text and pictures where no other width is asked for."""


class Wanted(Struct, frozen=True):
    """What is to be written."""

    plan: Plan
    analysis: Analysis
    document: Document
    width: int = WIDTH


def _text(wanted: Wanted) -> str:
    from quarterdeck.report import typeset

    return typeset.plain(wanted.document, wanted.width)


def _markdown(wanted: Wanted) -> str:
    from quarterdeck.report import markdown

    return clean(markdown.render(wanted.document))


def _html(wanted: Wanted) -> str:
    from quarterdeck.report import html

    return html.render(wanted.document)


def _svg(wanted: Wanted) -> str:
    from quarterdeck.report import picture

    return picture.render(wanted.document, wanted.width)


def _json(wanted: Wanted) -> str:
    from quarterdeck.report import data

    found = data.report(wanted.plan, wanted.analysis)
    return json.dumps(found, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _csv(wanted: Wanted) -> str:
    from quarterdeck.report import figures

    return figures.render(wanted.plan, wanted.analysis)


def _ics(wanted: Wanted) -> str:
    from quarterdeck.report import dates

    return dates.render(wanted.plan, wanted.analysis)


WRITERS: Mapping[str, Callable[[Wanted], str]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "svg": _svg,
    "json": _json,
    "csv": _csv,
    "ics": _ics,
}
"""By the names of `report.names`."""


def written(
    plan: Plan,
    analysis: Analysis,
    form: str,
    view: str = names.FULL,
    sections: Collection[str] | None = None,
    width: int = WIDTH,
) -> str:
    """The report of a plan in that format; `sections` are those of `views.document`.

    Raises KeyError for a format or a view that does not exist.
    """
    shown = Document("", "", ()) if form in names.WHOLE else views.document(plan, analysis, view, sections)
    return WRITERS[form](Wanted(plan, analysis, shown, width))
