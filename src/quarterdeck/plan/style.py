"""How one plan writes numbers and dates: chosen on its cover, used wherever text becomes a value and back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from quarterdeck.plan.document import Plan

NARROW_SPACE = "\u202f"

NUMBER_STYLES: dict[str, tuple[str, str, bool]] = {
    "comma_dot": (".", ",", False),
    "dot_comma": (",", ".", False),
    "space_comma": (",", NARROW_SPACE, False),
    "apostrophe_dot": (".", "’", False),
    "indian": (".", ",", True),
}
"""Decimal mark, grouping mark, and whether groups after the thousands have two digits (12,34,567).

The keys are the answers of the cover's `number_style`; those of `DATE_ORDERS` of its `date_style`.
"""

DATE_ORDERS: dict[str, str] = {"day_first": "dmy", "month_first": "mdy", "iso": "ymd"}


class Style(Struct, frozen=True):
    """The marks of numbers, the order of dates, the currency, and the day that "next Friday" counts from."""

    decimal_mark: str
    grouping: str
    date_order: str
    """dmy | mdy | ymd; empty: not chosen, so 3/4/2026 is asked about."""
    currency: str
    """ISO code; empty: not chosen, so amounts are shown without a sign."""
    fiscal_start: int
    """The first month of the fiscal year, 1 to 12."""
    today: date
    asks: bool = False
    """No number style was chosen: 1.250 is asked about."""
    indian: bool = False
    """12,34,567 instead of 1,234,567."""


def plain_style(today: date) -> Style:
    """The style of a plan that has chosen nothing."""
    return Style(".", ",", "", "", 1, today, asks=True)


def style_of(plan: Plan, today: date) -> Style:
    """The style chosen on the plan's cover. What is not chosen, or not known here, stays undecided."""
    cover = plan.plan
    number_style = NUMBER_STYLES.get(cover.number_style or "")
    mark, grouping, indian = number_style or NUMBER_STYLES["comma_dot"]
    start = cover.fiscal_year_start
    return Style(
        mark,
        grouping,
        DATE_ORDERS.get(cover.date_style or "", ""),
        cover.currency or "",
        start if start is not None and 1 <= start <= 12 else 1,
        today,
        asks=number_style is None,
        indian=indian,
    )
