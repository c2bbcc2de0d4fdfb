"""The question about one item: what becomes of it, with a figure or a reason of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterdeck import content
from quarterdeck.plan.parse import Problem
from quarterdeck.report.closing import Telling
from quarterdeck.session.closing.choices import Choice, Item
from quarterdeck.session.closing.flow import Flow
from quarterdeck.tui.dialogs import Answer, ChoiceDialog, LineDialog
from quarterdeck.tui.form.cell import sentence

if TYPE_CHECKING:
    from quarterdeck.tui.app import QuarterdeckApp

FIGURE, REASON, CANCEL = "figure:", "reason:", ""


async def ask(app: QuarterdeckApp, flow: Flow, item: Item) -> Choice | None:
    """What the founder decides; None where it was left as it is."""
    telling, now = Telling(flow.facts), item.chosen(flow.choices)
    answers = [_answer(telling, item, option) for option in item.options]
    if item.takes_value:
        answers.append(Answer(FIGURE, content.say("closing.other_figure")))
    answers.append(Answer(REASON, content.say("closing.write_reason"), now.reason))
    dialog = ChoiceDialog(telling.name(item), telling.why(item), answers, default=CANCEL)
    chosen = await app.push_screen_wait(dialog)
    if chosen == FIGURE:
        return await _figure(app, flow, item, now)
    if chosen == REASON:
        return await _reason(app, telling, item, now)
    return None if chosen == CANCEL else Choice(chosen, None, now.reason)


def _answer(telling: Telling, item: Item, option: str) -> Answer:
    remark = content.say("closing.is_suggested") if option == item.suggested else ""
    return Answer(option, telling.option(item, option, item.value), remark)


async def _figure(app: QuarterdeckApp, flow: Flow, item: Item, now: Choice) -> Choice | None:
    telling = Telling(flow.facts)
    value = now.value if now.value is not None else item.value
    shown = telling.figure(item, value) if value is not None else ""

    def check(typed: str) -> str:
        found = flow.read(item, typed)
        if isinstance(found, Problem):
            return sentence(found, content.field_words(("kpis", "items", "baseline")))
        return "" if found is not None else content.say("closing.needs_figure")

    title = content.say("closing.figure_title", name=telling.name(item))
    typed = await app.push_screen_wait(LineDialog(title, telling.why(item), shown, check))
    if typed is None:
        return None
    found = flow.read(item, typed)
    return None if isinstance(found, Problem) else Choice(item.takes_value, found, now.reason)


async def _reason(app: QuarterdeckApp, telling: Telling, item: Item, now: Choice) -> Choice | None:
    title = content.say("closing.reason_title", name=telling.name(item))
    text = content.say("closing.reason_text")
    typed = await app.push_screen_wait(LineDialog(title, text, now.reason, lambda _: ""))
    return None if typed is None else Choice(now.option, now.value, typed)
