"""The command line's grammar: one small parser per command, and what to say when it does not fit."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from quarterdeck.cli import names, terminal
from quarterdeck.cli.words import node, say
from quarterdeck.errors import UsageError

if TYPE_CHECKING:
    from typing_extensions import override
else:  # Importing it would take as long as all the rest of `--help`.

    def override(method: Any) -> Any:
        """Mark a method as replacing its parent's."""
        return method


COMMANDS = (
    *("open", "new", "demo", "report", "forecast", "gaps", "kpis", "check", "calc"),
    *("actuals", "close", "diff", "history", "recover"),
    *("doctor", "schema", "examples", "completion"),
)
"""Every command, in the order of the help; each is a module of `cli.commands`."""


class _Help(argparse.RawDescriptionHelpFormatter):
    """As wide as the terminal. argparse asks for one with every argument, and would load half an archiver."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=terminal.size()[0] - 2)


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of leaving, and knows its options' names."""

    def __init__(self, prog: str, **settings: Any) -> None:
        self.option_names: list[str] = []
        self.files: list[argparse.Action] = []
        """Arguments that name a file, for shell completion."""
        super().__init__(
            prog=prog,
            allow_abbrev=False,
            add_help=False,
            formatter_class=_Help,
            **settings,
        )
        self.declare("-h", "--help", action="help", help=say("options.help"))

    def declare(self, *names: Any, is_file: bool = False, **settings: Any) -> argparse.Action:
        """As argparse does it; remembers the options' names and what names a file."""
        self.option_names += [name for name in names if name.startswith("--")]
        action = self.add_argument(*names, **settings)
        if is_file:
            self.files.append(action)
        return action

    def declare_look(self) -> None:
        """How text is printed: `width` in columns (None: as wide as the terminal), and `no_color`."""
        self.declare("-w", "--width", metavar="N", type=_width, help=say("options.width"))
        self.declare("--no-color", action="store_true", help=say("options.no_color"))

    @override
    def error(self, message: str) -> NoReturn:
        """Wrong words: say which, and where help is. Raises UsageError."""
        # What a `type` function says is a whole sentence; argparse puts the option's name before it.
        message = re.sub(r"^argument [^:]+: (?=.*[.!?”]$)", "", message)
        message = message if message.endswith((".", "?")) else f"{message}."
        raise UsageError(message, hint=say("usage.see_help", command=self.prog))


def module(command: str) -> Any:
    """The module of a command."""
    return import_module(f"quarterdeck.cli.commands.{command}")


def parser_of(command: str) -> Parser:
    """The parser of one command."""
    words = node(f"commands.{command}")
    examples = "\n  ".join([say("options.examples"), *_examples(command)])
    parser = Parser(f"quarterdeck {command}", description=_sentence(words["summary"]), epilog=examples)
    module(command).arguments(parser)
    return parser


def whole_parser() -> tuple[Parser, list[argparse.Action]]:
    """Every command in one parser, and the arguments that name files: for shell completion."""
    root = Parser("quarterdeck", description=say("about"))
    root.declare("--version", action="version", help=say("options.version"))
    commands = root.add_subparsers(parser_class=_SubParser, metavar="COMMAND")
    files: list[argparse.Action] = []
    for command in COMMANDS:
        parser = commands.add_parser(command, help=say(f"commands.{command}.summary"))
        module(command).arguments(parser)
        files += parser.files
    return root, files


class _SubParser(Parser):
    """A command's parser as `add_subparsers` makes it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(str(settings.pop("prog")), **settings)


def parse(command: str, argv: Sequence[str]) -> argparse.Namespace:
    """The arguments of a command. Raises UsageError; `--help` prints and leaves with SystemExit."""
    parser = parser_of(command)
    # Options may stand between words, but argparse loses the words behind "--" when it sorts them apart.
    read = parser.parse_known_args if "--" in argv else parser.parse_known_intermixed_args
    args, extra = read(argv)
    if extra:
        option = next((item for item in extra if item.startswith("-") and item != "-"), None)
        see = say("usage.see_help", command=parser.prog)
        if option is None:
            raise UsageError(say("usage.too_many", typed=extra[0]), hint=see)
        hint = near(option.partition("=")[0], parser.option_names) or see
        raise UsageError(say("usage.no_option", typed=option), hint=hint)
    return args


def near(typed: str, known: Iterable[str]) -> str:
    """“Did you mean …?”, or nothing."""
    from difflib import get_close_matches

    found = get_close_matches(typed, list(known), 1, 0.6)
    return say("usage.did_you_mean", close=found[0]) if found else ""


def one_of(known: Sequence[str]) -> Callable[[str], str]:
    """A `type` that takes one of `known` and suggests the nearest for anything else."""

    def read(typed: str) -> str:
        if typed in known:
            return typed
        said = say("usage.one_of", typed=typed, choices=", ".join(known))
        raise argparse.ArgumentTypeError(" ".join(part for part in (said, near(typed, known)) if part))

    return read


def _width(typed: str) -> int:
    """Columns as typed. Raises ArgumentTypeError."""
    if typed.isascii() and typed.isdigit() and terminal.NARROWEST <= int(typed[:4]) <= terminal.WIDEST:
        return int(typed)
    raise argparse.ArgumentTypeError(say("usage.width", typed=typed))


def _examples(command: str) -> list[str]:
    first = next(iter(names.examples()), "NAME")
    return [line.format_map({"example": first}) for line in node(f"commands.{command}.examples")]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
