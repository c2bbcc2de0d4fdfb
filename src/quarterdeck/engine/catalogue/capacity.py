"""What the people who sell can bring in, and what chance says."""

from __future__ import annotations

from functools import partial

from quarterdeck.engine import economics, odds
from quarterdeck.engine.catalogue.entry import entry
from quarterdeck.engine.figures import product, quotient

_of = partial(entry, "capacity")
_THREE = "low:number likely:number high:number"

FORMULAS = (
    _of("ramped-reps", "count", "reps:count* ramp_pct:share*", economics.ramped, "kellblog_capacity"),
    _of("rep-capacity", "money", "ramped_reps:count productivity:money", product, "kellblog_capacity"),
    _of(
        "street-quota",
        "money",
        "rep_capacity:money over_assignment_pct:pct",
        economics.grossed_up,
        "kellblog_capacity",
    ),
    _of(
        "pipeline-needed",
        "money",
        "quota:money coverage:ratio new_business_pct:share=100 marketing_share_pct:share=100",
        product,
        "kellblog_capacity",
    ),
    _of("attainment-factor", "ratio", "company_target:money street_quota:money", quotient, "revcast"),
    _of("over-assignment", "ratio", "street_quota:money company_target:money", quotient, "revcast"),
    _of("pert-mean", "count", _THREE, odds.mean, "riskamp"),
    _of("pert-probability", "pct", f"{_THREE} threshold:number", odds.below, "riskamp"),
)
