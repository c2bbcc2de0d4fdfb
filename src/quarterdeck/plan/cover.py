"""The cover of the plan: who plans, for which quarter, why. The file's `[plan]` table."""

from __future__ import annotations

from typing import Annotated

from quarterdeck.plan.choices import Choice, Choices, choice, choices
from quarterdeck.plan.declare import Ui
from quarterdeck.plan.types import Flag, Quarter, Section, Text


class Cover(Section):
    """Company, currency, quarter, stage and purpose: what the whole plan leans on."""

    company: Annotated[Text, Ui(essential=True)] = None
    currency: Annotated[Choice, choice("currency"), Ui(essential=True)] = None
    quarter: Annotated[Quarter, Ui(essential=True)] = None
    maturity: Annotated[Choice, choice("maturity"), Ui(essential=True)] = None
    stage: Annotated[Choice, choice("stage"), Ui(essential=True)] = None
    subscription: Annotated[Flag, Ui(group="business")] = None
    readers: Annotated[Choices, choices("reader"), Ui(group="purpose")] = ()
