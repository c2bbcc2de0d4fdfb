"""Fixed lists of answers. Their words stand in `content/<language>/choices.json` under the same names.

A value that is not in its list (a hand edit, a later version) is kept, shown as it is, and a check tells.
"""

from __future__ import annotations

from quarterdeck.plan.declare import As, Kind

LISTS: dict[str, tuple[str, ...]] = {
    "currency": ("EUR", "USD", "GBP", "CHF", "JPY"),
    "maturity": ("established", "starting"),
    "stage": ("pre_seed", "seed", "growth", "fundraising"),
    "reader": ("team", "leadership", "investors", "lenders", "other"),
    "confidence": ("low", "medium", "high"),
    "yes_partly_no": ("yes", "partly", "no"),
}
"""Every list by name. One list serves every field with the same answers."""

Choice = str | None
Choices = tuple[str, ...]
Ref = str | None
Refs = tuple[str, ...]


def choice(name: str) -> As:
    """One of a fixed list: `stage: Annotated[Choice, choice("stage"), Ui(...)] = None`."""
    return As(Kind.CHOICE, LISTS[name], name)


def choices(name: str) -> As:
    """Several of a fixed list: `readers: Annotated[Choices, choices("reader"), Ui(...)] = ()`."""
    return As(Kind.CHOICES, LISTS[name], name)


def ref(of: str) -> As:
    """The id of a row: `owner: Annotated[Ref, ref("team.members"), Ui(...)] = None`."""
    return As(Kind.REF, of=of)


def refs(of: str) -> As:
    """Ids of rows: `goals: Annotated[Refs, refs("goals.items"), Ui(...)] = ()`."""
    return As(Kind.REFS, of=of)
