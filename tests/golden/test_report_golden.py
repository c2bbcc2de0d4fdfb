"""The reports of the example plans, whole. QUARTERDECK_UPDATE_GOLDEN=1 writes them anew: read the diff."""

from __future__ import annotations

import gzip
import json
import os
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.report import formats, names
from quarterdeck.store import examples

FOLDER = Path(__file__).parent / "report"
TODAY = date(2026, 11, 22)
UPDATE = "QUARTERDECK_UPDATE_GOLDEN"
NARROW, WIDE = 80, 120
SHOWN = ("text", "markdown", "html", "svg")
PACKED = ("full", "svg")
"""Pictures of three thousand lines are kept packed."""


@cache
def analysed(example: str) -> Analysis:
    return analyse(examples.read(example).plan, TODAY)


def files() -> list[tuple[str, str, int]]:
    """View, format and width of every file there is for an example."""
    of_views = [(view, form, NARROW) for view in names.VIEWS for form in SHOWN]
    whole = [(names.FULL, form, NARROW) for form in names.WHOLE]
    return [*of_views, *whole, (names.FULL, "text", WIDE), ("one-page", "text", WIDE)]


def written(example: str, view: str, form: str, width: int) -> str:
    analysis = analysed(example)
    found = formats.written(analysis.plan, analysis, form, view, width=width)
    if form != "json":
        return found
    # What is computed; the answers themselves stand in the example.
    computed = json.loads(found)
    computed.pop("plan")
    return json.dumps(computed, ensure_ascii=False, indent=1) + "\n"


def golden(example: str, view: str, form: str, width: int) -> Path:
    ending = names.ENDINGS[form][0]
    wide = f".{width}" if width != NARROW else ""
    packed = ".gz" if (view, form) == PACKED else ""
    return FOLDER / example / f"{view}{wide}{ending}{packed}"


def keep(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


def kept(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode()


@pytest.mark.parametrize(("view", "form", "width"), files())
@pytest.mark.parametrize("example", examples.names())
def test_the_report_of_an_example_is_as_it_was(example: str, view: str, form: str, width: int) -> None:
    path, made = golden(example, view, form, width), written(example, view, form, width)
    if os.environ.get(UPDATE) == "1":
        keep(path, made)
    assert path.is_file(), f"there is no {path.name} yet: set {UPDATE}=1"
    same = made == kept(path)
    assert same, f"{example}/{path.name} differs; if that is right, set {UPDATE}=1, read the diff"
