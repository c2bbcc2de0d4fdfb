"""From a visit to a lead that sales accepts: conversions, growth, and the way back from a target."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise

from quarterdeck.engine import economics, metrics
from quarterdeck.engine.catalogue.entry import entry
from quarterdeck.engine.figures import Figure, difference, known, lacking, product, quotient, total

_of = partial(entry, "funnel")
_visits = partial(quotient, when_zero="nobody_entered")


def cost_per_step(deal: Figure, share: Figure, entrants: Figure) -> Figure:
    """What one who enters may cost where a share of the deal's value is spent on winning it (money)."""
    return metrics.cost_per(product(deal, share), entrants, "no_leads")


def mean_growth(counts: Sequence[Decimal]) -> Figure:
    """The mean of the changes from month to month: one small month does not shout (fraction)."""
    if len(counts) < 2:
        return lacking(reason="too_few")
    changes = [metrics.change(Figure(now), Figure(before)) for before, now in pairwise(counts)]
    return quotient(total(changes), known(len(changes)))


def leads_needed(revenue: Figure, deal: Figure, rates: Sequence[Decimal]) -> Figure:
    """Revenue ÷ deal ÷ every rate on the way; nothing is rounded inside the chain."""
    return metrics.needed(metrics.needed(revenue, deal), economics.through(rates))


FORMULAS = (
    _of("stage-conversion", "pct", "reached:count entered:count", metrics.conversion, "convention"),
    _of("visitor-to-lead", "pct", "leads:count visits:count", metrics.conversion, "convention"),
    _of("lead-to-mql", "pct", "mqls:count leads:count", metrics.conversion, "convention"),
    _of("mql-to-sql", "pct", "sqls:count mqls:count", metrics.conversion, "metrichq"),
    _of("sql-to-opportunity", "pct", "opportunities:count sqls:count", metrics.conversion, "convention"),
    _of("lead-to-opportunity", "pct", "opportunities:count leads:count", metrics.conversion, "lotoftools"),
    _of("lead-to-customer", "pct", "new_customers:count leads:count", metrics.conversion, "convention"),
    _of("lead-to-won", "pct", "stage_rates_pct:share*", economics.through, "lotoftools"),
    _of("growth", "pct", "now:number before:number", metrics.change, "convention"),
    _of("lead-velocity-rate", "pct", "qualified_now:count qualified_before:count", metrics.change, "lemkin"),
    _of("lead-velocity-mean", "pct", "qualified_by_month:count*", mean_growth, "lemkin"),
    _of("bofu-rate-of-visits", "pct", "conversions:count visits:count", metrics.conversion, "convention"),
    _of("bofu-rate-of-leads", "pct", "conversions:count leads:count", metrics.conversion, "convention"),
    _of("qualified-traffic", "pct", "mqls:count visits:count", metrics.conversion, "convention"),
    _of(
        "bounce-rate",
        "pct",
        "engaged_sessions:count sessions:count",
        lambda engaged, sessions: difference(known(1), _visits(engaged, sessions)),
        "ga4",
    ),
    _of(
        "bounce-rate-of-engagement",
        "pct",
        "engagement_rate_pct:share",
        lambda rate: difference(known(1), rate),
        "ga4",
    ),
    _of("pages-per-visit", "ratio", "page_views:count visits:count", _visits, "convention"),
    _of("time-on-site", "minutes", "session_minutes:minutes visits:count", _visits, "convention"),
    _of("social-referral-share", "pct", "social_visits:count visits:count", metrics.conversion, "convention"),
    _of("newsletter-readership", "pct", "opened:count delivered:count", metrics.conversion, "convention"),
    _of("share-of-whole", "pct", "part:number whole:number", quotient, "convention"),
    _of("customers-needed", "count", "revenue:money deal_value:money", metrics.needed, "kellblog_funnel"),
    _of(
        "leads-needed",
        "count",
        "revenue:money deal_value:money stage_rates_pct:share*",
        leads_needed,
        "kellblog_funnel",
    ),
    _of("entrants-needed", "count", "outcome:count rate_pct:share", metrics.needed, "kellblog_funnel"),
    _of(
        "affordable-cost-per-entrant",
        "money",
        "deal_value:money acquisition_share_pct:share entrants_per_win:count",
        cost_per_step,
        "wbd",
    ),
    _of("leads-owed", "count", "leads_per_rep:count reps:count", product, "roberge"),
)
