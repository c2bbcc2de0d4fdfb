from __future__ import annotations

import itertools

import pytest
from textual.color import Color

from quarterdeck.tui.app import QuarterdeckApp
from quarterdeck.tui.theme import PALETTES, THEMES, Palette, choose

TEXTS = ("text", "soft", "faint", "brass", "sea", "green", "coral", "red")
GROUNDS = ("ground", "field", "bar")


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_is_readable_on_every_ground(name: str) -> None:
    colours = PALETTES[name]
    weak = [
        f"{text} on {ground}: {contrast(colours, text, ground):.2f}"
        for text, ground in itertools.product(TEXTS, GROUNDS)
        if contrast(colours, text, ground) < 4.5
    ]
    assert weak == []
    assert contrast(colours, "on_brass", "brass") >= 4.5
    assert contrast(colours, "text", "rule") >= 4.5


def contrast(colours: Palette, text: str, ground: str) -> float:
    """The contrast ratio of WCAG 2.2, success criterion 1.4.3."""
    dark, light = sorted(luminance(getattr(colours, name)) for name in (text, ground))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in Color.parse(colour).normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_theme_knows_the_same_names() -> None:
    names = {name: {*theme.to_color_system().generate(), *theme.variables} for name, theme in THEMES.items()}
    ours = set(THEMES["ansi"].variables) | set(THEMES["dark"].variables)
    assert {name: ours - known for name, known in names.items() if ours - known} == {}


def test_the_wanted_theme_wins_and_an_unknown_one_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUARTERDECK_THEME", "light")
    assert (choose("high-contrast"), choose("no-such"), choose()) == ("high-contrast", "light", "light")


def test_no_color_takes_the_terminals_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert (choose(), choose("light"), choose("ansi-light")) == ("ansi", "ansi", "ansi-light")


def test_a_terminal_that_says_it_is_light_gets_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert choose() == "light"
    monkeypatch.setenv("COLORFGBG", "15;0")
    assert choose() == "dark"


@pytest.mark.parametrize("name", THEMES)
async def test_the_app_starts_in_every_theme(name: str) -> None:
    app = QuarterdeckApp(theme_name=name)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.theme == name
