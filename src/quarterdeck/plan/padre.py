"""The optional PADRE lens: the whole plan once more, cut along the life of a customer."""

from typing import Annotated

from quarterdeck.plan.declare import Ui
from quarterdeck.plan.types import Long, Section


class Padre(Section):
    """Eight questions; most of their answers stand in the steps already and are only gathered here."""

    position: Annotated[Long, Ui(group="journey")] = None
    acquire: Annotated[Long, Ui(group="journey")] = None
    deploy: Annotated[Long, Ui(group="journey")] = None
    run: Annotated[Long, Ui(group="journey")] = None
    expand: Annotated[Long, Ui(group="journey")] = None
    product: Annotated[Long, Ui(group="company")] = None
    people: Annotated[Long, Ui(group="company")] = None
    money: Annotated[Long, Ui(group="company")] = None
