"""Whatever a plan holds survives the file; whatever a file holds never crashes the program."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.document import Plan
from quarterdeck.session.compare import differences
from quarterdeck.store import codec, scan
from strategies import NUMBERS, WORDS, plans

SLOW = settings(max_examples=60, suppress_health_check=list(HealthCheck))

UNKNOWN = WORDS.map(lambda key: f"~{key}")
"""No field is called like that, at any level; an empty key would be given a name."""
ANYTHING = st.recursive(
    WORDS | NUMBERS | st.booleans() | st.just("x" * 110),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(UNKNOWN, inner, max_size=3),
    max_leaves=12,
)
SLIPS = st.text(max_size=4) | st.sampled_from(['"', "[", "{", "=", "\n", "\\", "'"])
SMALL = """\
# A plan
# of two lines

schema = 1

[plan]
company = "Acme \\u00e9"
quarter = "2027-Q1"
subscription = false
readers = ["team", 'board']
why_plan = \"\"\"
one
two\"\"\"

[goals.items.mrr-50k]
statement = "50k MRR"
end = 2027-03-31
baseline = 41_200.50
target = { aim = "at_least", value = 50000 }

[forecast]
seasonality = [1, 1.5, 0]

[made.by."some one"] # a comment
x = [{ a = 1 }, { b = 07:32:00 }]
"""


@SLOW
@given(plans())
def test_a_plan_comes_back_from_its_file_as_it_was(plan: Plan) -> None:
    data = codec.dumps(plan)
    again = codec.loads(data, "plan.toml").plan
    assert codec.dumps(again) == data
    assert not differences(plan, again)


@SLOW
@given(st.dictionaries(UNKNOWN, ANYTHING, max_size=4))
def test_unknown_keys_are_written_back_at_every_level(unknown: dict[str, Any]) -> None:
    goal = {"statement": "A goal", "target": {"value": 3} | unknown} | unknown
    known = {"plan": {"company": "Acme"} | unknown, "goals": {"items": {"one": goal}} | unknown}
    data = codec.dumps(Plan.model_validate(known | unknown))
    again = codec.loads(data, "plan.toml").plan
    assert codec.dumps(again) == data
    for place in (again, again.plan, again.goals, again.goals.items["one"], again.goals.items["one"].target):
        assert place is not None
        assert (place.model_extra or {}) == unknown


@SLOW
@given(plans(), st.data())
def test_every_comment_of_a_file_is_written_back_and_nothing_else_changes(
    plan: Plan, data: st.DataObject
) -> None:
    text = codec.dumps(plan).decode()
    starts = sorted({item.line for item in scan.scan(text) if isinstance(item, scan.Statement)})
    chosen = data.draw(st.lists(st.sampled_from(starts), unique=True, max_size=5))
    lines = text.split("\n")
    for line in sorted(chosen, reverse=True):
        lines.insert(line - 1, f"# about {line}")
    found = codec.loads("\n".join(lines).encode(), "plan.toml")
    written = codec.dumps(found.plan, found.layout)
    assert all(written.count(f"# about {line}\n".encode()) == 1 for line in chosen)
    again = codec.loads(written, "plan.toml")
    assert codec.dumps(again.plan, again.layout) == written
    assert codec.dumps(again.plan) == text.encode()


def test_a_file_cut_off_anywhere_is_a_plan_or_a_sentence() -> None:
    data = SMALL.encode()
    assert codec.loads(data, "plan.toml").plan.plan.company == "Acme é"
    for end in range(len(data)):
        read_or_refused(data[:end])


@SLOW
@given(st.integers(0, len(SMALL) - 1), SLIPS)
def test_a_slip_of_the_keyboard_is_a_plan_or_a_sentence(place: int, slip: str) -> None:
    broken = SMALL[:place] + slip + SMALL[place + 1 :]
    read_or_refused(broken.encode("utf-8", "surrogatepass"))


@SLOW
@given(st.binary(max_size=300))
def test_any_bytes_are_a_plan_or_a_sentence(data: bytes) -> None:
    read_or_refused(data)


def read_or_refused(data: bytes) -> None:
    """A plan that goes into a file again, or a sentence with its place and what to do."""
    refused: PlanUnreadable | None = None
    try:
        written = codec.dumps(codec.loads(data, "plan.toml").plan)
    except PlanUnreadable as error:
        refused = error
    if refused is None:
        assert codec.dumps(codec.loads(written, "plan.toml").plan) == written
    else:
        assert refused.place.startswith("plan.toml")
        assert refused.message
        assert refused.hint
