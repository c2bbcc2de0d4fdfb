"""The way to a place in the plan, in the room there is."""

from __future__ import annotations

import pytest

from quarterdeck.tui.form.trail import shortened

WAY = "Goals › Reach 50k › Targets › By March"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, WAY),
        (37, "… › Reach 50k › Targets › By March"),
        (26, "… › Targets › By March"),
        (14, "… › By March"),
        (5, "… › By March"),
    ],
)
def test_the_end_of_a_long_way_stays(width: int, shown: str) -> None:
    assert shortened(WAY, width) == shown
