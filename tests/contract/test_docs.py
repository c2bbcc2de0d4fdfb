"""What the documents promise: commands, dependencies, files and the excerpt of a plan are as they say."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import quarterdeck
from quarterdeck import content
from quarterdeck.cli.parser import COMMANDS, parse
from quarterdeck.errors import QuarterdeckError
from quarterdeck.plan.document import Plan
from quarterdeck.steps.catalogue import STEPS
from quarterdeck.store import codec

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "quarterdeck"
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"")
NAMED = re.compile(r"`([\w./*-]+(?:\.(?:py|json|toml|tcss|md)|/))`")
WHERE = (ROOT, SRC, SRC / "content")
"""What a path named in a document can be relative to."""


@cache
def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def project() -> dict[str, object]:
    return dict(tomllib.loads(read("pyproject.toml"))["project"])


def blocks(name: str, language: str) -> list[str]:
    return [body for found, body in FENCE.findall(read(name)) if found == language]


def commands(name: str) -> list[list[str]]:
    """Every command line of ours in a document, code blocks and inline code, as words."""
    inline = re.findall(r"`(quarterdeck [^`]*)`", FENCE.sub("", read(name)))
    in_blocks = [line for body in blocks(name, "sh") for line in body.splitlines()]
    lines = (line.partition("  #")[0] for line in [*inline, *in_blocks])
    ours = (re.search(r"(?:^|&& |/)quarterdeck( [^|>&]*)", line) for line in lines)
    return [shlex.split(found[1]) for found in ours if found is not None]


def required(extra: str = "") -> list[str]:
    """Names of the declared dependencies, without their versions."""
    optional = project()["optional-dependencies"]
    listed = optional[extra] if extra else project()["dependencies"]  # type: ignore[index]
    return [re.split(r"[<>=!~;\[ ]", item)[0] for item in listed]  # type: ignore[union-attr]


@cache
def imported(*folders: str) -> set[str]:
    """Top-level names of everything that the files in `folders` import."""
    found: set[str] = set()
    for file in (file for folder in folders or ("src",) for file in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found


def providers() -> dict[str, set[str]]:
    """Which installed packages a module can come from."""
    return {
        module: {name.lower().replace("_", "-") for name in names}
        for module, names in packages_distributions().items()
    }


def environment() -> set[str]:
    """Names of environment variables that src reads by name; Textual's own are not ours to explain."""
    found: set[str] = set()
    for file in SRC.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if "environ" in text:
            found |= set(re.findall(r"(?:environ(?:\.get)?[(\[]|_set\()[\"']([A-Z_]+)[\"']", text))
    return {name for name in found if not name.startswith("TEXTUAL_")}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme_with_an_example(command: str) -> None:
    assert [words for words in commands("README.md") if words[:1] == [command]]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_line_in_a_document_is_understood(document: str) -> None:
    for words in commands(document):
        if words[:1] and words[0] in COMMANDS and "--help" not in words:
            parse(words[0], words[1:])


def test_every_step_stands_in_the_readme() -> None:
    titles = [f"{step.number}. **{content.step(step.id).title}**" for step in STEPS]
    assert [title for title in titles if f"\n{title}" not in read("README.md")] == []


@pytest.mark.parametrize("name", required())
def test_every_dependency_is_imported_and_stands_in_the_readme(name: str) -> None:
    modules = {module for module, of in providers().items() if name in of}
    assert modules & imported(), f"{name} is not imported anywhere"
    assert f"| {name} |" in read("README.md")


@pytest.mark.parametrize(
    ("folders", "declared"),
    [(("src",), required()), (("tests", "benchmarks", "screenshots"), [*required(), *required("dev")])],
    ids=["program", "development"],
)
def test_nothing_is_imported_that_is_not_declared(folders: tuple[str, ...], declared: list[str]) -> None:
    wanted = imported(*folders) - {"quarterdeck"}
    others = {module: of for module, of in providers().items() if module in wanted}
    assert {module for module, of in others.items() if not of & set(declared)} == set()


@pytest.mark.parametrize("name", required("dev"))
def test_every_tool_for_development_stands_in_the_readme(name: str) -> None:
    assert f"| {name} |" in read("README.md")


@pytest.mark.parametrize("name", sorted(environment()))
def test_every_environment_variable_stands_in_the_readme(name: str) -> None:
    assert f"`{name}`" in read("README.md") or f"`{name}=" in read("README.md")


def test_every_exit_code_of_a_situation_stands_in_the_readme() -> None:
    codes = {kind.exit_code for kind in (QuarterdeckError, *QuarterdeckError.__subclasses__())}
    assert {code for code in codes if f"| {code} |" not in read("README.md")} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_and_pictures_lead_somewhere(document: str) -> None:
    targets = [one or other for one, other in LINK.findall(read(document))]
    local = [target for target in targets if "://" not in target]
    missing = [
        target for target in local if target[0] != "#" and not (ROOT / target.partition("#")[0]).exists()
    ]
    titles = {anchor(line) for line in read(document).splitlines() if line.startswith("#")}
    assert missing == []
    assert {target[1:] for target in local if target[0] == "#"} - titles == set()


def anchor(title: str) -> str:
    """The name a heading can be linked by."""
    return re.sub(r"[^\w -]", "", title.lstrip("# ").lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_that_are_named_exist(document: str) -> None:
    named = {name for name in NAMED.findall(FENCE.sub("", read(document))) if "/" in name}
    patterns = {name.replace("NAME", "*") for name in named}
    assert {name for name in patterns if not any(list(place.glob(name)) for place in WHERE)} <= INVENTED


INVENTED = frozenset({"plan/risks.py", "content/en/steps/risks.json"})
"""What the recipe for a new step makes."""


def test_the_excerpt_of_a_plan_is_one_and_is_written_back_as_it_stands() -> None:
    (excerpt,) = blocks("README.md", "toml")
    loaded = codec.loads(excerpt.encode(), "excerpt.toml")
    assert not loaded.notes
    assert codec.dumps(loaded.plan, loaded.layout).decode() == excerpt
    assert loaded.plan != Plan()


def test_the_changelog_is_about_this_version() -> None:
    newest = re.findall(r"^## \[([^\]]+)\]", read("CHANGELOG.md"), re.MULTILINE)[0]
    assert newest in ("Unreleased", quarterdeck.__version__)
    assert project()["version"] == quarterdeck.__version__
