"""Lines out, lines in, and the few words that mean something everywhere."""

from __future__ import annotations

import sys
from enum import Enum, auto

from quarterdeck import text
from quarterdeck.cli import output
from quarterdeck.cli.words import say

PROMPT = "> "


class Move(Enum):
    """Where to go from a question."""

    NEXT = auto()
    BACK = auto()


class Leave(Exception):
    """The founder wants to save and quit, or nothing more will be typed."""


class Close(Exception):
    """The founder wants to close the quarter."""


class GoTo(Exception):
    """The founder wants to be on another page."""

    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.page = page


def tell(sentence: str) -> None:
    """One line, or several. Plan texts are cleaned: no control sequence reaches the terminal."""
    output.write(f"{text.clean(sentence)}\n")


def say_line(key: str, /, **values: object) -> None:
    """A sentence of the plain prompts' words."""
    tell(say(f"plain.{key}", **values))


def ask() -> str:
    """What is typed on one line, without its end. Raises Leave at the end of the input."""
    output.write(PROMPT)
    try:
        line = sys.stdin.readline() if sys.stdin is not None else ""
    except OSError:  # The terminal is gone.
        line = ""
    if not line:
        output.write("\n")
        raise Leave
    typed = line.rstrip("\r\n")
    if not sys.stdin.isatty():
        # Nobody saw it being typed: without it, the transcript of a pipe could not be read.
        tell(typed)
    return typed


def ask_lines(first: str) -> str:
    """`first` and the lines typed behind it, up to an empty one or the end of the input."""
    lines = [first]
    while True:
        try:
            line = ask()
        except Leave:
            break
        if not line.strip():
            break
        lines.append(line)
    return "\n".join(lines)
