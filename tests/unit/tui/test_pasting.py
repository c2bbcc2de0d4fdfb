"""A paste is text and no keys, in however many parts the terminal sends it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.tui.pasting import END, MOST, START, PasteFence

COMMANDS = "\x1b\x11 quits \x1b]0;title\x07 and \x1b[31mred\x9b0m\r\ntwo"


def passed(*parts: str) -> str:
    fence = PasteFence()
    return "".join(fence(part) for part in parts)


def test_nothing_in_a_paste_commands() -> None:
    assert passed(START + COMMANDS + END + "\x11") == f"{START} quits  and red\ntwo{END}\x11"


def test_what_is_typed_passes_at_once() -> None:
    fence = PasteFence()
    assert fence("\x1b") == "\x1b"
    assert fence("[A\x11") == "[A\x11"


@given(st.lists(st.integers(0, 60), max_size=8))
def test_a_paste_may_come_in_any_parts(cuts: list[int]) -> None:
    stream = f"ab{START}{COMMANDS}{END}\x1b[A{START}again{END}c"
    edges = [0, *sorted(cuts), len(stream)]
    parts = [stream[a:b] for a, b in pairwise(edges)]
    assert passed(*parts) == passed(stream)


@given(st.text(st.sampled_from("\x1b[201~a\x11"), max_size=40))
def test_without_a_paste_nothing_changes(typed: str) -> None:
    if START not in typed:
        assert passed(typed) == typed


def test_of_a_paste_without_measure_the_beginning_is_kept_and_its_end_is_found() -> None:
    fence = PasteFence()
    assert fence(START + "x" * MOST) == START
    parts = [fence("y" * 4093) for _ in range(500)]
    assert not any(parts)
    assert fence("y" + END[:3]) == ""
    assert fence(END[3:] + "k") == "x" * MOST + END + "k"
