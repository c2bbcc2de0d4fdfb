"""What a customer or a campaign is worth, and when it pays."""

from __future__ import annotations

from functools import partial

from quarterdeck.engine import economics, metrics, worth
from quarterdeck.engine.catalogue.entry import entry
from quarterdeck.engine.figures import Figure, known, product, quotient, total

_of = partial(entry, "value")
_MONTHLY = "arpa:money gross_margin_pct:pct monthly_churn_pct:share"


def return_on_marketing(revenue: Figure, margin: Figure, cost: Figure) -> Figure:
    """(Incremental revenue × margin − cost) ÷ cost."""
    return metrics.return_on_investment(product(revenue, margin), cost)


def break_even_units(fixed: Figure, price: Figure, unit_cost: Figure) -> Figure:
    """Fixed cost ÷ (price − cost of a unit), unrounded."""
    return metrics.break_even_units(fixed, metrics.unit_margin(price, unit_cost))


def first_year_share(months: Figure) -> Figure:
    """(n + 1) ÷ 2n: what even monthly wins earn of their yearly value within the n months they are won in."""
    return quotient(total((months, known(1))), product(known(2), months))


FORMULAS = (
    _of("ltv-simple", "money", _MONTHLY, worth.simple, "skok"),
    _of("ltv-capped", "money", _MONTHLY, worth.capped, "stripe"),
    _of(
        "ltv-finite",
        "money",
        f"{_MONTHLY} months:whole_months=60 yearly_discount_pct:share=0",
        worth.finite,
        "skok",
    ),
    _of("ltv-discounted", "money", f"{_MONTHLY} yearly_discount_pct:share", worth.discounted, "derived"),
    _of(
        "ltv-discounted-in-arrears",
        "money",
        f"{_MONTHLY} yearly_discount_pct:share",
        worth.discounted_in_arrears,
        "kblee",
    ),
    _of(
        "ltv-expanding",
        "money",
        "first_month_profit:money monthly_increase:money monthly_churn_pct:share",
        worth.expanding,
        "derived",
    ),
    _of(
        "ltv-of-orders",
        "money",
        "order_value:money orders_a_year:ratio years:ratio gross_margin_pct:pct=100",
        worth.of_orders,
        "convention",
    ),
    _of("lifetime", "months", "monthly_churn_pct:share", worth.lifetime, "skok"),
    _of("first-year-share", "pct", "months:whole_months=12", first_year_share, "derived"),
    _of("ltv-to-cac", "ratio", "ltv:money cac:money", worth.per_cost, "skok"),
    _of(
        "repeat-purchase-rate",
        "pct",
        "repeat_customers:count customers:count",
        metrics.conversion,
        "littlestream",
    ),
    _of("roi", "pct", "return_value:money cost:money", metrics.return_on_investment, "convention"),
    _of(
        "romi",
        "pct",
        "incremental_revenue:money gross_margin_pct:pct cost:money",
        return_on_marketing,
        "qammunity",
    ),
    _of(
        "roas", "ratio", "revenue:money ad_spend:money", partial(quotient, when_zero="no_spend"), "convention"
    ),
    _of(
        "expected-value-per-lead",
        "money",
        "lead_to_win_pct:share value_per_win:money gross_margin_pct:pct",
        product,
        "derived",
    ),
    _of("unit-margin", "money", "price:money unit_cost:money", metrics.unit_margin, "convention"),
    _of("profitability", "pct", "profit:money revenue:money", quotient, "convention"),
    _of(
        "break-even-units",
        "count",
        "fixed_cost:money price:money unit_cost:money",
        break_even_units,
        "accountingcoach",
    ),
    _of(
        "break-even-revenue",
        "money",
        "fixed_cost:money contribution_pct:pct",
        economics.break_even_revenue,
        "accountingcoach",
    ),
    _of(
        "break-even-months",
        "months",
        "units:count units_per_month:count",
        metrics.break_even_months,
        "convention",
    ),
    _of(
        "break-even-month",
        "months",
        "monthly_contribution:money* fixed_cost:money",
        economics.break_even_month,
        "convention",
    ),
    _of("months-of-cash", "months", "cash:money monthly_costs:money", metrics.months_of_cash, "convention"),
)
