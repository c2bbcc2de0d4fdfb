"""The table of what was tried names tests that exist, and leaves no line without one."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+) \| .* \| .* \| (.*) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_line_names_a_test() -> None:
    rows = ROW.findall(TABLE)
    assert [int(number) for number, _ in rows] == list(range(1, 74))
    assert [number for number, tests in rows if not TEST.findall(tests)] == []


def test_every_test_it_names_is_there() -> None:
    gone = [
        f"{file}::{name}"
        for file, name in TEST.findall(TABLE)
        if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert gone == []
