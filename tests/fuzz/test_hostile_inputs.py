"""What people publish to break programs: files that are no TOML, strings that are trouble."""

from __future__ import annotations

import csv
import gc
import io
import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from xml.etree import ElementTree

import pytest
import tomli_w

from hostile import INVALID, NAUGHTY, filled
from quarterdeck import text
from quarterdeck.cli.main import main
from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.document import Plan
from quarterdeck.report.names import FORMATS
from quarterdeck.session.desk import Desk
from quarterdeck.store import codec

GOOD = 'schema = 1\n\n[plan]\ncompany = "Acme"\nquarter = "2027-Q1"\n\n'
READERS = ("check", "report", "forecast", "gaps", "kpis", "open", "recover")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Run]:
    """A command line in this process: its code, what it printed, what it said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))

    def go(*words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(words)
        printed, said = capfd.readouterr()
        return code, printed, said

    yield go
    gc.enable()


def controls(said: str) -> set[str]:
    """Characters a terminal would obey, or that turn text round."""
    bad = {char for char in said if char not in "\n\t" and unicodedata.category(char) == "Cc"}
    return bad | set(re.findall("[\u202a-\u202e\u2066-\u2069]", said))


@pytest.mark.parametrize("before", ["", GOOD], ids=["alone", "behind-a-plan"])
def test_what_is_no_toml_is_refused_in_a_sentence_with_its_line(
    run: Run, tmp_path: Path, before: str
) -> None:
    file = tmp_path / "acme.toml"
    for (name, document), command in zip(INVALID.items(), cycle(READERS), strict=False):
        data = f"{before}{document}\n".encode()
        if _is_toml(data):  # Two tables that clash alone need not clash behind others.
            continue
        file.write_bytes(data)
        code, printed, said = run(command, "acme.toml")
        if command == "open":
            assert code in (2, 3), name
            code, printed, said = run("check", "acme.toml")
        assert code == 3, (name, said)
        assert "acme.toml" in said, name
        assert not printed, name
        assert len(said.strip().splitlines()) == 1, (name, said)
        assert not controls(said), (name, said)
        assert file.read_bytes() == data, name
    assert [item.name for item in tmp_path.iterdir() if item.suffix == ".toml"] == ["acme.toml"]


def _is_toml(data: bytes) -> bool:
    try:
        tomllib.loads(data.decode())
    except ValueError:
        return False
    return True


def test_a_broken_file_is_told_with_its_line() -> None:
    without = [name for name, document in INVALID.items() if not _place(document)]
    assert without == []


def _place(document: str) -> str:
    with pytest.raises(PlanUnreadable) as refused:
        codec.loads(document.encode("utf-8", "surrogatepass"), "acme.toml")
    return refused.value.place


def test_naughty_strings_in_every_text_field_go_through_every_format(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "acme.toml"
    data = tomli_w.dumps(filled(Plan, cycle(NAUGHTY))).encode()
    file.write_bytes(data)
    for words in (*(("report", "acme.toml", "--format", name) for name in FORMATS), *_commands()):
        code, printed, said = run(*words)
        assert code in (0, 1), (words, said)
        assert not controls(printed.replace("\r\n", "\n") + said), words
        assert "Traceback" not in said
        _CARRIED.get(words[-1], lambda _: None)(printed)
    assert file.read_bytes() == data


def _commands() -> Iterator[tuple[str, ...]]:
    for command in ("check", "forecast", "gaps", "kpis"):
        yield command, "acme.toml"
        yield command, "acme.toml", "--json"


def test_naughty_words_on_the_command_line_are_refused_or_taken_literally(run: Run, tmp_path: Path) -> None:
    for number, word in enumerate(word for word in NAUGHTY if "\0" not in word and "\ud800" not in word):
        for words in ((word,), ("report", word), ("calc", word), ("check", "acme.toml", word)):
            code, printed, said = run(*words)
            assert code in (0, 2, 3), (words, code, said)
            assert "Traceback" not in said
            assert not controls(printed + said), words
        code, _, said = run("new", f"{number}.toml", "--company", word)
        assert code in (0, 2), (word, said)
        if code == 0:
            plan = codec.loads((tmp_path / f"{number}.toml").read_bytes(), "new").plan
            assert (plan.plan.company or "") == text.clean(word, lines=False)


def test_naughty_strings_that_are_typed_survive_the_file(tmp_path: Path) -> None:
    file = tmp_path / "acme.toml"
    file.write_text(GOOD, encoding="utf-8")
    desk = Desk.open(file)
    company, why = ("plan", "company"), ("plan", "why_plan")
    for word in NAUGHTY:
        desk.session.edit(company, word)
        desk.session.edit(why, word)
        desk.save()
        found = codec.loads(file.read_bytes(), "acme.toml").plan.plan
        assert (found.company or "") == (desk.session.plan.plan.company or "")
        assert (found.company or "") == text.clean(word, lines=False)
        assert (found.why_plan or "").strip() == text.clean(word).strip()
    desk.close()


class _Harmless(HTMLParser):
    """Fails on anything in a page that could run or fetch."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "iframe", "object", "embed", "img", "link", "base", "form"}
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            assert not (name in {"href", "src", "action"} and not (value or "").startswith("#")), (tag, value)


def _as_html(printed: str) -> None:
    _Harmless().feed(printed)


def _as_svg(printed: str) -> None:
    for element in ElementTree.fromstring(printed).iter():
        assert element.tag.rpartition("}")[2] not in {"script", "foreignObject", "image"}
        assert not [name for name in element.attrib if name.startswith("on")]


def _as_csv(printed: str) -> None:
    for row in csv.reader(io.StringIO(printed)):
        for cell in row:
            assert not re.match(r"[=@\t\r]|[+-](?![\d.,]*$)", cell), cell


_CARRIED: dict[str, Callable[[str], object]] = {
    "html": _as_html,
    "svg": _as_svg,
    "csv": _as_csv,
    "json": json.loads,
    "--json": json.loads,
}
