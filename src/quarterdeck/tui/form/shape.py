"""Where labels and editors stand. The style sheet says the same: form.tcss gives editors these margins."""

from __future__ import annotations

from msgspec import Struct

STACKED_BELOW, SNUG_BELOW, ROOMY_FROM = 56, 76, 96
"""Columns of the form."""
LABELS = {"stacked": 0, "snug": 26, "normal": 26, "roomy": 34}


class Shape(Struct):
    """The columns of one form; all its blocks look at the same object."""

    name: str = "normal"
    """stacked: labels stand above their editors. snug: those of long texts do, which then have all the width.
    With a dash before it, this is the form's class in the style sheet.
    """

    @property
    def is_list(self) -> bool:
        """Too narrow for tables."""
        return self.name == "stacked"

    def label(self, *, of_long_text: bool = False) -> int:
        """Columns of a label, the gap behind it included; 0 where it stands above its editor."""
        return 0 if of_long_text and self.name == "snug" else LABELS[self.name]

    def fit(self, width: int) -> bool:
        """Choose the shape for a form of `width` columns; whether it is another one now."""
        before = self.name
        if width < STACKED_BELOW:
            self.name = "stacked"
        elif width < SNUG_BELOW:
            self.name = "snug"
        else:
            self.name = "roomy" if width >= ROOMY_FROM else "normal"
        return self.name != before
