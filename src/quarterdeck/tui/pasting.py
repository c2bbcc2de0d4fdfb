"""What is pasted is text: nothing of it is taken for keys.

Textual 8.2.8 looks for keys in a paste wherever it holds an ESC: what follows runs as if it had been pressed,
to Ctrl+Q and beyond.
"""

from __future__ import annotations

from quarterdeck.text import clean

START, END = "\x1b[200~", "\x1b[201~"
MOST = 100_000
"""Characters of a paste: ten times what any field takes. The rest is let go, but for the mark at its end."""


class PasteFence:
    """Passes on what a terminal sends; what stands between the marks of a paste is cleaned first.

    A paste is held back until it is complete. What is typed passes at once: a mark that comes in two parts is
    found all the same.
    """

    def __init__(self) -> None:
        self._tail = ""
        """The end of what was passed on, in which a mark may have begun."""
        self._pasted: str | None = None
        """What was pasted so far, while a paste is coming."""

    def __call__(self, typed: str) -> str:
        """`typed`, fit to be looked through for keys."""
        passed = ""
        while typed:
            if self._pasted is None:
                part, typed = self._up_to_a_paste(typed)
                passed += part
            else:
                text, ended, typed = (self._pasted + typed).partition(END)
                self._pasted = None if ended else text[:MOST] + text[MOST:][-len(END) :]
                passed += clean(text[:MOST]) + END if ended else ""
        return passed

    def _up_to_a_paste(self, typed: str) -> tuple[str, str]:
        """What stands before the first paste, its mark included, and the rest."""
        seen = self._tail + typed
        before, begun, rest = seen.partition(START)
        if begun:
            self._pasted, self._tail = "", ""
            return typed[: len(typed) - len(rest)], rest
        self._tail = before[-len(START) + 1 :]
        return typed, ""
