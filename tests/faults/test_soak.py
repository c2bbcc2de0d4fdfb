"""Hundreds of random deeds on one plan; `python tests/faults/soak.py 200000` does it for long."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from soak import soak

STEPS = int(os.environ.get("SOAK_STEPS", "400"))
MOST_GROWTH = 20.0
"""MB of memory that may come after the first fifth."""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("seed", [3, 4])
def test_random_editing_saves_what_it_shows_and_keeps_its_memory(tmp_path: Path, seed: int) -> None:
    file = tmp_path / "acme.toml"
    file.write_bytes((Path(__file__).parents[1] / "data" / "schemas" / "1.toml").read_bytes())
    found = soak(file, STEPS, seed)
    assert found[-1] - found[len(found) // 5] < MOST_GROWTH
