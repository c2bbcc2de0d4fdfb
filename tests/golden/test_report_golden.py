"""The reports of the example plans, whole. QUARTERDECK_UPDATE_GOLDEN=1 writes them anew: read the diff."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from quarterdeck.engine.analysis import analyse
from quarterdeck.report import data, markdown
from quarterdeck.report.build import build
from quarterdeck.report.rich_text import render
from quarterdeck.store import examples

FOLDER = Path(__file__).parent / "report"
TODAY = date(2026, 11, 22)
UPDATE = "QUARTERDECK_UPDATE_GOLDEN"


def as_text(width: int) -> Callable[[str], str]:
    def made(name: str) -> str:
        plan = examples.read(name).plan
        return render(build(plan, analyse(plan, TODAY)), width).plain

    return made


def as_markdown(name: str) -> str:
    plan = examples.read(name).plan
    return markdown.render(build(plan, analyse(plan, TODAY)))


def as_json(name: str) -> str:
    """What is computed; the answers themselves stand in the example."""
    plan = examples.read(name).plan
    report = data.report(plan, analyse(plan, TODAY))
    report.pop("plan")
    return json.dumps(report, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


FORMATS = {"80.txt": as_text(80), "120.txt": as_text(120), "md": as_markdown, "json": as_json}


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", ["benchline", "dryhold", "hotaru"])
def test_the_report_of_an_example_is_as_it_was(name: str, ending: str) -> None:
    golden = FOLDER / f"{name}.{ending}"
    made = FORMATS[ending](name)
    if os.environ.get(UPDATE) == "1":
        FOLDER.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8", newline="\n")
    assert golden.is_file(), f"there is no {golden.name} yet: set {UPDATE}=1"
    expected = golden.read_text(encoding="utf-8")
    assert made == expected, f"{golden.name} differs; if that is right, set {UPDATE}=1 and read the diff"
