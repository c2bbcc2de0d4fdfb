"""What a person reads who slipped while editing the file by hand."""

from __future__ import annotations

from itertools import product

import pytest

from quarterdeck.errors import PlanUnreadable
from quarterdeck.store import codec

HEAD = "schema = 1\n[plan]\n"


def told(data: bytes) -> str:
    with pytest.raises(PlanUnreadable) as caught:
        codec.loads(data, "acme.toml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ("company = Acme", 'acme.toml, line 3: A text must stand in quotes. Write company = "Acme"'),
        ("company = “Acme”", 'Use straight quotes: company = "Acme"'),
        ('company = "Acme', 'Write company = "Acme"'),
        ("company: Acme", 'Write company = "Acme"'),
        ("months = 12,5", "Write months = 12.5"),
        ("mrr = 12,500", "Write mrr = 12500, or mrr = 12.500"),
        ("mrr = 1,012,500.5", "Write mrr = 1012500.5"),
        ("mrr = $12,500", "Write mrr = 12500"),
        ("mrr = 12 500 EUR", "Write mrr = 12500"),
        ("rate = 5 %", "Write rate = 5"),
        ("mrr = 012", "Write mrr = 12"),
        ("flag = yes", "Write flag = true"),
        ("flag = False", "Write flag = false"),
        ("owner = null", "Delete the line"),
        ("day = 03/31/2026", "Write it like day = 2026-03-31"),
        ("day = 2026-02-30", "not a day of the calendar"),
        ("quarter = 2027-Q1", 'Write quarter = "2027-Q1"'),
        ("a =", "no value behind the equals sign"),
        ("company", "A key needs a value"),
        ("[goals", "Write [goals]"),
        ("a = [1, 2", "A list is never closed"),
        ("a = { b = 1", "never closed"),
        ('a = """x\nmore', "acme.toml, line 3: A text begins with a quote and never ends"),
        ('path = "C:\\quit"', "A backslash inside double quotes must be doubled"),
        ("a = 1 b = 2", "Something stands behind the value"),
        ("a = 1\nb = 2\na = 3", "line 5: plan.a is given a second time; the first is on line 3"),
        ("[plan]", "line 3: plan is given a second time; the first is on line 2"),
        ("<<<<<<< HEAD", "line 3: This file has an unfinished git merge"),
        ('a = "\x01"', "control character"),
        ("a = " + "9" * 5000, "line 3: a is more than a quadrillion"),
        ("a = " + "[" * 500, "nested too deeply"),
        ("a = " + "{ a = " * 5000, "nested too deeply"),
        ("a." * 3000 + "b = 1", "nested too deeply"),
    ],
)
def test_a_slip_is_named_with_its_line_and_its_remedy(slip: str, said: str) -> None:
    assert said in told((HEAD + slip).encode())


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ("company = 3", "acme.toml, line 3: plan.company must be a text."),
        ("company = 3", 'Put quotes around it: company = "3"'),
        ('subscription = "yes"', "Write subscription = true or subscription = false"),
        ('fiscal_year_start = "4"', "plan.fiscal_year_start must be a whole number"),
        ("fiscal_year_start = 1.5", "must be a whole number"),
        ('readers = "team"', "plan.readers is a list of texts"),
        ('next_review = "soon"', "plan.next_review must be a date"),
        ('quarter = "Q1"', 'Write it like quarter = "2027-Q1"'),
        ('company = "' + "x" * 300 + '"', "may have 200 characters; this has 300"),
        ("[forecast.rates]\nwin_rate_pct = 140", "line 4: forecast.rates.win_rate_pct must be 100 or less"),
        ('[forecast.rates]\nwin_rate_pct = "22"', "Write win_rate_pct = 22, without quotes"),
        ("[forecast.opening]\nmrr = nan", "line 4: forecast.opening.mrr is not a number"),
        ("[forecast.opening]\nmrr = 1e999", "more than a quadrillion"),
        ("[forecast.opening]\nmrr = 1e99999999999999999999", "line 4: mrr is more than a quadrillion"),
        ("[odd]\nx = [{ y = inf }]", "line 4: odd.x.y is not a number"),
        ("goals_ = 1\n[goals]\nitems = 3", "[goals.items.first-one]"),
        ("[[goals.items]]\nstatement = 'x'", "Write [goals.items.first-one] and not [[goals.items]]"),
        ("[goals.items.a]\ntarget = 5", "[goals.items.a.target]"),
        ("[data]\nsources = { a = 1 }\n[icp]\npersonas = 2", "(and 1 more in this file)"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_its_field_and_line(slip: str, said: str) -> None:
    assert said in told((HEAD + slip).encode())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * 5_000_001, "larger than 5 MB"),
        ("schema = 1".encode("utf-16"), "UTF-16"),
        ("schema = 1".encode("utf-16-le"), "UTF-16"),
        (b'[plan]\ncompany = "caf\xe9"', "line 2: This line is not UTF-8"),
        (b"[plan]\nx = 1\x00", "line 2: There is a NUL byte"),
        (b"schema = 1\r[plan]\r", "old Macs"),
    ],
)
def test_bytes_that_are_no_text_are_named(data: bytes, said: str) -> None:
    assert said in told(data)


TWICE = "[a]\nb = 1\n[a]\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a." * 500_000 + "a = 1", "nested too deeply"),
        ("[" + "a." * 500_000 + "a]", "nested too deeply"),
        ('k = "' + "=" * 1_000_000 + '"\nx = ' + "1" * 5000, "line 2: x is more than a quadrillion"),
        ('k = "' + ("1" * 999 + " ") * 1000 + '"\nx = ' + "1" * 5000, "line 2: x is more than a quadrillion"),
        ("a = b" + " " * 1_000_000 + "\x01", "line 1: A text must stand in quotes"),
        ("".join(f"[[a{number}]]\n" for number in range(60_000)) + TWICE, "a is given a second time"),
        ("[a]\nb.c = 1\n[a.b]\n" + '"""\n\\' * 200_000, "line 3"),
        ("[a]\nb = 1\n[[a]]\n" + " [" * 500_000 + "\x01", "line 3"),
        (f"{HEAD}x = 0x" + "f" * 1_000_000, "plan.x is more than a quadrillion"),
        (f"{HEAD}readers = [0x" + "f" * 1_000_000 + "]", "plan.readers is a list of texts"),
        (f"{HEAD}fiscal_year_start = [0x" + "f" * 1_000_000 + "]", "must be a whole number"),
    ],
    ids=[
        *("key", "header", "signs", "digits", "blanks", "tables", "quotes", "brackets"),
        *("hexadecimal", "hexadecimal-text", "hexadecimal-list"),
    ],
)
def test_a_file_made_to_take_for_ever_is_refused_soon(text: str, said: str) -> None:
    assert said in told(text.encode())


def test_keys_made_to_take_for_ever_are_read_soon() -> None:
    hidden = map("".join, product("\u200b\u200e\u2060\u2061\u2062\u2063\ufeff", repeat=5))
    keys = "".join(f'"a{mark}" = 1\n' for mark in hidden)
    found = codec.loads(f"{HEAD}[plan.ours]\n{keys}".encode(), "acme.toml").plan.plan.model_extra
    assert found is not None
    assert len(found["ours"]) == 7**5


def test_a_line_sign_in_the_first_comment_does_not_make_a_line() -> None:
    layout = codec.loads(f"# one\u2028company = 3\n{HEAD}".encode(), "acme.toml").layout
    assert layout.head == "# one company = 3"
