"""The look: night and day in ink, brass and sea, one of high contrast, and the terminal's own colours.

Brass marks the place where one is (focus, current step), sea blue what can be pressed, green what is done,
coral what deserves a look, red what is wrong. No state is told by colour alone: each has its mark or word.

Beside Textual's own names the style sheets may use `$rule` (thin lines), `$faint` (placeholders, hints),
`$title` (headings), `$bar` (top line and key strip) and `$pill` (what can be pressed). What stands out by its
ground is reversed in the terminal's own colours, so that it stands out under NO_COLOR too.
"""

from __future__ import annotations

import os
from typing import Final

from msgspec import Struct
from textual.theme import Theme


class Palette(Struct, frozen=True):
    """The colours of one look, by what they are for. Every text colour is readable on every ground."""

    ground: str
    field: str
    bar: str
    rule: str
    text: str
    soft: str
    """Labels and help."""
    faint: str
    """Placeholders, hints, what is not begun."""
    brass: str
    sea: str
    green: str
    coral: str
    red: str
    on_brass: str
    """Text on brass."""


NIGHT: Final = Palette(
    ground="#0f161d",
    field="#17212b",
    bar="#1a2530",
    rule="#2c3b4a",
    text="#dde6ec",
    soft="#a9bac8",
    faint="#8497a6",
    brass="#e3b566",
    sea="#7cbfe0",
    green="#86cfa3",
    coral="#f0a07c",
    red="#f58a86",
    on_brass="#14100a",
)
DAY: Final = Palette(
    ground="#fbf9f4",
    field="#f3efe5",
    bar="#efe9dc",
    rule="#d6cfbe",
    text="#1b2833",
    soft="#465663",
    faint="#596671",
    brass="#855600",
    sea="#0f5a82",
    green="#1f6641",
    coral="#9a4212",
    red="#b01f1a",
    on_brass="#fffaf0",
)
CONTRAST: Final = Palette(
    ground="#000000",
    field="#101010",
    bar="#101010",
    rule="#5f5f5f",
    text="#ffffff",
    soft="#f0f0f0",
    faint="#d0d0d0",
    brass="#ffd54a",
    sea="#7fdcff",
    green="#7dff9a",
    coral="#ffb27a",
    red="#ff9a9a",
    on_brass="#000000",
)
PALETTES: Final = {"dark": NIGHT, "light": DAY, "high-contrast": CONTRAST}


def _painted(name: str, colours: Palette, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=colours.sea,
        secondary=colours.sea,
        accent=colours.brass,
        success=colours.green,
        warning=colours.coral,
        error=colours.red,
        foreground=colours.text,
        background=colours.ground,
        surface=colours.field,
        panel=colours.bar,
        variables=_roles(colours),
    )


def _roles(colours: Palette) -> dict[str, str]:
    """What Textual's widgets and our own sheets call the colours."""
    return {
        "rule": colours.rule,
        "pill": colours.rule,
        "pill-text": colours.text,
        "pill-key": colours.brass,
        "pill-style": "not reverse",
        "faint": colours.faint,
        "title": colours.brass,
        "bar": colours.bar,
        "on-brass": colours.on_brass,
        "text": colours.text,
        "text-muted": colours.soft,
        "text-disabled": colours.faint,
        "text-primary": colours.sea,
        "text-secondary": colours.sea,
        "text-accent": colours.brass,
        "text-success": colours.green,
        "text-warning": colours.coral,
        "text-error": colours.red,
        "foreground-muted": colours.soft,
        "foreground-disabled": colours.faint,
        "border": colours.brass,
        "border-blurred": colours.rule,
        "block-cursor-background": colours.brass,
        "block-cursor-foreground": colours.on_brass,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": colours.rule,
        "block-cursor-blurred-foreground": colours.text,
        "block-hover-background": colours.rule,
        "input-cursor-background": colours.brass,
        "input-cursor-foreground": colours.on_brass,
        "input-selection-background": colours.rule,
        "input-selection-foreground": colours.text,
        "screen-selection-background": colours.rule,
        "screen-selection-foreground": colours.text,
        "button-foreground": colours.text,
        "button-color-foreground": colours.on_brass,
        "button-focus-text-style": "bold",
        "scrollbar": colours.rule,
        "scrollbar-hover": colours.faint,
        "scrollbar-active": colours.brass,
        "scrollbar-background": colours.ground,
        "scrollbar-background-hover": colours.ground,
        "scrollbar-background-active": colours.ground,
        "scrollbar-corner-color": colours.ground,
        "link-color": colours.sea,
        "link-color-hover": colours.brass,
        "link-background-hover": "transparent",
    }


_TERMINAL: Final = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "rule": "ansi_bright_black",
    "faint": "ansi_default",
    "title": "ansi_default",
    "bar": "ansi_default",
    "on-brass": "ansi_black",
    "text": "ansi_default",
    "text-muted": "ansi_default",
    "text-disabled": "ansi_default",
    "foreground-muted": "ansi_default",
    "foreground-disabled": "ansi_default",
    "border": "ansi_yellow",
    "border-blurred": "ansi_bright_black",
    "pill": "ansi_default",
    "pill-text": "ansi_default",
    "pill-key": "ansi_default",
    "pill-style": "reverse",
    "block-cursor-background": "ansi_default",
    "block-cursor-foreground": "ansi_yellow",
    "block-cursor-text-style": "bold reverse",
    "block-cursor-blurred-background": "ansi_default",
    "block-cursor-blurred-foreground": "ansi_default",
    "block-cursor-blurred-text-style": "underline",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_blue",
    "input-selection-foreground": "ansi_white",
    "screen-selection-background": "ansi_blue",
    "screen-selection-foreground": "ansi_white",
    "scrollbar": "ansi_bright_black",
    "scrollbar-hover": "ansi_bright_black",
    "scrollbar-active": "ansi_yellow",
    "scrollbar-background": "ansi_default",
    "scrollbar-background-hover": "ansi_default",
    "scrollbar-background-active": "ansi_default",
    "button-focus-text-style": "bold reverse",
}


def _terminal(name: str, *, dark: bool) -> Theme:
    """The terminal's own sixteen colours on its own ground: for odd terminals, and for NO_COLOR."""
    return Theme(
        name=name,
        dark=dark,
        ansi=True,
        primary="ansi_cyan" if dark else "ansi_blue",
        secondary="ansi_cyan" if dark else "ansi_blue",
        accent="ansi_yellow" if dark else "ansi_magenta",
        success="ansi_green",
        warning="ansi_yellow" if dark else "ansi_red",
        error="ansi_red",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables=dict(_TERMINAL),
    )


THEMES: Final[dict[str, Theme]] = {
    "dark": _painted("dark", NIGHT, dark=True),
    "light": _painted("light", DAY, dark=False),
    "high-contrast": _painted("high-contrast", CONTRAST, dark=True),
    "ansi": _terminal("ansi", dark=True),
    "ansi-light": _terminal("ansi-light", dark=False),
}
DEFAULT: Final = "dark"


def choose(wanted: str | None = None, settled: str | None = None) -> str:
    """The name of the theme to start with.

    In order: `wanted` (the command line), `QUARTERDECK_THEME`, `settled` (the settings), what `COLORFGBG`
    tells of the terminal's ground, night. NO_COLOR takes the terminal's own. An unknown name is not given.
    """
    given = (wanted, os.environ.get("QUARTERDECK_THEME"), settled)
    named = next((name for name in given if name in THEMES), None)
    if os.environ.get("NO_COLOR"):
        return named if named is not None and THEMES[named].ansi else "ansi"
    return named or ("light" if _light_ground(os.environ.get("COLORFGBG", "")) else DEFAULT)


def _light_ground(colours: str) -> bool:
    """`COLORFGBG` is `foreground;background` in the terminal's numbers; 7 and 15 are the light ones."""
    return colours.rpartition(";")[2] in ("7", "15")
