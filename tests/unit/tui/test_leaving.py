"""What is left behind: crash logs without the plan, exit codes of signals, guesses for a new plan."""

from __future__ import annotations

import signal
import stat
from datetime import date

import pytest

from quarterdeck.tui import crashlog, signals
from quarterdeck.tui.guess import guess

SECRET = "the plan's own words"


def failing() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(SECRET) from error


def test_a_crash_log_tells_where_and_not_what() -> None:
    with pytest.raises(ValueError, match="own words") as caught:
        failing()
    file = crashlog.write(caught.value)
    assert file is not None
    text = file.read_text()
    assert SECRET not in text
    assert "in failing" in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_crash_without_a_place_for_its_log_is_borne(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crashlog.places, "private", lambda _: (_ for _ in ()).throw(OSError()))
    assert crashlog.write(ValueError()) is None


def test_shells_know_what_ended_the_program() -> None:
    codes = [signals.exit_code(number) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)]
    assert codes == [143, 129, 130]


@pytest.mark.parametrize(
    ("locale", "currency", "numbers", "dates"),
    [
        ("de_DE.UTF-8", "EUR", "dot_comma", "day_first"),
        ("en_US.UTF-8", "USD", "comma_dot", "month_first"),
        ("en_GB.UTF-8", "GBP", "comma_dot", "day_first"),
        ("fr_FR.UTF-8", "EUR", "space_comma", "day_first"),
        ("de_CH.UTF-8", "CHF", "apostrophe_dot", "day_first"),
        ("hi_IN.UTF-8", "INR", "indian", "day_first"),
        ("sv_SE.UTF-8", "SEK", "space_comma", "iso"),
        ("C.UTF-8", None, None, None),
        ("nonsense", None, None, None),
    ],
)
def test_a_new_plan_takes_its_notation_from_the_locale(
    monkeypatch: pytest.MonkeyPatch, locale: str, currency: str, numbers: str, dates: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    found = guess(date(2026, 11, 22))
    assert (found.currency, found.number_style, found.date_style) == (currency, numbers, dates)


@pytest.mark.parametrize(
    ("today", "quarter"),
    [
        (date(2026, 11, 10), "2026-Q4"),
        (date(2026, 11, 22), "2027-Q1"),
        (date(2026, 1, 1), "2026-Q1"),
    ],
)
def test_from_the_middle_of_a_quarter_the_next_one_is_planned(today: date, quarter: str) -> None:
    assert guess(today).quarter == quarter
