"""Tables as other programs export them: the sums that stand in them, or a refusal that says what is needed.

The expected sums were added up by hand from the files in `tests/data/csv`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quarterdeck.plan.style import Style
from quarterdeck.store.actuals import marks, memory
from quarterdeck.store.actuals.headings import plain
from quarterdeck.store.actuals.mapping import Known, Wishes
from quarterdeck.store.actuals.read import Import, file_bytes, opened, read
from quarterdeck.store.actuals.refusal import ImportRefused

FILES = Path(__file__).parents[2] / "data" / "csv"
TODAY = date(2026, 11, 22)
UNDECIDED = Style(".", ",", "", "EUR", 1, TODAY, asks=True)
KNOWN = Known({plain("Workshops quoting"): "kpi:quoting", "nps": "kpi:nps"}, frozenset({"kpi:quoting"}))


def imported(name: str, wishes: Wishes | None = None, style: Style = UNDECIDED) -> Import:
    said = wishes or Wishes()
    return read(opened(file_bytes(FILES / name), said, KNOWN, TODAY), said, KNOWN, style, TODAY)


def lines(found: Import) -> set[str]:
    """Every figure as `month figure value`, with what it is a part of in front."""
    return {
        f"{fact.member + ': ' if fact.member else ''}{fact.month[2:]} {fact.figure} {fact.value}"
        for fact in found.gathered.facts
    }


def expected(text: str) -> set[str]:
    """`08 leads 188, wins 4; 09 …` with a part's name and a colon in front of its own months."""
    wanted = set()
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, rest = line.rpartition(": ")
        for month in rest.split("; "):
            number, _, figures = month.partition(" ")
            wanted |= {f"{name + ': ' if name else ''}26-{number} {figure}" for figure in figures.split(", ")}
    return wanted


SUMS = {
    "months.csv": """
        08 visits 9150, leads 188, mqls 55, sqls 21, opportunities 13, wins 4, losses 7
        08 revenue 20700.5, spend 6240
        09 visits 8800, leads 171, sqls 19, opportunities 11, wins 5, losses 6, revenue 21350, spend 5980.25
        09 note Trade fair
        10 visits 9420, leads 203, mqls 61, sqls 24, opportunities 14, wins 3, losses 9
        10 revenue 0, spend 6100""",
    "mrr_with_minus.csv": """
        08 mrr 70805, new_mrr 2065, expansion_mrr 430, contraction_mrr 150, churned_mrr 1140, spend -8.5
        09 mrr 71880, new_mrr 1710, expansion_mrr 380, contraction_mrr 0, churned_mrr 855, spend 3""",
    "monate.csv": """
        08 visits 9150, leads 188, wins 4, revenue 20700.5, spend 6240
        09 visits 8800, leads 171, wins 5, revenue 21350, spend 5980.25
        10 visits 9420, leads 203, wins 3, revenue 19999.99, spend 6100""",
    "ads_google.csv": """
        Brand: 08 spend 120.5, leads 3; 09 spend 99, leads 2
        Generic: 08 spend 1034.25, leads 9; 10 spend 800.75, leads 7""",
    "ads_meta.csv": """
        Spring offer: 09 spend 400, leads 8; 10 spend 500, leads 9
        Retargeting: 09 spend 350, leads 4; 10 spend 250, leads 4""",
    "ads_day_first.csv": """
        Brand: 08 spend 120.5, leads 3; 09 spend 80, leads 2
        Other: 09 spend 19.5, leads 1""",
    "ads_month_first.csv": "Brand: 08 spend 120.5, leads 3; 09 spend 80, leads 2",
    "kampagnen_komma.csv": "Herbst, Messe: 08 spend 1034.25, leads 9; 09 spend 99, leads 2",
    "guv_breit.csv": """
        07 revenue 18000, spend 1500; 08 revenue 19500.5, spend 1250; 09 revenue 21000, spend 1150
        10 revenue 20250, spend 1100""",
    "profit_and_loss.csv": """
        08 revenue 12000, spend 1200; 09 revenue 12500, spend 1300; 10 revenue 12500, spend 1100""",
    "funnel_wide.csv": """
        08 visits 9150, leads 188, wins 4, customers 120, mrr 20000
        09 visits 8800, leads 171, wins 5, customers 124, mrr 20750
        10 visits 9420, wins 3, customers 126, mrr 21100""",
    "ledger.csv": "08 revenue 12000, spend 1200; 09 revenue 12500, spend 1300",
    "reps.csv": """
        09 opportunities 5, wins 2, losses 3, revenue 6000; 10 opportunities 4, wins 1, losses 2, revenue 3000
        Ana Bauer: 09 opportunities 3, wins 2, losses 1, revenue 6000
        Ana Bauer: 10 opportunities 4, wins 1, losses 2, revenue 3000
        Felix Roth: 09 opportunities 2, wins 0, losses 2, revenue 0""",
    "crm_tratos.csv": """
        08 opportunities 2, wins 0, losses 0; 09 opportunities 1, wins 1, losses 1
        Ana: 08 opportunities 2, wins 0, losses 0; 09 opportunities 0, wins 1, losses 1, revenue 4800
        Luis: 09 opportunities 1, wins 0, losses 0
        Orgánico: 08 opportunities 1, wins 0, losses 0; 09 opportunities 0, wins 1, losses 0, revenue 4800
        Feria: 08 opportunities 1, wins 0, losses 0; 09 opportunities 1, wins 0, losses 1""",
    "contacts.csv": """
        08 leads 2, mqls 1, sqls 0; 09 leads 0, mqls 1, sqls 0; 10 leads 1, mqls 0, sqls 1
        Organic search: 08 leads 2, mqls 1, sqls 0; 09 leads 0, mqls 1, sqls 0; 10 leads 0, mqls 0, sqls 1
        Fair: 10 leads 1, mqls 0, sqls 0""",
    "billing_subscriptions.csv": """
        07 revenue 1300, mrr 200, customers 2
        08 revenue 230, mrr 330, new_mrr 80, expansion_mrr 50, contraction_mrr 0, churned_mrr 0, customers 3
        08 customers_lost 0
        09 revenue 170, mrr 270, new_mrr 50, expansion_mrr 0, contraction_mrr 30, churned_mrr 80, customers 3
        09 customers_lost 1
        10 revenue 170, mrr 270, new_mrr 0, expansion_mrr 0, contraction_mrr 0, churned_mrr 0, customers 3
        10 customers_lost 0""",
    "factures.csv": """
        08 revenue 2050.5; 09 revenue -200
        Licence: 08 revenue 1250
        Conseil: 08 revenue 800.5; 09 revenue -200""",
    "analytics_channels.csv": """
        08 visits 9150; 09 visits 7200; 10 visits 5400
        Organic Search: 08 visits 5100; 09 visits 5000; 10 visits 5400
        Paid Search: 08 visits 2300; 09 visits 2200
        Direct: 08 visits 1750""",
    "zh_months.csv": """
        08 visits 9150, leads 188, wins 4, revenue 20700.5
        09 visits 8800, leads 171, wins 5, revenue 21350""",
    "ar_months.csv": "08 leads 188, revenue 20700.5; 09 leads 171, revenue 21350",
    "excel_serial.csv": "08 leads 10, spend 100.5; 09 leads 12, spend 200",
    "running_month.csv": "10 leads 4",
    "newest_first.csv": """
        08 customers 120, mrr 20000, leads 11; 09 customers 124, mrr 20750, leads 12
        10 customers 126, mrr 21100, leads 14""",
    "bare_cr.csv": "08 leads 10; 09 leads 12",
    "kpi_columns.csv": "08 kpi:quoting 14, kpi:nps 41, leads 10; 09 kpi:quoting 17, kpi:nps 44, leads 12",
    "float_noise.csv": "08 spend 5900; 09 spend 1200",
}

REFUSALS = {
    "ads_usd.csv": "currency_heading",
    "two_currencies.csv": "currency_row",
    "pt_meses.csv": "other_currency",
    "ads_ambiguous_dates.csv": "ambiguous_date",
    "dates_both_ways.csv": "mixed_dates",
    "ambiguous_numbers.csv": "ambiguous_number",
    "mixed_marks.csv": "mixed_marks",
    "bad_date.csv": "not_a_date",
    "crm_own_stages.csv": "no_outcome",
    "crm_no_stage.csv": "no_stage",
    "sessions_by_channel.csv": "which_figure",
    "two_lead_rows.csv": "two_rows",
    "unknown_columns.csv": "no_dates",
    "only_future.csv": "nothing_left",
    "hostile_number.csv": "not_a_number",
    "hostile_huge.csv": "not_a_number",
    "hostile_infinite.csv": "not_a_number",
    "workbook.csv": "workbook",
    "headings_only.csv": "no_rows",
    "prose.csv": "no_table",
    "torn_utf16.csv": "torn",
}


@pytest.mark.parametrize("name", SUMS)
def test_a_file_gives_the_sums_that_stand_in_it(name: str) -> None:
    assert lines(imported(name)) == expected(SUMS[name])


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_not_sure_is_refused_with_what_it_needs(name: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        imported(name)
    assert refusal.value.key == REFUSALS[name]
    assert refusal.value.hint
    assert len(str(refusal.value)) < 600


def test_every_file_of_the_collection_is_tried() -> None:
    others = {"crm_deals.csv", "hostile_names.csv", "quoted_lines.csv"}
    assert {file.name for file in FILES.iterdir()} == {*SUMS, *REFUSALS, *others}


def test_deals_are_counted_by_the_day_they_were_opened_and_the_day_they_were_decided() -> None:
    found = imported("crm_deals.csv")
    assert expected(
        """
        06 opportunities 1, wins 0; 07 opportunities 0, wins 0
        08 opportunities 3, wins 0, losses 0; 09 opportunities 2, wins 2, losses 1
        10 opportunities 2, wins 1, losses 1
        Ana Bauer: 09 opportunities 1, wins 2, losses 1, revenue 8900; 10 opportunities 1, wins 0, losses 0
        Felix Roth: 10 opportunities 1, wins 1, losses 1, revenue 5200
        Paid search: 09 opportunities 2, wins 2, losses 0, revenue 8900"""
    ) <= lines(found)
    assert not {line for line in lines(found) if "not set" in line or line.startswith("26-09 revenue")}


def test_hostile_names_are_names_and_nothing_else() -> None:
    assert lines(imported("hostile_names.csv")) == {
        '=HYPERLINK("http://x"): 26-08 spend 10.5',
        "Evil: 26-08 spend 20",
        "Evil: 26-08 leads 4",
        "+1+1: 26-09 spend 5",
    }


def test_a_cell_over_two_lines_is_one_cell() -> None:
    assert lines(imported("quoted_lines.csv")) == {
        "26-08 leads 10", "26-08 note Fair, first week", "26-09 leads 12",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "wishes", "sums"),
    [
        (
            "crm_own_stages.csv",
            Wishes({"Signature": "won", "Dropped": "lost"}),
            "Ana: 09 wins 1; 10 losses 1",
        ),
        ("sessions_by_channel.csv", Wishes({"months": "visits"}), "08 visits 7400; 10 visits 7500"),
        ("sessions_by_channel.csv", Wishes({"months": "visits"}), "Organic: 08 visits 5100"),
        ("two_lead_rows.csv", Wishes({"New leads": "-"}), "08 leads 10; 09 leads 12"),
        ("ambiguous_numbers.csv", Wishes(decimal=","), "08 revenue 1250; 09 revenue 2375"),
        ("ambiguous_numbers.csv", Wishes(decimal="."), "08 revenue 1.25; 09 revenue 2.375"),
        ("ads_ambiguous_dates.csv", Wishes(order="dmy"), "Brand: 08 leads 3; 09 leads 2"),
        ("ads_google.csv", Wishes(member=("channel", "Ads")), "Ads: 08 spend 1154.75, leads 12"),
        ("ads_google.csv", Wishes(totals=True), "08 spend 1154.75, leads 12"),
        ("crm_deals.csv", Wishes({"Amount": "revenue"}), "09 revenue 8900; 10 revenue 5200"),
        ("hostile_number.csv", Wishes({"#3": "ignore"}), "08 leads 10"),
        ("kpi_columns.csv", Wishes({"Leads": "mqls"}), "08 mqls 10"),
    ],
)
def test_what_the_file_does_not_say_can_be_told(name: str, wishes: Wishes, sums: str) -> None:
    assert expected(sums) <= lines(imported(name, wishes))


def test_the_plans_own_style_decides_where_the_file_does_not() -> None:
    german = Style(",", ".", "dmy", "EUR", 1, TODAY)
    assert lines(imported("ambiguous_numbers.csv", style=german)) == expected(
        "08 revenue 1250; 09 revenue 2375"
    )
    assert expected("Brand: 08 leads 3") <= lines(imported("ads_ambiguous_dates.csv", style=german))


def test_thousands_of_another_style_are_not_taken_for_small_change() -> None:
    english = Style(".", ",", "mdy", "EUR", 1, TODAY)
    assert not english.asks
    with pytest.raises(ImportRefused) as refusal:
        imported("ambiguous_numbers.csv", style=english)
    assert "1.250" in refusal.value.message


def test_amounts_in_the_plans_currency_are_taken_with_its_sign() -> None:
    reais = Style(",", ".", "dmy", "BRL", 1, TODAY)
    assert expected("08 revenue 20700.5, spend 1000; 10 revenue 19999.99") <= lines(
        imported("pt_meses.csv", style=reais)
    )


def test_an_unknown_field_is_named_with_those_there_are() -> None:
    with pytest.raises(ImportRefused) as refusal:
        imported("months.csv", Wishes({"Visits": "bananas"}))
    assert "bananas" in refusal.value.message
    assert "churned_mrr" in refusal.value.hint


def test_rows_that_are_left_out_say_why() -> None:
    left = {(item.line, item.reason) for item in imported("running_month.csv").gathered.left}
    assert left == {(3, "not_over"), (4, "not_over")}
    reasons = {item.reason for item in imported("guv_breit.csv").gathered.left}
    assert reasons == {"unknown_figure"}


def test_only_the_months_asked_for_are_read() -> None:
    table = opened(file_bytes(FILES / "months.csv"), Wishes(), KNOWN, TODAY)
    found = read(table, Wishes(), KNOWN, UNDECIDED, TODAY, ("2026-09", "2026-09"))
    assert found.gathered.months == ("2026-09",)


def test_what_was_said_is_remembered_for_files_with_the_same_headings() -> None:
    plan, said = Path("acme.toml"), Wishes({"Signature": "won"}, decimal=",")
    table, _ = opened(file_bytes(FILES / "crm_own_stages.csv"), said, KNOWN, TODAY)
    assert memory.recall(plan, table) is None
    memory.remember(plan, table, said)
    assert memory.recall(plan, table) == said
    assert memory.recall(Path("other.toml"), table) is None
    memory.remember(plan, table, Wishes())
    assert memory.recall(plan, table) is None


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"),
        (b" \n\r\n", "empty"),
        (b"x" * 5_000_001, "too_big"),
        (b"Month,Leads\n2026-08,\x0010\n", "not_text"),
        (b"\xff\xfeM", "torn"),
        (b'Month,Leads\n2026-08,"' + b"9" * 200_000 + b"\n", "not_csv"),
        (b"Month,Leads\n" + b"2026-08,1\n" * 100_001, "too_many_rows"),
        (b"Month" + b",x" * 500 + b"\n2026-08,1\n", "too_many_columns"),
    ],
)
def test_what_is_no_table_of_bearable_size_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        opened(data, Wishes(), KNOWN, TODAY)
    assert refusal.value.key == key


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "no.csv", "missing"), (tmp_path, "not_a_file")):
        with pytest.raises(ImportRefused) as refusal:
            file_bytes(path)
        assert refusal.value.key == key


def test_a_cell_of_endless_digits_shows_no_mark_soon() -> None:
    assert marks.decimal_mark([(2, "1" * 1_000_000), (3, "1,250.5")], UNDECIDED) == "."
