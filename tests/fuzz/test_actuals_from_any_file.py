"""Whatever a file of actuals holds: figures of months that can be put into a plan, or a refusal in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import event, given, settings
from hypothesis import strategies as st

from quarterdeck.plan.document import Plan
from quarterdeck.plan.style import Style
from quarterdeck.session import measuring
from quarterdeck.store import codec
from quarterdeck.store.actuals import headings
from quarterdeck.store.actuals.mapping import Known, Wishes
from quarterdeck.store.actuals.read import opened, read
from quarterdeck.store.actuals.refusal import ImportRefused
from quarterdeck.text import clean

TODAY = date(2026, 11, 22)
STYLE = Style(".", ",", "", "EUR", 1, TODAY, asks=True)
PLAN = Plan.model_validate({"kpis": {"items": {"k": {"name": "Shares", "catalogue": "shares"}}}})

DATES = ("2026-08-01", "28.09.2026", "Oct 2026", "202608", "46235", "2026-07", "3 Aug 2026", "")
ODD_DATES = ("03/09/2026", "2026-09-31", "Q3 2026", "Total", "soon", "12/2026")
NUMBERS = ("0", "7", "12", "1200", "3.5", "-7", "(500)", "", "n/a", "NaN")
ODD_NUMBERS = ("1,250", "1.250,50", "12 %", "€ 3", "$ 3", "1e3", "1e400", "inf", "=cmd|' /C calc'!A0")
NAMES = ("Ana", "Total", "(not set)", "", "=1+1", "\x1b[31mred", "Ads")
COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **dict.fromkeys(("Month", "Date", "Created", "Close date", "MQL date"), (DATES, ODD_DATES)),
    **dict.fromkeys(
        ("Leads", "Spend", "Customers", "MRR", "Amount", "Shares", "Cost (USD)"), (NUMBERS, ODD_NUMBERS)
    ),
    **dict.fromkeys(("Aug 2026", "2026-09", "10/2026"), (NUMBERS, ODD_NUMBERS)),
    **dict.fromkeys(("Owner", "Source", "Campaign", "Customer", "Foo", ""), (NAMES, NUMBERS)),
    "Stage": (("won", "Closed lost", "open", "paid", "draft"), NAMES),
    "Interval": (("month", "year", "quarterly", ""), NAMES),
    "Currency": (("EUR", "eur"), ("USD", "")),
    "Account": (("Leads", "Revenue", "Marketing", "Rent", "Total revenue", "Shares"), NAMES),
    "Notes": (NAMES, NAMES),
}
"""What a column is usually filled with, and what it should not be."""


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    begin = draw(
        st.sampled_from((["Month", "Leads"], ["Created", "Stage"], ["Month", "Amount"], ["Account"], []))
    )
    names = begin + draw(st.lists(st.sampled_from(tuple(COLUMNS)), min_size=1, max_size=5))
    tidy = draw(st.integers(0, 2))
    cells = [
        st.sampled_from(COLUMNS[name][0]) if tidy
        else st.one_of(st.sampled_from((*COLUMNS[name][0], *COLUMNS[name][1])), st.text(max_size=9))
        for name in names
    ]  # fmt: skip
    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=12))
    mark = draw(st.sampled_from((",", ";", "\t", "|")))
    lines = [mark.join(line) for line in (names, *rows)]
    return "\n".join(lines).encode(draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16"))), "replace")


ROLES = (*headings.FIGURES, *headings.ROLES, "won", "-", "shares", "?")
WISHES = st.one_of(
    st.just(Wishes()),
    st.builds(
        Wishes,
        st.dictionaries(st.sampled_from((*COLUMNS, "months", "open")), st.sampled_from(ROLES), max_size=2),
        st.sampled_from(("", ".", ",")),
        st.sampled_from(("", "dmy", "mdy")),
        st.sampled_from((("", ""), ("channel", "Ads"))),
        st.sampled_from((None, True, False)),
    ),
)


def taken(data: bytes, wishes: Wishes) -> None:
    """Refused in words, or put into a plan that survives its file, where the same facts are no news."""
    known = measuring.known_of(PLAN)
    refusal: ImportRefused | None = None
    try:
        found = read(opened(data, wishes, known, TODAY), wishes, known, STYLE, TODAY)
    except ImportRefused as error:
        refusal = error
    event(refusal.key if refusal else found.taken.kind)
    if refusal is not None:
        assert refusal.message
        assert refusal.hint
        assert clean(str(refusal), lines=False) == str(refusal)
        return
    facts = found.gathered.facts
    assert all(fact.month < "2026-11" for fact in facts)
    assert all(fact.value.is_finite() for fact in facts if isinstance(fact.value, Decimal))
    plan = measuring.put(PLAN, facts)
    assert measuring.changes(plan, facts) == ()
    again = codec.loads(codec.dumps(plan), "p.toml").plan
    assert measuring.changes(again, facts) == ()


@settings(max_examples=400)
@given(tables(), WISHES)
def test_any_table_gives_figures_or_a_refusal(data: bytes, wishes: Wishes) -> None:
    taken(data, wishes)


@settings(max_examples=200)
@given(st.binary(max_size=400), WISHES)
def test_any_bytes_give_a_refusal_or_nothing_worse(data: bytes, wishes: Wishes) -> None:
    taken(data, wishes)


def test_nothing_is_known_without_kpis_of_ones_own() -> None:
    assert measuring.known_of(Plan()) == Known({}, frozenset())
