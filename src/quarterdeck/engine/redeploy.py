"""Where money that is set free goes: to what wins customers with it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from msgspec import Struct

from quarterdeck.engine.figures import ONE, ZERO


class Taker(Struct, frozen=True):
    """A channel that is shown to win customers with money."""

    id: str
    spend: Decimal
    """Money a month now, above 0."""
    cac: Decimal
    """What a customer costs there, above 0."""
    saturation: Decimal = ONE
    """Exponent of leads over spend, above 0 up to 1."""

    @property
    def wins_next(self) -> Decimal:
        """Customers the next unit of money wins: with leads ~ spend^β that is β ÷ the cost of one now."""
        return self.saturation / self.cac


def shared(freed: Decimal, takers: Sequence[Taker]) -> dict[str, Decimal]:
    """What each gets of `freed` money a month, in whole units; where none can take all of it, less in sum.

    In proportion to the customers the next unit of money wins there. None is more than doubled: what a
    customer costs at three times the spend, nobody has seen.
    """
    found: dict[str, Decimal] = {}
    open_ones, left = list(takers), freed
    while open_ones and left > 0:
        whole = sum((one.wins_next for one in open_ones), ZERO)
        wanted = {one.id: left * one.wins_next / whole for one in open_ones}
        full = [one for one in open_ones if wanted[one.id] >= one.spend]
        if not full:
            return found | _rounded(wanted, left)
        for one in full:
            found[one.id] = one.spend
            left -= one.spend
        open_ones = [one for one in open_ones if one not in full]
    return found


def _rounded(wanted: dict[str, Decimal], whole: Decimal) -> dict[str, Decimal]:
    """Whole units, and to the one with the most what rounding leaves: their sum is the whole."""
    # A share such as 1,400 × 9 ÷ 14 misses its 900 by the last of its digits.
    found = {key: round(value, 6).quantize(ONE, ROUND_FLOOR) for key, value in wanted.items()}
    most = max(found, key=lambda key: wanted[key])
    found[most] += whole - sum(found.values(), ZERO)
    return found
