"""At every width label, editor and note keep apart, and the field with the cursor is in sight."""

from __future__ import annotations

import pytest
from form_host import FormApp, body_of, go_to, rows_of_screen, table_of
from textual.geometry import Offset, Region

from quarterdeck.plan.document import Plan
from quarterdeck.steps.catalogue import PAGES
from quarterdeck.tui.form.block import FieldBlock
from quarterdeck.tui.form.chooser import Chooser
from quarterdeck.tui.form.popup import Popup

SIZES = [(40, 12), (48, 20), (60, 24), (80, 24), (100, 30), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_labels_editors_and_notes_do_not_overlap(size: tuple[int, int]) -> None:
    app = FormApp("plan")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for block in app.form.body.query(FieldBlock):
            if block.editor is None or not block.display:
                continue
            label = block.shape.label(of_long_text=block.editor.__class__.__name__ == "LongText")
            place = block.editor.region.offset - block.region.offset
            assert place == (Offset(label, 0) if label else Offset(2, 1)), block.cell.path
            lines = str(block.render()).split("\n")
            assert len(lines) == block.region.height, block.cell.path
            under = lines[place.y][place.x : place.x + block.editor.region.width]
            assert not under.strip(), block.cell.path


@pytest.mark.parametrize("size", [(48, 20), (80, 24)])
@pytest.mark.parametrize("name", [page.id for page in PAGES])
async def test_the_whole_field_is_in_sight_when_the_cursor_is_in_it(name: str, size: tuple[int, int]) -> None:
    app = FormApp(name)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for _ in range(6):
            body = body_of(app)
            focused = app.focused
            assert focused is not None
            view = next((node for node in focused.ancestors_with_self if node.parent is body), None)
            assert view is not None
            seen = Region(0, int(body.scroll_y), body.size.width, body.size.height)
            region = view.virtual_region
            assert region.y >= seen.y, view
            assert region.bottom <= seen.bottom or region.height > seen.height, view
            await pilot.press("tab")
            await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_that_opens_stays_on_the_screen(size: tuple[int, int]) -> None:
    app = FormApp("plan")
    async with app.run_test(size=size) as pilot:
        await go_to(pilot, ("plan", "currency"))
        await pilot.press("enter")
        await pilot.pause()
        popup = app.screen.query_one(Popup)
        assert app.screen.region.contains_region(popup.region)
        assert "US Dollar" in "\n".join(rows_of_screen(app))


async def test_a_narrow_table_is_a_list() -> None:
    plan = Plan.model_validate(
        {"team": {"members": {"ana": {"name": "Ana", "role": "Sales", "team": "sales"}}}}
    )
    app = FormApp("team", plan)
    async with app.run_test(size=(48, 20)) as pilot:
        await go_to(pilot, ("team", "members"))
        assert " Ana · " in str(table_of(app, ("team", "members")).render())


async def test_the_label_and_the_arrow_can_be_clicked() -> None:
    app = FormApp("data")
    path = ("data", "sources")
    async with app.run_test(size=(100, 30)) as pilot:
        await go_to(pilot, path)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        body = body_of(app)
        title, kind = body.views[("title",)], body.views[("kind",)]
        assert isinstance(title, FieldBlock)
        assert isinstance(kind, FieldBlock)
        await pilot.click(kind, offset=(4, 0))
        assert isinstance(app.focused, Chooser)
        await pilot.click(title, offset=(title.size.width - 2, 0))
        await pilot.pause()
        assert app.screen.query(Popup)


async def test_the_terminals_cursor_follows_the_focus() -> None:
    app = FormApp("plan")
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("company", "currency", "why_plan"):
            await go_to(pilot, ("plan", name))
            assert app.focused is not None
            assert app.focused.region.contains_point(app.cursor_position), name
