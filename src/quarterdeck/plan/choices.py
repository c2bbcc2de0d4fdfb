"""Fixed lists of answers. Their words stand in `content/<language>/choices.json` under the same names.

A value that is not in its list (a hand edit, a later version) is kept, shown as it is, and a check tells.
"""

from __future__ import annotations

from quarterdeck.plan.declare import As, Kind

LISTS: dict[str, tuple[str, ...]] = {
    "currency": ("EUR", "USD", "GBP", "CHF", "JPY"),
    "maturity": ("established", "starting"),
    "stage": ("pre_seed", "seed", "growth", "fundraising"),
    "reader": ("team", "leadership", "investors", "lenders", "other"),
    "confidence": ("low", "medium", "high"),
    "yes_partly_no": ("yes", "partly", "no"),
    "team": ("marketing", "sales", "joint"),
    "owner_kind": ("poc", "dri", "okr"),
    "priority": ("low", "medium", "high"),
    "bias": ("optimism", "too_little_data", "survivorship", "anchoring", "other"),
    "remedy": (
        "hire", "raise_budget", "new_tactic", "new_channel", "other", "accept", "lower_target",
    ),
    "member_status": ("current", "planned", "external"),
    "department": (
        "marketing", "sales", "growth", "rev_ops", "customer_success", "leadership", "other",
    ),
    "answers_for": ("growth", "marketing", "sales"),
    "strength": ("opener", "closer", "both", "unknown"),
    "horizon": ("next_quarter", "year", "long_term"),
    "performance_system": ("kpi", "okr", "both"),
    "action_kind": ("tactic", "process", "activity", "experiment", "fix", "stop"),
    "action_status": ("todo", "doing", "done", "blocked", "dropped", "carried_over"),
    "verdict": ("keep", "double", "fund", "fix", "extend", "drop", "adopt"),
    "price_period": ("month", "year", "once"),
    "passes": ("pass", "fail", "unknown"),
    "saving": ("time", "money", "effort"),
    "tool_kind": ("tool", "system", "solution"),
    "tool_category": (
        "analytics", "crm", "email_automation", "ads", "seo", "social", "heatmap", "forecasting",
        "sales_enablement", "calling", "contracts", "project", "other",
    ),
    "tool_status": ("needed", "evaluating", "chosen", "implemented", "rejected", "retired"),
}
"""Every list by name. One list serves every field with the same answers."""

Choice = str | None
Choices = tuple[str, ...]
Ref = str | None
Refs = tuple[str, ...]


def choice(name: str) -> As:
    """One of a fixed list: `stage: Annotated[Choice, choice("stage"), Ui(...)] = None`."""
    return As(Kind.CHOICE, LISTS[name], name)


def choices(name: str) -> As:
    """Several of a fixed list: `readers: Annotated[Choices, choices("reader"), Ui(...)] = ()`."""
    return As(Kind.CHOICES, LISTS[name], name)


def ref(of: str) -> As:
    """The id of a row: `owner: Annotated[Ref, ref("team.members"), Ui(...)] = None`."""
    return As(Kind.REF, of=of)


def refs(of: str) -> As:
    """Ids of rows: `goals: Annotated[Refs, refs("goals.items"), Ui(...)] = ()`."""
    return As(Kind.REFS, of=of)
