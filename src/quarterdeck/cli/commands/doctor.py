"""`quarterdeck doctor [PLAN]`: where things are, what the terminal can do, what stands in the way.

Made to be sent to somebody who helps: no answer of a plan, no plan's name and no person's name is in it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quarterdeck.cli import output, terminal
from quarterdeck.cli.parser import Parser
from quarterdeck.cli.words import say

if TYPE_CHECKING:
    from quarterdeck.store.health import Folder

PROBLEMS = 1
ENVIRONMENT = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_CTYPE", "LANG", "ACCESSIBLE")
"""Variables that decide how things look, and hold nothing private."""

Facts = dict[str, Any]


def arguments(parser: Parser) -> None:
    """Declare the command's words."""
    words = "commands.doctor.arguments"
    parser.declare("plan", metavar="PLAN", nargs="?", help=say(f"{words}.plan"), is_file=True)
    parser.declare("--json", action="store_true", help=say(f"{words}.json"))


def run(args: argparse.Namespace) -> int:
    """Print what was found; 1 where something stands in the way."""
    facts: Facts = {"program": _program(), "places": _places(), "terminal": _terminal()}
    if args.plan:
        facts["plan"] = _plan(args.plan)
    problems = list(_problems(facts))
    if args.json:
        output.write(output.document(facts | {"problems": problems}))
    else:
        output.write("\n".join([*_lines(facts), "", *(problems or [say("doctor.fine")])]) + "\n")
    return PROBLEMS if problems else 0


def _program() -> Facts:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from quarterdeck import __version__

    found: Facts = {
        "quarterdeck": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
    }
    for name in _libraries():
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found


def _libraries() -> list[str]:
    """The names of what the program was installed with, as its own metadata has them."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        declared = requires("quarterdeck") or []
    except PackageNotFoundError:
        return []
    needed = (line for line in declared if "extra ==" not in line)
    return [match[0] for line in needed if (match := re.match(r"[\w.-]+", line))]


def _places() -> Facts:
    from quarterdeck.store import health, places

    return {
        "state": _folder(health.folder(places.state_dir())),
        "settings": _folder(health.folder(places.config_dir())),
        "drafts": health.waiting_drafts(),
    }


def _folder(found: Folder) -> Facts:
    return {
        "path": found.path,
        "exists": found.exists,
        "writable": found.writable,
        "free_mb": None if found.free is None else found.free // 1_000_000,
        "tight": found.is_tight,
    }


def _terminal() -> Facts:
    import os
    import sys

    columns, rows = terminal.size()
    streams = {"stdin": sys.stdin, "stdout": sys.stdout, "stderr": sys.stderr}
    return {
        "wizard": terminal.can_draw(),
        **{name: terminal.is_terminal(stream) for name, stream in streams.items()},
        "columns": columns,
        "rows": rows,
        "encoding": getattr(sys.stdout, "encoding", None),
        "colour": terminal.colour(),
        "environment": {name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
    }


def _plan(named: str) -> Facts:
    from pathlib import Path

    from quarterdeck.store import health

    found = health.plan_file(Path(named))
    return {
        "readable": found.readable,
        "bytes": found.size,
        "format": found.schema,
        "link": found.is_link,
        "names": found.names,
        "writable": found.writable,
        "folder_writable": found.folder.writable,
        "free_mb": None if found.folder.free is None else found.folder.free // 1_000_000,
        "tight": found.folder.is_tight,
        "draft": found.has_draft,
        "earlier_saves": found.earlier_saves,
    }


def _problems(facts: Facts) -> Iterator[str]:
    """What stands in the way, each with its remedy."""
    state, shown = facts["places"]["state"], facts["terminal"]
    if not state["writable"]:
        yield say("doctor.problem.state", path=state["path"])
    if state["tight"]:
        yield say("doctor.problem.tight", path=state["path"])
    if shown["stdin"] and shown["stdout"] and not shown["wizard"]:
        yield say("doctor.problem.terminal", term=shown["environment"].get("TERM", ""))
    plan = facts.get("plan")
    if plan is None:
        return
    if not plan["readable"]:
        yield say("doctor.problem.unreadable")
    elif not plan["writable"]:
        yield say("doctor.problem.plan")
    elif not plan["folder_writable"]:
        yield say("doctor.problem.folder")
    elif plan["tight"]:
        yield say("doctor.problem.plan_tight")


def _lines(facts: Facts) -> Iterator[str]:
    for section, found in facts.items():
        yield say(f"doctor.section.{section}")
        yield from _listed(found, "  ")


def _listed(found: Mapping[str, Any], indent: str) -> Iterator[str]:
    size = max(map(len, found), default=0)
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield f"{indent}{name}"
            yield from _listed(value, f"{indent}  ")
        else:
            yield f"{indent}{name:<{size}}  {_word(value)}"


def _word(value: object) -> str:
    if isinstance(value, bool):
        return say(f"doctor.{'yes' if value else 'no'}")
    return say("doctor.unknown") if value is None else str(value)
