"""Recurring revenue and who stays."""

from __future__ import annotations

from functools import partial

from quarterdeck.engine import metrics, recurring
from quarterdeck.engine.catalogue.entry import entry
from quarterdeck.engine.figures import known, quotient

_of = partial(entry, "recurring")
_per_customer = partial(quotient, when_zero="no_customers")

FORMULAS = (
    _of(
        "mrr-of-contract",
        "money",
        "yearly_value:money",
        lambda value: quotient(value, known(12)),
        "chartmogul",
    ),
    _of("arr", "money", "mrr:money", metrics.annual, "smsb"),
    _of(
        "mrr-closing",
        "money",
        "opening_mrr:money new_mrr:money=0 expansion_mrr:money=0 reactivation_mrr:money=0"
        " contraction_mrr:money=0 churned_mrr:money=0",
        recurring.closing,
        "chartmogul",
    ),
    _of(
        "recognised-recurring",
        "money",
        "opening_mrr:money closing_mrr:money",
        recurring.recognised,
        "convention",
    ),
    _of(
        "mrr-after-months",
        "money",
        "opening_mrr:money new_mrr:money=0 months:whole_months=1 monthly_churn_pct:share=0"
        " monthly_expansion_pct:pct=0 monthly_contraction_pct:share=0",
        recurring.after_months,
        "metrickit",
    ),
    _of("mrr-ceiling", "money", "new_mrr:money monthly_net_loss_pct:share", recurring.ceiling, "skok"),
    _of(
        "customers-after-months",
        "count",
        "opening_customers:count new_customers:count=0 months:whole_months=1 monthly_churn_pct:share=0",
        lambda opening, new, months, churn: recurring.after_months(
            opening, new, months, churn, known(0), known(0)
        ),
        "convention",
    ),
    _of("grr-cohort", "pct", "begin:money* end:money*", recurring.gross_retention, "smsb"),
    _of(
        "grr-formula",
        "pct",
        "begin_mrr:money churned_mrr:money contraction_mrr:money",
        recurring.gross_retention_of_bridge,
        "smsb",
    ),
    _of("nrr-cohort", "pct", "begin:money* end:money*", recurring.net_retention, "smsb"),
    _of(
        "nrr-formula",
        "pct",
        "begin_mrr:money churned_mrr:money expansion_mrr:money contraction_mrr:money",
        recurring.net_retention_of_bridge,
        "smsb",
    ),
    _of(
        "retention-over-periods",
        "pct",
        "retention_pct:share periods:periods=12",
        recurring.over_periods,
        "smsb",
    ),
    _of(
        "gross-revenue-churn",
        "pct",
        "begin_mrr:money churned_mrr:money contraction_mrr:money",
        recurring.gross_churn,
        "chartmogul",
    ),
    _of(
        "net-revenue-churn",
        "pct",
        "begin_mrr:money churned_mrr:money expansion_mrr:money contraction_mrr:money",
        recurring.net_churn,
        "chartmogul",
    ),
    _of("logo-churn", "pct", "lost_customers:count customers_at_start:count", recurring.logo_churn, "smsb"),
    _of(
        "logo-churn-of-all",
        "pct",
        "lost_customers:count customers_at_start:count new_customers:count",
        recurring.logo_churn_of_all,
        "stripe",
    ),
    _of(
        "logo-retention",
        "pct",
        "customers_at_end:count new_customers:count customers_at_start:count",
        recurring.logo_retention,
        "smsb",
    ),
    _of("renewal-rate", "pct", "renewals:count due:count", metrics.conversion, "convention"),
    _of(
        "churn-over-months",
        "pct",
        "monthly_churn_pct:share months:whole_months=12",
        recurring.churn_over,
        "smsb",
    ),
    _of("churn-of-months", "pct", "monthly_churn_pct:share*", recurring.churn_of_months, "smsb"),
    _of("monthly-of-yearly-churn", "pct", "yearly_churn_pct:share", recurring.monthly_of_yearly, "derived"),
    _of(
        "quick-ratio",
        "ratio",
        "new_mrr:money expansion_mrr:money churned_mrr:money contraction_mrr:money",
        recurring.quick_ratio,
        "quick",
    ),
    _of("arpa", "money", "mrr:money paying_accounts:count", _per_customer, "chartmogul"),
    _of("arpu", "money", "mrr:money users:count", _per_customer, "convention"),
    _of("selling-price", "money", "new_mrr:money new_customers:count", _per_customer, "chartmogul"),
)
