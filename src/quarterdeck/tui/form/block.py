"""A field on the form: its label, its editor, and a row for what there is to say about the answer.

Label and note are drawn by the block itself, so a field costs two widgets, and typing repaints one row.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from typing_extensions import override

from quarterdeck.content import message, say
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.parse import Problem
from quarterdeck.plan.types import MAX_LONG
from quarterdeck.tui.form import options
from quarterdeck.tui.form.cell import Cell, sentence
from quarterdeck.tui.form.chooser import Chooser
from quarterdeck.tui.form.editors import SEVERAL_LINES, editor_for
from quarterdeck.tui.form.field_view import ERROR, EXAMPLE, FIGURE, TOLD, FieldView, Note
from quarterdeck.tui.form.figures import Shown, figure_at
from quarterdeck.tui.form.flat import FlatInput
from quarterdeck.tui.form.messages import Edited, FieldFocused
from quarterdeck.tui.form.popup import Popup
from quarterdeck.tui.form.shape import Shape

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from quarterdeck.tui.form.editors import Editor


class FieldBlock(Widget):
    """One field, its words and its editor.

    Args:
        cell: the field at its place.
        shape: where labels and editors stand; shared by the whole form.
        come: brings the field into sight and remembers it.

    """

    def __init__(self, cell: Cell, shape: Shape, come: Callable[[Widget], None]) -> None:
        super().__init__()
        self.cell = cell
        self.shape = shape
        self._come = come
        self.editor: Editor | None = editor_for(cell, self.typed, self.attend)
        self._typed: str | None = None
        """What was typed since the answer was last taken."""
        self._told = ""
        self._is_entered = False
        self._popup: Popup | None = None
        self._note = self._settled()
        self._mark_offers()

    @override
    def compose(self) -> ComposeResult:
        """The editor is the only child; all else is drawn."""
        if self.editor is not None:
            yield self.editor

    # What goes into the session.

    def typed(self, raw: str) -> None:
        """Keep what is being typed, and say how it is understood, within the turn of the key."""
        self._typed = raw
        self._told = ""
        self.cell.typing(raw)
        self._say(self._live(raw))

    def _mark_offers(self) -> None:
        """Show whether there are ready answers: an earlier step may hold one by now."""
        self.set_class(bool(self.cell.field.ui.suggest or options.offered(self.cell)), "-offers")

    def commit(self) -> None:
        """Take what was typed as the answer. Does nothing when nothing was."""
        if self._typed is None:
            return
        raw, self._typed = self._typed, None
        self.cell.commit(raw)
        self.show()
        self.post_message(Edited(self.cell.path))

    def choose(self, values: tuple[str, ...]) -> None:
        """Take chosen values as the answer."""
        options.put(self.cell, values)
        if self._popup is not None:
            self._popup.mark(options.chosen(self.cell))
        self.show()
        self.post_message(Edited(self.cell.path))

    def show(self) -> None:
        """Show what the session says now; what is just being typed stays."""
        if self._typed is None:
            if isinstance(self.editor, Chooser):
                self.editor.show()
            elif self.editor is not None:
                self.editor.show(self.cell.shown)
            self._say(self._settled())

    @property
    def is_computed(self) -> bool:
        """Whether what is shown here follows from other answers."""
        return self.cell.field.kind is Kind.COMPUTED

    @property
    def can_edit(self) -> bool:
        """Whether the cursor can come here."""
        return self.editor is not None

    @property
    def has_problem(self) -> bool:
        """Whether what stands in the field is no answer."""
        return self._typed is None and self.cell.problem is not None

    def focus_editor(self) -> None:
        """Bring the cursor here; where there is nothing to edit, show the words at least."""
        if self.editor is not None:
            self.editor.focus(scroll_visible=False)
        else:
            self._come(self)
            self.screen.post_message(FieldFocused(self.cell.path, self.cell.field))

    # Coming and going.

    def attend(self, has_cursor: bool) -> None:
        """The cursor came into the editor, or left it."""
        if has_cursor:
            self._enter()
        else:
            self._leave()

    def _enter(self) -> None:
        """The whole field comes into sight, its note too, and its words are shown elsewhere."""
        if self._is_entered:
            return
        self._is_entered = True
        self._mark_offers()
        self._say(self._settled() if self._typed is None else self._live(self._typed))
        self.refresh()
        self._come(self)
        self.screen.post_message(FieldFocused(self.cell.path, self.cell.field))

    def _leave(self) -> None:
        """Leaving takes the answer, quietly. To go into the own list is not to leave."""
        focused = self.screen.focused
        if not self._is_entered or (focused is not None and self in focused.ancestors):
            return
        self._is_entered = False
        self._told = ""
        self.commit()
        self._say(self._settled())
        self.refresh()

    @on(events.DescendantBlur)
    def _leave_list(self) -> None:
        self._leave()

    def on_unmount(self) -> None:
        """Whatever takes the form away, what was typed is kept."""
        self.commit()

    @on(Chooser.Passed)
    def _pass_on(self, event: Chooser.Passed) -> None:
        event.stop()
        self.screen.focus_next()

    def on_click(self, event: events.Click) -> None:
        """The label belongs to its editor, and the arrow behind it opens the list."""
        event.stop()
        where = event.get_content_offset(self)
        self.focus_editor()
        if where is not None and self.has_class("-offers") and where.x >= self.size.width - 3:
            self.post_message(FlatInput.Offer())

    # The list that opens.

    @on(FlatInput.Offer)
    async def _offer_ready_answers(self, event: FlatInput.Offer) -> None:
        event.stop()
        ready = options.offered(self.cell) + options.ready_answers(self.cell.field, self.cell.session.plan)
        if ready:
            await self._open(Popup(ready))

    @on(Chooser.Offer)
    async def _offer_options(self, event: Chooser.Offer) -> None:
        event.stop()
        if self._popup is not None:
            self._popup.type_on(event.typed)
            return
        kind = self.cell.field.kind
        extend = say("form.add_named") if options.table_to_extend(self.cell.field) else ""
        offered = options.options_of(self.cell)
        if kind not in options.SEVERAL:
            offered = (options.Option("", say("form.not_answered")), *offered)
        several = kind in options.SEVERAL
        await self._open(
            Popup(offered, options.chosen(self.cell), several=several, extend=extend, typed=event.typed)
        )

    async def _open(self, popup: Popup) -> None:
        if self._popup is None:
            self._popup = popup
            await self.mount(popup)
            popup.focus(scroll_visible=False)

    @on(Chooser.Chosen)
    def _take_chosen(self, event: Chooser.Chosen) -> None:
        event.stop()
        self.choose(event.values)

    @on(Popup.Picked)
    def _take_picked(self, event: Popup.Picked) -> None:
        event.stop()
        if isinstance(self.editor, Chooser):
            several = self.cell.field.kind in options.SEVERAL
            values = options.toggled(self.cell, event.value) if several else (event.value,)
            self.choose(tuple(value for value in values if value))
        elif isinstance(self.editor, FlatInput):
            self.editor.take(event.value)
            self.commit()
        elif self.editor is not None:
            self.editor.append(event.value)

    @on(Popup.Extended)
    def _add_named(self, event: Popup.Extended) -> None:
        event.stop()
        added = options.add_named(self.cell, event.typed)
        if added and self.cell.field.kind in options.SEVERAL:
            self.choose(options.toggled(self.cell, added))
        elif added:
            self.choose((added,))

    @on(Popup.Closed)
    async def _close(self, event: Popup.Closed) -> None:
        event.stop()
        popup, self._popup = self._popup, None
        if event.focus_back and self.editor is not None:
            self.editor.focus(scroll_visible=False)
        if popup is not None:
            await popup.remove()

    def on_long_text_own_editor(self, event: Message) -> None:
        """Write a long text in the person's own editor."""
        from quarterdeck.tui.form.own_editor import EditorFailed, write_elsewhere

        event.stop()
        if not isinstance(self.editor, FlatInput | Chooser | None):
            try:
                self.editor.take(write_elsewhere(self.app, self.editor.text))
            except EditorFailed as failure:
                self._tell(FlatInput.Told("form.editor_failed", command=failure.command))
            else:
                self.commit()

    # What is drawn.

    @on(FlatInput.Told)
    def _tell(self, event: FlatInput.Told) -> None:
        event.stop()
        self._told = say(event.key, **event.values)
        self._say(Note(self._told, TOLD))

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Editor and note, or the label where it takes more rows."""
        editor = 0
        if self.editor is not None:
            above = 0 if self._label else 1
            editor = super().get_content_height(container, viewport, width) - above
        return self._view(width, editor).height

    @override
    def render(self) -> Content:
        """Label, note and marks."""
        rows = max(self.editor.outer_size.height, 1) if self.editor is not None else 0
        return self._view(self.size.width, rows).content()

    def _view(self, width: int, editor_rows: int) -> FieldView:
        return FieldView(
            self.cell,
            self._label,
            width,
            self._note,
            editor_rows,
            self._is_entered,
            self.has_problem,
            self.has_class("-offers"),
            self._counter(),
        )

    @property
    def _label(self) -> int:
        return self.shape.label(of_long_text=self.cell.field.kind in SEVERAL_LINES)

    def _counter(self) -> str:
        """How much of a long text is used, while the cursor is in it."""
        if self.cell.field.kind is not Kind.LONG or not self._is_entered:
            return ""
        raw = self.cell.shown if self._typed is None else self._typed
        return say("form.counter", count=len(raw), limit=MAX_LONG)

    # The note.

    def _settled(self) -> Note:
        """What there is to say about what stands in the field."""
        if self.editor is None:
            shown = self._figure()
            return (
                Note(f"{shown.text}  {shown.reason}", EXAMPLE) if shown.reason else Note(shown.text, FIGURE)
            )
        problem = self.cell.problem
        if problem is not None:
            return Note(f"✗ {sentence(problem, self.cell.words)}", ERROR)
        if isinstance(self.editor, Chooser):
            return Note()
        text = self.cell.shown
        return self._echo(text) if self._is_entered or not text else Note()

    def _figure(self) -> Shown:
        cell = self.cell
        if cell.place.is_new:
            return Shown(say("form.no_figure"))
        return figure_at(cell.place, cell.path, cell.field)

    def _live(self, raw: str) -> Note:
        """What there is to say while typing: never that something is wrong."""
        return Note(self._told, TOLD) if self._told else self._echo(raw)

    def _echo(self, raw: str) -> Note:
        if not raw.strip():
            example = self.cell.words.example
            return Note(say("form.example", example=example) if example else "", EXAMPLE)
        answer = self.cell.read(raw)
        if isinstance(answer, Problem) or answer.echo is None:
            return Note()
        return Note(message(f"parse.{answer.echo.key}", label=self.cell.words.label, **answer.echo.values))

    def _say(self, note: Note) -> None:
        """Put `note` in the note row; the form is laid out anew only when it takes more rows than before."""
        if note == self._note and not self._counter():
            return
        room = self.size.width - (self._label or 2) - 2
        grows = len(note.lines(room)) != len(self._note.lines(room))
        self._note = note
        self.refresh(layout=grows)
