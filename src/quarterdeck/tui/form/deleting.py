"""Asking before a row goes that other answers refer to."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.content import say
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import without_ids
from quarterdeck.tui.dialogs import Answer, ChoiceDialog
from quarterdeck.tui.form.trail import row_name, trail

MOST_NAMED = 6


def ask(plan: Plan, row: Path, uses: list[Path]) -> ChoiceDialog:
    """The question, with the places that refer to the row; its answer is `delete` or `keep`."""
    name = row_name(plan, row)
    lines = [f"{trail(plan, path[:-1])}: {_label(path)}" for path in uses[:MOST_NAMED]]
    if len(uses) > MOST_NAMED:
        lines.append(say("form.and_more", count=len(uses) - MOST_NAMED))
    return ChoiceDialog(
        say("form.delete_title", name=name),
        say("form.delete_text", count=len(uses)),
        (
            Answer("keep", say("form.delete_keep")),
            Answer("delete", say("form.delete_anyway"), say("form.delete_remark")),
        ),
        default="keep",
        details=lines,
    )


def _label(path: Path) -> str:
    return content.field_words(without_ids(Plan, path)).label
