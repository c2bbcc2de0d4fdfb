"""Help that follows the cursor: two lines under the form, or a panel beside it where the screen is wide."""

from __future__ import annotations

from time import monotonic

from textual import events, on
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget
from typing_extensions import override

from quarterdeck import content
from quarterdeck.content import FieldWords
from quarterdeck.tui.inshort import LINES, in_short

LINGER = 0.6
"""Seconds for which a message outlives a move of the cursor."""


def in_full(words: FieldWords) -> Content:
    """Everything there is to say about a field."""
    parts = [Content.styled(words.label, "$title bold")]
    parts += [Content.styled(ask, "$text") for ask in words.asks.values() if ask != words.label]
    if words.help:
        parts.append(Content.styled(words.help, "$text-muted"))
    for text, label, style in (
        (words.good, "help.good", "$success bold"),
        (words.vague, "help.vague", "$warning bold"),
        (words.example, "help.example", "$primary bold"),
    ):
        if text:
            heading = content.say(label)
            parts.append(Content.assemble((heading, style), "\n", (text, "$text-muted")))
    return Content("\n\n").join(parts)


class HelpLines(Widget):
    """Two lines; a message may take their place until the cursor moves on."""

    words: reactive[FieldWords | None] = reactive(None, layout=False)
    message: reactive[str] = reactive("", layout=False)
    _said_at = 0.0

    def watch_message(self) -> None:
        """Note when it was said."""
        self._said_at = monotonic()

    def watch_words(self) -> None:
        """Another field: the message was read, unless what it tells of has just brought the cursor here."""
        self.overtake()

    def overtake(self) -> None:
        """Something else was done: a message that is not from just now is old."""
        if monotonic() - self._said_at > LINGER:
            self.message = ""

    @on(events.Click)
    async def _more(self, event: events.Click) -> None:
        event.stop()
        await self.run_action("app.help")

    @override
    def render(self) -> Content:
        if self.message:
            return Content.assemble(("› ", "$accent bold"), (self.message, "$text bold"))
        if self.size.height < LINES:
            return Content()
        if self.words:
            return in_short(self.words, self.size.width)
        return Content.styled(content.say("help.no_field"), "$faint")


class HelpPanel(Widget):
    """The whole of it, beside the form. Coming to a field lays nothing out and draws only what differs."""

    words: reactive[FieldWords | None] = reactive(None, layout=False, repaint=False)

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._drawn: list[Content] = []

    def show(self, words: FieldWords | None) -> None:
        """Put the words of a field into the panel."""
        self.words = words

    def watch_words(self) -> None:
        """Draw again what is not the same."""
        before, now = self._drawn, self._lines()
        longest = max(len(before), len(now))
        pairs = zip(_padded(before, longest), _padded(now, longest), strict=True)
        changed = [number for number, (old, new) in enumerate(pairs) if not old.is_same(new)]
        if changed:
            self.refresh(*(Region(0, number, self.size.width, 1) for number in changed))

    @on(events.Click)
    async def _more(self, event: events.Click) -> None:
        event.stop()
        await self.run_action("app.help")

    @override
    def render(self) -> Content:
        self._drawn = self._lines()
        return Content("\n").join(self._drawn)

    def _lines(self) -> list[Content]:
        nothing = Content.styled(content.say("help.no_field"), "$faint")
        said = in_full(self.words) if self.words is not None else nothing
        width, height = self.size
        lines = [
            part
            for line in said.split("\n", allow_blank=True)
            for part in (line.wrap(max(width, 10)) or [Content()])
        ]
        if len(lines) > height > 1:
            lines = [*lines[: height - 1], Content.styled(content.say("help.long"), "$primary")]
        return lines


def _padded(lines: list[Content], length: int) -> list[Content]:
    return lines + [Content()] * (length - len(lines))
