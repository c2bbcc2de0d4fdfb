"""Comments of a plan file: taken up with the key or table they stand at, and put back there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from quarterdeck import text as texts
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import dotted
from quarterdeck.store.scan import Comment, Statement, leading_comments, scan

Place = tuple[Path, int]
"""A key or a table, and which of those by that name: `[[tables]]` stand more than once."""
_OPENS = ('"""', "'''", "[", "{")
"""A line that ends so goes on: a comment behind it would be part of the value."""


class Remark(Struct, frozen=True):
    """A comment, with its sign; an empty one is an empty line between two."""

    text: str
    beside: bool = False
    """It stands behind the value, on the same line."""


class Comments(Struct, frozen=True):
    """What a file says beside the plan, behind its first key."""

    places: Mapping[Place, tuple[Remark, ...]] = field(default_factory=dict)
    tail: tuple[str, ...] = ()
    """What stands behind the last key."""


def collect(text: str) -> Comments:
    """The comments of `text` behind its first key, each with the place it belongs to.

    One on a line of its own belongs to what follows, one behind a value or inside a list to that value.
    """
    if text.count("#") == leading_comments(text).count("#"):
        return Comments()
    found: defaultdict[Place, list[Remark]] = defaultdict(list)
    waiting: list[Comment] = []
    here: Place | None = None
    for item, place in _numbered(text):
        if isinstance(item, Statement):
            if here is not None:
                found[place] += map(Remark, _spaced(waiting, item.line))
            waiting, here = [], place
        elif here is not None and item.alone and not item.inside:
            waiting.append(item)
        elif here is not None:
            found[here].append(Remark(_clean(item), beside=not item.inside))
    places = {place: tuple(remarks) for place, remarks in found.items() if remarks}
    return Comments(places, tuple(_spaced(waiting, 0)))


def put_back(text: str, comments: Comments) -> str:
    """`text`, a file as it is emitted, with the comments at their places.

    Those of a table without a header of its own go to the first thing in it. Those whose place is gone stand
    at the end, each behind the name of that place.
    """
    if not comments.places and not comments.tail:
        return text
    stands, inside = _lines(text)
    above: defaultdict[int, list[str]] = defaultdict(list)
    lines, tail = text.split("\n"), list(comments.tail)
    for place, remarks in comments.places.items():
        at = stands.get(place, inside.get(place[0]))
        for remark in remarks:
            if at is None:
                tail += [f"# {dotted(place[0])}: {remark.text.lstrip('# ')}"] if remark.text else []
            elif remark.beside and place in stands and not lines[at].endswith(_OPENS):
                lines[at] = f"{lines[at]}  {remark.text}"
            else:
                above[at].append(remark.text)
    body = "\n".join(line for at, own in enumerate(lines) for line in (*above[at], own))
    return "\n".join([body, *tail, ""]) if tail else body


def _numbered(text: str) -> Iterator[tuple[Statement | Comment, Place]]:
    """Everything in `text`, each statement with its place."""
    seen: Counter[Path] = Counter()
    for item in scan(text):
        if isinstance(item, Statement):
            yield item, (item.path, seen[item.path])
            seen[item.path] += 1
        else:
            yield item, ((), 0)


def _lines(text: str) -> tuple[dict[Place, int], dict[Path, int]]:
    """Where each key and table stands, and where the first thing inside each table does: indexes of lines."""
    stands: dict[Place, int] = {}
    inside: dict[Path, int] = {}
    for item, place in _numbered(text):
        if isinstance(item, Statement):
            stands[place] = item.line - 1
            for end in range(1, len(item.path)):
                inside.setdefault(item.path[:end], item.line - 1)
    return stands, inside


def _spaced(comments: Sequence[Comment], end: int) -> Iterable[str]:
    """The comments with an empty line wherever there was one between them, or before the line `end`."""
    for at, comment in enumerate(comments):
        yield _clean(comment)
        following = comments[at + 1].line if at + 1 < len(comments) else end
        if following > comment.line + 1:
            yield ""


def _clean(comment: Comment) -> str:
    return texts.clean(comment.text, lines=False)
