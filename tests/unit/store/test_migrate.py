"""Files of every format there ever was can be read, and what was is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.document import SCHEMA
from quarterdeck.plan.paths import replace
from quarterdeck.store import codec, migrate, planfile

FIXTURES = Path(__file__).parents[2] / "data" / "schemas"


def renamed_company(document: migrate.Document) -> migrate.Document:
    """From 1 to 2: `firm` became `company`."""
    cover = dict(document["plan"])
    cover["company"] = cover.pop("firm")
    return document | {"plan": cover}


def split_name(document: migrate.Document) -> migrate.Document:
    """From 2 to 3: the country has a key of its own."""
    name, _, country = document["plan"]["company"].partition(", ")
    return document | {"plan": document["plan"] | {"company": name, "country": country}}


STEPS = {1: renamed_company, 2: split_name}


def test_there_is_a_file_of_every_format() -> None:
    assert sorted(int(file.stem) for file in FIXTURES.glob("*.toml")) == list(range(1, SCHEMA + 1))


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("*.toml")), ids=lambda file: file.stem)
def test_a_file_of_any_format_can_be_read(file: Path) -> None:
    plan = planfile.open_plan(file).plan
    assert plan.plan.company == "Acme GmbH"
    assert plan.forecast.rates.win_rate_pct == 22.5
    assert plan.forecast.channels["paid-search"].spend == (6000, 6500, 7000)
    assert (plan.model_extra or {})["ours"] == {"unknown": "kept"}


def test_the_file_of_todays_format_is_written_as_it_is() -> None:
    data = (FIXTURES / f"{SCHEMA}.toml").read_bytes()
    found = codec.loads(data, "plan.toml")
    assert codec.dumps(found.plan, found.layout) == data


def test_the_steps_are_taken_one_after_the_other_from_where_the_file_stands() -> None:
    old = {"schema": 1, "plan": {"firm": "Acme, Peru"}, "ours": {"x": 1}}
    today = {"plan": {"company": "Acme", "country": "Peru"}, "ours": {"x": 1}}
    assert migrate.migrate(old, "plan.toml", STEPS, 3) == (today, 1)
    half = {"schema": 2, "plan": {"company": "Acme, Peru"}, "ours": {"x": 1}}
    assert migrate.migrate(half, "plan.toml", STEPS, 3) == (today, 2)
    assert old["plan"] == {"firm": "Acme, Peru"}


def test_a_step_exists_for_every_format_there_was() -> None:
    assert sorted(migrate.STEPS) == list(range(1, SCHEMA))


def test_a_file_of_a_later_version_is_refused() -> None:
    with pytest.raises(PlanUnreadable, match="later version"):
        migrate.migrate({"schema": 4}, "plan.toml", STEPS, 3)


def test_the_old_file_is_kept_beside_the_plan_when_it_is_saved_in_todays_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "acme.toml"
    file.write_bytes(b'schema = 1\n\n[plan]\nfirm = "Acme, Peru"\n')
    before = file.read_bytes()
    monkeypatch.setattr(codec, "SCHEMA", 3)
    monkeypatch.setattr(planfile, "SCHEMA", 3)
    monkeypatch.setattr(codec, "migrate", lambda document, name: migrate.migrate(document, name, STEPS, 3))
    opened = planfile.open_plan(file)
    assert opened.plan.plan.company == "Acme"
    assert "older format (1)" in " ".join(note.text for note in opened.notes)
    assert file.read_bytes() == before
    saved = planfile.save(opened, replace(opened.plan, ("plan", "company"), "Beta"))
    assert b"schema = 3" in file.read_bytes()
    assert (tmp_path / "acme.schema-1.toml").read_bytes() == before
    planfile.save(saved, replace(saved.plan, ("plan", "company"), "Gamma"))
    assert sorted(item.name for item in tmp_path.glob("*.toml")) == ["acme.schema-1.toml", "acme.toml"]
