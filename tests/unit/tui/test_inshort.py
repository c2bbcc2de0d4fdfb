"""Two lines of help: whole sentences, never more than two lines."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.content import FieldWords
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import walk
from quarterdeck.tui.inshort import in_short


def said(words: FieldWords, width: int) -> list[str]:
    return in_short(words, width).plain.split("\n")


def test_a_sentence_that_does_not_fit_is_left_out_rather_than_cut() -> None:
    words = FieldWords("Stage", help="It decides what is asked. The rest of this is long.", good="Yours.")
    assert said(words, 40) == ["Stage  It decides what is asked.", "Good  Yours."]


def test_a_long_first_sentence_takes_both_lines() -> None:
    words = FieldWords("Stage", help="Before revenue the plan asks for other things.", good="Yours.")
    assert said(words, 40) == ["Stage  Before revenue the plan asks for", "other things."]


def test_what_fits_nowhere_is_cut_once() -> None:
    words = FieldWords("Stage", help="word " * 40)
    first, second = said(words, 40)
    assert len(first) <= 40
    assert second.endswith("…")


def test_hardly_any_help_of_the_plan_is_cut_in_eighty_columns() -> None:
    shown = [said(content.field_words(path), 78) for path, _ in walk(Plan)]
    assert all(len(lines) <= 2 for lines in shown)
    assert sum("…" in lines[-1][-1:] for lines in shown) <= 5
