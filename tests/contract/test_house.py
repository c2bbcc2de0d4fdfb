"""The shape of the house: who may import whom, how long a file may be, what has no place in the source."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "quarterdeck"
MOST_LINES = 400
FILES = {
    str(file.relative_to(SRC)): file.read_text(encoding="utf-8")
    for file in sorted(SRC.rglob("*"))
    if file.suffix in (".py", ".tcss")
}
SHORTCUTS = re.compile(r"type:\s*ignore|#\s*noqa|\b(?:TODO|FIXME|XXX)\b|raise NotImplementedError")
CRASH_BOUNDARY = "cli/main.py"
"""The one place that catches whatever nobody foresaw."""


def test_imports_run_one_way() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_can_be_read_at_one_sitting() -> None:
    sizes = {name: text.count("\n") for name, text in FILES.items()}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_nothing_is_waved_through_or_put_off() -> None:
    found = {name: SHORTCUTS.findall(text) for name, text in FILES.items()}
    assert {name: shortcuts for name, shortcuts in found.items() if shortcuts} == {}


def test_only_the_crash_boundary_swallows_whatever_comes() -> None:
    modules = {name: ast.parse(text) for name, text in FILES.items() if name.endswith(".py")}
    assert {name for name, module in modules.items() if swallows(module)} == {CRASH_BOUNDARY}


def swallows(module: ast.Module) -> bool:
    """Whether some handler takes every exception and does not raise it again."""
    return any(
        takes_all(node.type) and not isinstance(node.body[-1], ast.Raise)
        for node in ast.walk(module)
        if isinstance(node, ast.ExceptHandler)
    )


def takes_all(caught: ast.expr | None) -> bool:
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException"))
        for kind in kinds
    )
