"""From words to a command."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quarterdeck import clock
from quarterdeck.cli import output, terminal
from quarterdeck.cli.words import node, say
from quarterdeck.errors import UsageError

HELP = ("-h", "--help")


def dispatch(argv: Sequence[str]) -> int:
    """Carry out a command line; gives the exit code.

    Raises QuarterdeckError for what a person can mend, SystemExit after `--help`.
    """
    if not argv:
        _check_today()
        return _alone()
    first, rest = argv[0], argv[1:]
    if first in HELP or first == "help":
        return _help(rest)
    _check_today()
    from quarterdeck.cli.parser import COMMANDS, module, near, parse
    from quarterdeck.store import places

    if first in COMMANDS:
        return int(module(first).run(parse(first, rest)))
    if first.endswith(".toml") or (not first.startswith("-") and places.is_file(Path(first))):
        return int(module("open").run(parse("open", argv)))
    key = "no_option" if first.startswith("-") else "no_command"
    known = (*HELP, "--version") if first.startswith("-") else COMMANDS
    hint = near(first, known) or say("usage.see_help", command="quarterdeck")
    raise UsageError(say(f"usage.{key}", typed=first), hint=hint)


def _alone() -> int:
    """No words at all: the start screen, or how to go on without a terminal."""
    if not terminal.can_draw():
        output.tell(overview())
        return UsageError.exit_code
    from quarterdeck.tui.app import run_wizard

    return run_wizard()


def _check_today() -> None:
    """A day that is set and is none would be found out in the middle of something. Raises UsageError."""
    try:
        clock.today()
    except ValueError as error:
        raise UsageError(say("usage.today"), hint=say("usage.today_hint")) from error


def _help(words: Sequence[str]) -> int:
    from quarterdeck.cli.parser import COMMANDS

    command = next((word for word in words if word in COMMANDS), None)
    if command is None:
        output.write(f"{overview()}\n")
        return 0
    from quarterdeck.cli.parser import parser_of

    output.write(parser_of(command).format_help())
    return 0


def overview() -> str:
    """The help of the whole program."""
    commands = node("commands")
    size = max(map(len, commands))
    return "\n".join(
        [
            say("about"),
            "",
            say("help.usage"),
            "",
            *(f"  {line}" for line in node("help.start")),
            "",
            f"{say('help.commands')}:",
            *(f"  {name:<{size}}  {words['summary']}" for name, words in commands.items()),
            "",
            *_wrapped(say("help.more"), say("help.environment"), say("help.codes")),
        ]
    )


def _wrapped(*paragraphs: str) -> list[str]:
    import textwrap

    return [line for paragraph in paragraphs for line in (*textwrap.wrap(paragraph, 79), "")][:-1]
