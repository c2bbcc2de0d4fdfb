"""What of a long answer is in sight."""

from __future__ import annotations

from form_host import FormApp, go_to, rows_of_screen, type_in

COMPANY = ("plan", "company")


async def test_a_long_line_is_read_from_its_beginning_and_written_at_its_end() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, COMPANY)
        await type_in(pilot, "Begin " + "x" * 60 + " end")
        assert " end" in "\n".join(rows_of_screen(app))
        await pilot.press("tab")
        await pilot.pause()
        assert "Begin xxx" in "\n".join(rows_of_screen(app))
        await pilot.press("shift+tab")
        await pilot.pause()
        assert " end" in "\n".join(rows_of_screen(app))


async def test_an_example_is_written_as_the_plan_writes_numbers() -> None:
    app = FormApp("situation")
    app.session.set(("plan", "number_style"), "dot_comma")
    async with app.run_test(size=(80, 60)) as pilot:
        await go_to(pilot, ("situation", "review_spend"))
        screen = "\n".join(rows_of_screen(app))
        assert "e.g. 96.000" in screen
        assert "96,000" not in screen
