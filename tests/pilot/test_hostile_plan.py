"""A plan whose every text is trouble, on every screen: shown as text, obeyed by nothing."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, cycle
from pathlib import Path

import tomli_w
from shell_kit import picture, ready, wizard, wizard_app, written
from textual import events

from hostile import NAUGHTY, filled
from quarterdeck import text
from quarterdeck.plan.document import Plan
from quarterdeck.steps.catalogue import PAGES

MARKUP = ("[red]x", "a [/] b", "cost [/month", "[link=http://x]y", "[@click=app.quit]hi[/]", "\\[", "$accent")


def steering(shown: str) -> set[str]:
    bad = {char for char in shown if char != "\n" and unicodedata.category(char) == "Cc"}
    return bad | set(re.findall("[\u202a-\u202e\u2066-\u2069]", shown))


async def test_every_screen_shows_it_and_obeys_nothing(tmp_path: Path) -> None:
    words = chain.from_iterable(zip(cycle(MARKUP), cycle(NAUGHTY), strict=False))
    plan = tomli_w.dumps(filled(Plan, words))
    app = wizard_app(written(tmp_path, plan, name="[b]odd[c] name.toml"), "plan")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        seen = picture(app)
        assert "[b]odd[c] name.toml" in seen
        for _ in PAGES:
            await pilot.pause()
            seen += picture(app)
            assert steering(picture(app)) == set()
            await pilot.press("ctrl+n")
        await pilot.pause()
        seen += picture(app)
        await pilot.press("escape")
        for keys in (("f1",), ("f1", "right"), ("ctrl+t",), ("ctrl+t", *"red"), ("ctrl+r",), ("ctrl+r", "p")):
            await pilot.press(*keys)
            await pilot.pause()
            assert steering(picture(app)) == set()
            await pilot.press("escape", "escape")
            await pilot.pause()
        await app.action_report()
        await pilot.pause()
        assert steering(picture(app)) == set()
        await pilot.press("escape")
        for word in MARKUP:
            app.tell(word)
            app.toast(word)
        await pilot.pause()
        assert app.crash is None
        assert app.screen is wizard(app)
    assert "[@click=app.quit]hi[/]" in seen
    assert "a [/] b" in seen


async def test_what_is_pasted_is_kept_as_text(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path), "plan")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        wizard(app).go(("plan", "company"))
        await pilot.pause()
        for word in NAUGHTY[::6]:
            await pilot.press("home", "ctrl+k")
            assert app.focused is not None
            app.focused.post_message(events.Paste(word))
            await pilot.pause()
            assert steering(picture(app)) == set()
            app.commit()
            kept = app.desk.session.plan.plan.company or ""
            assert kept == text.clean(word, lines=False), word
