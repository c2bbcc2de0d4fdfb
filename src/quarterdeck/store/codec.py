"""The plan as bytes and back: readable TOML, the same bytes for the same plan, nothing of a person's lost."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct, field

from quarterdeck.plan.document import SCHEMA, Plan
from quarterdeck.plan.fields import field_of
from quarterdeck.plan.paths import own_values
from quarterdeck.plan.types import Section
from quarterdeck.store import comments, scan
from quarterdeck.store.comments import Comments
from quarterdeck.store.emit import emit, plain
from quarterdeck.store.fences import decode, refusal
from quarterdeck.store.migrate import migrate
from quarterdeck.store.notes import Note
from quarterdeck.store.shape import MAX_DEPTH, Shaper, too_deep

_LONGEST_KEY = 100
"""Parts of a dotted key: far more than a plan has levels, and few enough to be read at once."""


class Layout(Struct, frozen=True):
    """What of a file is not the plan, and is written back with it."""

    head: str = ""
    """The comments at the top, with their signs."""
    newline: str = "\n"
    bom: bool = False
    comments: Comments = field(default_factory=Comments)
    """Those behind the first key."""


class Loaded(Struct, frozen=True):
    """A file that could be read."""

    plan: Plan
    notes: tuple[Note, ...]
    layout: Layout
    schema: int = SCHEMA
    """The format it came in."""


def loads(data: bytes, name: str) -> Loaded:
    """The plan in `data`; `name` is how messages call the file.

    Raises PlanUnreadable: too big, not UTF-8, not TOML, a later format, a value of the wrong type.
    """
    decoded = decode(data, name)
    document = parse(decoded.text, name)
    if document and "schema" not in document and not any(field_of(Plan, key) for key in document):
        raise refusal("not_a_plan", name)
    plan, notes = read(document, decoded.text, name)
    head = scan.leading_comments(decoded.text)
    layout = Layout(head, decoded.newline, decoded.bom, comments.collect(decoded.text))
    return Loaded(plan, notes, layout, document.get("schema", SCHEMA))


def read(document: dict[str, Any], source: str, name: str) -> tuple[Plan, tuple[Note, ...]]:
    """The plan in a parsed document; `source` is the text it was parsed from, for lines in messages.

    Raises PlanUnreadable: a later format, a value of the wrong type.
    """
    content, found = migrate(document, name)
    shaper = Shaper(source, name)
    plan = shaper.plan(content)
    older = (Note("migrated", {"found": str(found)}),) if found < SCHEMA else ()
    return plan, (*shaper.notes, *older)


def parse(text: str, name: str) -> dict[str, Any]:
    """`text` as plain TOML values, decimals exact. Raises PlanUnreadable with line and likely cause."""
    if scan.longest_key(text) > _LONGEST_KEY:  # Reading them takes the square of their length.
        raise refusal("too_deep", name, limit=MAX_DEPTH)
    try:
        document = tomllib.loads(text, parse_float=Decimal)
    except RecursionError as error:
        raise refusal("too_deep", name, limit=MAX_DEPTH) from error
    except (ValueError, ArithmeticError) as error:
        from quarterdeck.store import broken

        raise broken.explain(error, text, name) from error
    if too_deep(document):
        raise refusal("too_deep", name, limit=MAX_DEPTH)
    return document


def dumps(plan: Plan, layout: Layout | None = None) -> bytes:
    """`plan` as a file: the schema, the steps in order, unknown tables last; comments where they stood."""
    layout = layout or Layout()
    text = comments.put_back(emit({"schema": SCHEMA} | document(plan)), layout.comments)
    if layout.head:
        text = f"{layout.head}\n\n{text}"
    data = text.replace("\n", layout.newline).encode("utf-8")
    return b"\xef\xbb\xbf" + data if layout.bom else data


def same(one: Plan, other: Plan) -> bool:
    """Whether both hold the same answers, as far as a file keeps them; where they stand is not looked at."""
    return bool(_kept(document(one)) == _kept(document(other)))


def _kept(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _kept(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_kept(item) for item in value]
    return plain(value) if isinstance(value, Decimal) else value


def document(node: Section) -> dict[str, Any]:
    """What was answered below `node` as plain dicts; tables without an answer are left out, rows stay."""
    contents = {key: _content(value) for key, value in own_values(node).items()}
    known = type(node).model_fields
    return {
        key: content
        for key, content in contents.items()
        if content is not None and not (content == {} and key in known)
    }


def _content(value: Any) -> Any:
    if isinstance(value, Section):
        return document(value)
    if isinstance(value, Mapping):
        return {key: _content(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return list(value)
    return value
