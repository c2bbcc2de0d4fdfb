"""What two lines can say about a field, in whole sentences. F1 has the rest."""

from __future__ import annotations

import re

from textual.content import Content

from quarterdeck import content
from quarterdeck.content import FieldWords

LINES = 2
"""In less room only messages are shown: the panel beside the form has the rest."""


def in_short(words: FieldWords, width: int) -> Content:
    """What is asked and why, then what a good answer is; the reason alone where it needs both lines.

    Nothing is cut in the middle of a sentence while one whole sentence fits.
    """
    room = max(width, 10)
    label = Content.styled(words.label, "$text bold")
    sentences = _sentences(words.help or (words.ask if words.ask != words.label else ""))
    good = _good(words)
    one, two = (_whole(label, sentences, room, lines) for lines in (1, LINES))
    if one and (not good or good.cell_length <= room):
        shown = [*one, *([good] if good else [])]
    elif two:
        shown = two
    else:
        cut = Content.assemble(label, "  ", (" ".join(sentences), "$text-muted")).wrap(room)
        shown = [*cut[:1], Content(" ").join(cut[1:]).truncate(room, ellipsis=True)]
    return Content("\n").join(shown)


def _good(words: FieldWords) -> Content:
    """What a good answer is, or an example of one."""
    said = words.good or words.example
    head = content.say("help.good" if words.good else "help.example")
    return Content.assemble((f"{head}  ", "$success bold"), (said, "$text-muted")) if said else Content()


def _whole(label: Content, sentences: list[str], room: int, lines: int) -> list[Content]:
    """The label and as many whole sentences as `lines` hold; nothing where not even the first one fits."""
    for count in range(len(sentences), 0, -1):
        why = Content.styled(" ".join(sentences[:count]), "$text-muted")
        wrapped = Content.assemble(label, "  ", why).wrap(room)
        if len(wrapped) <= lines:
            return wrapped
    return [] if sentences or label.cell_length > room else [label]


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!:;])\s+(?=[^a-z\s])", text) if part]
