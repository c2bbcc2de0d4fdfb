"""What a view is made of: sections, each of answers chosen from the plan and of parts made elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from quarterdeck.plan import paths
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import fields_of
from quarterdeck.report.document import Block, Heading, Paragraph
from quarterdeck.report.generic import Place, Skip, picked, rows_blocks
from quarterdeck.report.reading import Reading

Made = Callable[[Reading], Iterable[Block]]
Piece = str | Made
"""The dotted path of an answer, a group or a table; or a function that makes blocks."""


class Part(Struct, frozen=True):
    """A section of a view. Its title stands in `ui/views.json` under the view's name and this id."""

    id: str
    pieces: tuple[Piece, ...]
    nothing: str = "report.not_filled_in"
    """The key of what is said where nothing of it is known."""

    def blocks(self, reading: Reading) -> Iterator[Block]:
        """Everything of it that was answered or follows from answers."""
        for is_path, pieces in groupby(self.pieces, key=lambda piece: isinstance(piece, str)):
            if is_path:
                chosen = [piece for piece in pieces if isinstance(piece, str)]
                yield from _levelled(picked(reading, chosen))
            else:
                for piece in pieces:
                    if not isinstance(piece, str):
                        yield from _levelled(piece(reading))


def _levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings one level below what they stand under: what was picked elsewhere may stand deeper there."""
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            yield Heading(block.text, 1 + len(above))
        else:
            yield block


def of_rows(table: str, *names: str) -> Made:
    """Only these fields of the rows at the dotted path `table`."""

    def make(reading: Reading) -> Iterator[Block]:
        path = paths.undotted(table)
        declared, rows = paths.declared(Plan, path), paths.get(reading.plan, path)
        if declared is None or declared.model is None or rows is paths.MISSING:
            return
        others = {field.name for field in fields_of(declared.model)[1:]} - {*names}
        skip = frozenset(f"{table}.{name}" for name in others)
        yield from rows_blocks(reading, rows, Place(path, table), declared.model, skip)

    return make


def prose(answer: str) -> Made:
    """The answer at that dotted path by itself, where the title of its part says what it is."""

    def make(reading: Reading) -> Iterator[Block]:
        text = reading.text(paths.undotted(answer))
        if text:
            yield Paragraph(text)

    return make


def but(told: Skip, *answers: str) -> Made:
    """The answers at those dotted paths, without what stands in a better place already."""
    return lambda reading: picked(reading, answers, told)


def one(make: Callable[[Reading], Block | None]) -> Made:
    """A part that is one block, or nothing."""

    def blocks(reading: Reading) -> Iterator[Block]:
        block = make(reading)
        if block is not None:
            yield block

    return blocks
