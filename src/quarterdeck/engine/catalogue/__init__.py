"""Every formula of marketing and sales by its name, with inputs, units and source.

What one word means in several ways stands here under several names: win rate narrow, broad and by cohort, CAC
fully loaded, blended and paid, LTV simple, capped, finite and discounted. The words stand in
`messages/formulas.json`.
"""

from __future__ import annotations

from quarterdeck.engine.catalogue import capacity, cost, funnel, recurring, sales, value
from quarterdeck.engine.catalogue.entry import Entry, Given, Input

__all__ = ["FORMULAS", "Entry", "Given", "Input"]

FORMULAS: dict[str, Entry] = {
    item.id: item
    for item in (
        *funnel.FORMULAS,
        *sales.FORMULAS,
        *cost.FORMULAS,
        *recurring.FORMULAS,
        *value.FORMULAS,
        *capacity.FORMULAS,
    )
}
"""By id, group by group in the order of a customer's way."""
