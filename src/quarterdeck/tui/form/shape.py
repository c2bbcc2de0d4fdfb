"""Where labels and editors stand. The style sheet says the same: form.tcss gives editors these margins."""

from __future__ import annotations

from dataclasses import dataclass

STACKED_BELOW = 56
"""Columns: in a narrower form the label stands above its editor."""
ROOMY_FROM = 96


@dataclass(slots=True)
class Shape:
    """The columns of one form; all its blocks look at the same object."""

    name: str = "normal"
    """stacked | normal | roomy: with a dash before it, the class of the form in the style sheet."""

    @property
    def label(self) -> int:
        """Columns of the label, the gap behind it included; 0 where it stands above."""
        return _LABELS[self.name]

    def fit(self, width: int) -> bool:
        """Choose the shape for a form of `width` columns; whether it is another one now."""
        name = "stacked" if width < STACKED_BELOW else "roomy" if width >= ROOMY_FROM else "normal"
        changed, self.name = name != self.name, name
        return changed


_LABELS = {"stacked": 0, "normal": 26, "roomy": 34}
