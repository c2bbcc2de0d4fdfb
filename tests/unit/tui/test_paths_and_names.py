from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quarterdeck.tui import names, typed_paths


def test_a_path_is_completed_as_far_as_the_files_allow(tmp_path: Path) -> None:
    for name in ("acme.toml", "acme-2.toml", "notes.txt", ".hidden.toml"):
        (tmp_path / name).touch()
    (tmp_path / "plans").mkdir()
    start = f"{tmp_path}{os.sep}"
    assert typed_paths.completed(f"{start}a") == f"{start}acme"
    assert typed_paths.completed(f"{start}acme.") == f"{start}acme.toml"
    assert typed_paths.completed(f"{start}p") == f"{start}plans{os.sep}"
    assert typed_paths.completed(f"{start}n") == f"{start}n"
    assert typed_paths.completed(f"{start}nowhere/x") == f"{start}nowhere/x"


def test_a_new_file_goes_into_a_named_folder_under_its_own_name(tmp_path: Path) -> None:
    assert typed_paths.target(str(tmp_path), "x.toml") == tmp_path / "x.toml"
    assert typed_paths.target(f"{tmp_path}/y.toml", "x.toml") == tmp_path / "y.toml"


def test_what_is_there_already_is_never_a_new_file(tmp_path: Path) -> None:
    (tmp_path / "x.toml").touch()
    (tmp_path / "dangling.toml").symlink_to(tmp_path / "nowhere")
    assert "There is a file" in typed_paths.new_file(f"{tmp_path}/x.toml", "p.toml")
    assert "There is a file" in typed_paths.new_file(f"{tmp_path}/dangling.toml", "p.toml")
    assert typed_paths.new_file(f"{tmp_path}/free.toml", "p.toml") == ""
    assert typed_paths.free_name(tmp_path / "x.toml") == tmp_path / "x-2.toml"


def test_a_plan_to_open_must_be_a_file(tmp_path: Path) -> None:
    assert "is a folder" in typed_paths.existing_file(str(tmp_path))
    assert "There is no file" in typed_paths.existing_file(f"{tmp_path}/x.toml")
    assert typed_paths.existing_file("") != ""


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (Path("a\nb.toml"), "a\N{REPLACEMENT CHARACTER}b.toml"),
        (Path("x\x1b[31m.toml"), "x\N{REPLACEMENT CHARACTER}[31m.toml"),
        (Path(os.fsdecode(b"\xff.toml")), "\N{REPLACEMENT CHARACTER}.toml"),
        (Path("★ plan.toml"), "★ plan.toml"),
    ],
)
def test_any_file_name_can_be_shown(path: Path, shown: str) -> None:
    assert names.shown(path) == shown


def test_moments_are_told_from_where_one_stands() -> None:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert names.when(datetime(2026, 11, 22, 9, 5, tzinfo=UTC), now).startswith("today at")
    assert names.when(datetime(2026, 11, 21, 9, 5, tzinfo=UTC), now).startswith("yesterday at")
    assert "2026-11-01" in names.when(datetime(2026, 11, 1, 9, 5, tzinfo=UTC), now)
