"""The established example at the end of its quarter, with what came."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from quarterdeck.plan.document import Plan
from quarterdeck.plan.forecast import MonthActual
from quarterdeck.plan.paths import replace
from quarterdeck.session.desk import Desk
from quarterdeck.store import codec, examples

QUARTER = "2027-Q1"
TODAY = date(2027, 4, 3)


def ended(mrr: int = 73_623) -> Plan:
    rows = {}
    for at, month in enumerate(("2027-01", "2027-02", "2027-03")):
        rows[month] = MonthActual(
            month=month, visits=Decimal(6000), leads=Decimal(160 - at), mqls=Decimal(70),
            sqls=Decimal(33 + at), opportunities=Decimal(26), wins=Decimal(7), losses=Decimal(20),
            customers=Decimal(243 + 4 * at), customers_lost=Decimal(3), mrr=Decimal(mrr - 1000 * (2 - at)),
            revenue=Decimal(72_000), spend=Decimal(8150),
        )  # fmt: skip
    return replace(examples.read("benchline").plan, ("forecast", "actuals"), rows)


def desk(tmp_path: Path, plan: Plan | None = None, today: date = TODAY) -> Desk:
    file = tmp_path / "acme.toml"
    if not file.exists():
        file.write_bytes(codec.dumps(plan or ended()))
    return Desk.open(file, today)
