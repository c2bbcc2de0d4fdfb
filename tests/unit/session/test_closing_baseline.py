"""What a quarter promises is frozen by itself, and nothing that is typed later alters it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import MISSING, replace
from quarterdeck.plan.types import Target
from quarterdeck.session.closing.baseline import kept
from quarterdeck.session.desk import Desk
from quarterdeck.store import codec, examples, planfile

AHEAD, IN, LATER = date(2026, 11, 22), date(2027, 1, 5), date(2027, 1, 25)
TARGET = ("kpis", "items", "mrr", "target")
Q1 = "2027-Q1"


def example() -> Plan:
    return examples.read("benchline").plan


def with_target(plan: Plan, value: int) -> Plan:
    return replace(plan, TARGET, Target(aim="at_least", value=Decimal(value)))


def with_a_month(plan: Plan) -> Plan:
    return codec.loads(
        codec.dumps(plan) + b'\n[forecast.actuals.january]\nmonth = "2027-01"\nleads = 150\n', "p"
    ).plan


def test_nothing_is_frozen_before_the_quarter() -> None:
    assert kept(example(), example(), AHEAD) is not None
    assert Q1 not in kept(example(), example(), AHEAD).reviews


def test_a_plan_made_beforehand_is_frozen_as_it_was_last_saved() -> None:
    after = kept(example(), with_target(example(), 90_000), IN)
    assert after.reviews[Q1].results["mrr"].target == 76_000
    assert after.reviews[Q1].frozen_on == IN
    assert after.reviews[Q1].drivers["rates.win_rate_pct"] == 30


def test_what_is_frozen_never_changes_and_is_never_lost() -> None:
    frozen = kept(example(), example(), IN)
    later = kept(frozen, with_a_month(with_target(frozen, 90_000)), LATER)
    assert later.reviews[Q1] == frozen.reviews[Q1]
    undone = replace(frozen, ("reviews", Q1), MISSING)
    assert kept(frozen, undone, LATER).reviews[Q1] == frozen.reviews[Q1]


def test_a_plan_begun_within_its_quarter_has_two_weeks_to_settle() -> None:
    other = replace(example(), ("plan", "quarter"), "2026-Q4")
    begun = kept(other, example(), IN)
    assert (begun.reviews[Q1].begun_on, begun.reviews[Q1].frozen_on) == (IN, None)
    changed = kept(begun, with_target(begun, 80_000), date(2027, 1, 12))
    assert changed.reviews[Q1].frozen_on is None
    settled = kept(changed, with_target(changed, 90_000), LATER)
    assert settled.reviews[Q1].results["mrr"].target == 80_000
    assert settled.reviews[Q1].begun_on == IN


def test_the_first_figure_of_what_came_ends_the_settling() -> None:
    other = replace(example(), ("plan", "quarter"), "2026-Q4")
    begun = kept(other, example(), IN)
    counted = kept(begun, with_target(with_a_month(begun), 90_000), date(2027, 1, 8))
    assert counted.reviews[Q1].results["mrr"].target == 76_000


def test_an_empty_plan_is_held_to_nothing() -> None:
    empty = replace(Plan(), ("plan", "quarter"), Q1)
    assert kept(empty, empty, IN).reviews[Q1].frozen_on is None
    assert kept(empty, empty, date(2027, 2, 20)).reviews[Q1].frozen_on is None


def test_the_first_save_of_the_quarter_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "acme.toml"
    file.write_bytes(examples.source("benchline"))
    before = file.read_bytes()
    desk = Desk.open(file, IN)
    assert not desk.session.dirty
    desk.close()
    assert file.read_bytes() == before
    desk = Desk.open(file, IN)
    desk.session.set(TARGET, Target(aim="at_least", value=Decimal(90_000)))
    desk.save()
    assert not desk.session.dirty
    desk.close()
    assert planfile.open_plan(file).plan.reviews[Q1].results["mrr"].target == 76_000
