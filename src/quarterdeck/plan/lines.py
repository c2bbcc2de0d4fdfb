"""Step 6: revenue beside the funnel, one line for each thing with its own price."""

from typing import Annotated

from quarterdeck.plan.choices import Choice, choice
from quarterdeck.plan.declare import Ui, When
from quarterdeck.plan.types import Money, Month, Numbers, Percent, Row, Series, Share, Text

_COUNTED = When("kind", ("piece", "monthly", "yearly", "prepaid"))
_THROUGH = When("kind", ("volume",))


class Line(Row):
    """Revenue that does not come through the funnel: units times price. It is added to the funnel's."""

    name: Annotated[Text, Ui(group="line_of_business", essential=True)] = None
    kind: Annotated[Choice, choice("line_kind"), Ui(group="line_of_business", essential=True)] = None
    """Absent: piece."""
    unit: Annotated[Text, Ui(group="line_of_business", suggest="line_units", when=_COUNTED)] = None
    """What is counted: an hour, a pack, a licence."""
    units: Annotated[Series, Ui(group="line_of_business", essential=True, unit="units", when=_COUNTED)] = None
    """A month: sold, or for `monthly` and `yearly` there; a list has one number per month of the grid."""
    growth_pct: Annotated[Percent, Ui(group="line_of_business")] = None
    """Of one number for all months, a month; below zero it shrinks. Default 0."""
    paying_pct: Annotated[Share, Ui(group="line_of_business", when=_COUNTED)] = None
    """Share of the units that pays, where others are free. Default 100."""
    price: Annotated[Series, Ui(group="line_of_business", essential=True, unit="money", when=_COUNTED)] = None
    """Of one unit; a year's for `yearly` and `prepaid`."""
    later_price: Annotated[Money, Ui(group="line_of_business", when=_COUNTED)] = None
    later_from: Annotated[Month, Ui(group="line_of_business", when=_COUNTED)] = None
    """The first month of `later_price`."""
    sold_before: Annotated[Numbers, Ui(group="line_of_business", when=When("kind", ("prepaid",)))] = ()
    """Units sold in the months before the start, latest first: they are still being earned."""
    volume: Annotated[Series, Ui(group="line_of_business", essential=True, unit="money", when=_THROUGH)] = (
        None
    )
    """What passes through in a month: the sales of others, not the own revenue."""
    fee_pct: Annotated[Share, Ui(group="line_of_business", essential=True, when=_THROUGH)] = None
    """How much of it is kept."""
