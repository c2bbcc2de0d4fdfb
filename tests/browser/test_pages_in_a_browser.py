"""The report's pages in a real browser, without a network: nothing runs, is fetched or sticks out."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hostile import answered
from quarterdeck.engine.analysis import analyse
from quarterdeck.plan.document import Plan
from quarterdeck.report import formats, names
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)
WIDTHS = (360, 800, 1280)
SOME = (names.FULL, "one-page", "board")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), "")
pytestmark = pytest.mark.skipif(not BROWSER, reason=f"needs one of {', '.join(BROWSERS)}")
HOSTILE = {
    "markup": "<script>alert(1)</script>\"'><img src=http://x.example onerror=alert(1)></style></svg>",
    "word": "w" * 10_000,
    "turned": "\u202eعرض سعر 見積もり 👩‍👩‍👧",
}  # fmt: skip
LOOK = """<script>
onload = () => {
  const found = [...document.querySelectorAll("iframe")].map(frame => {
    const page = frame.contentDocument, inside = element => page.querySelectorAll(element).length;
    return {
      name: frame.title, width: page.documentElement.scrollWidth, text: page.body.textContent.length,
      alien: inside("script, img, link, iframe, object, form, [onload], [onerror]"),
      fetched: frame.contentWindow.performance.getEntriesByType("resource").length,
    };
  });
  document.body.textContent = JSON.stringify(found);
};
</script>"""
"""Stands around the pages: their own policy lets no script into them."""


def browse(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--no-first-run")
    alone = ("--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={home / 'profile'}")
    return subprocess.run([BROWSER, *options, *alone, *words], capture_output=True, text=True, check=True)


def looked_at(pages: Mapping[str, str], home: Path) -> list[dict[str, Any]]:
    """Each page at each width, as the browser found it; a word on its console is an error."""
    frames = (
        f'<iframe title="{name}" width="{width}" height="900" srcdoc="{html.escape(page)}"></iframe>'
        for name, page in pages.items()
        for width in WIDTHS
    )
    around = home / "around.html"
    around.write_text(f"<!doctype html><meta charset=utf-8>{LOOK}{''.join(frames)}", encoding="utf-8")
    seen = browse("--virtual-time-budget=20000", "--dump-dom", around.as_uri(), home=home)
    assert "CONSOLE" not in seen.stderr
    found = re.search("<body>(.*)</body>", seen.stdout, re.DOTALL)
    assert found is not None
    return list(json.loads(html.unescape(found[1])))


def page(plan: Plan, view: str) -> str:
    return formats.written(plan, analyse(plan, TODAY), "html", view)


def strange(pages: Mapping[str, str], home: Path) -> list[dict[str, Any]]:
    found = looked_at(pages, home)
    assert len(found) == len(pages) * len(WIDTHS)
    widths = [*WIDTHS] * len(pages)
    return [
        item
        for item, width in zip(found, widths, strict=True)
        if item["width"] > width or item["alien"] or item["fetched"] or not item["text"]
    ]


@pytest.mark.parametrize("example", examples.names())
def test_every_view_of_an_example_fits_every_screen(example: str, tmp_path: Path) -> None:
    plan = examples.read(example).plan
    assert strange({view: page(plan, view) for view in names.VIEWS}, tmp_path) == []


def test_hostile_texts_in_every_field_are_only_shown(tmp_path: Path) -> None:
    plans = {name: answered(word) for name, word in HOSTILE.items()}
    pages = {f"{name} {view}": page(plan, view) for name, plan in plans.items() for view in SOME}
    assert strange(pages, tmp_path) == []


@pytest.mark.parametrize("example", examples.names())
def test_the_plan_on_one_page_is_one_sheet(example: str, tmp_path: Path) -> None:
    file, sheets = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(page(examples.read(example).plan, "one-page"), encoding="utf-8")
    browse(f"--print-to-pdf={sheets}", file.as_uri(), home=tmp_path)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets.read_bytes())) == 1
