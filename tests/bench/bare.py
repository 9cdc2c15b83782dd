"""Bare references: `python -m tests.bench.bare empty|sqlmodel|list N|commit FILE`."""

import sys
from typing import ClassVar


def _app(rows: int | None) -> None:
    from rich.segment import Segment
    from textual.app import App, ComposeResult
    from textual.binding import Binding, BindingType
    from textual.geometry import Region, Size
    from textual.scroll_view import ScrollView
    from textual.strip import Strip
    from textual.widgets import Static

    class Lines(ScrollView, can_focus=True):
        BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "move", show=False)]

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count
            self.cursor = 0
            self.virtual_size = Size(100, count)

        def action_move(self) -> None:
            old, self.cursor = self.cursor, min(self.cursor + 1, self.count - 1)
            top = self.scroll_offset.y
            if self.cursor >= top + self.size.height:
                self.scroll_to(y=self.cursor - self.size.height + 1, animate=False, force=True, immediate=True)
                return
            width = self.size.width
            self.refresh(Region(0, old - top, width, 1), Region(0, self.cursor - top, width, 1))

        def render_line(self, y: int) -> Strip:
            place = y + self.scroll_offset.y
            mark = ">" if place == self.cursor else " "
            text = f"{mark} {place:06d} a row of the bare list {'━' * 20}"
            return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)

    class Bare(App[None]):
        BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "quit", show=False)]

        def compose(self) -> ComposeResult:
            yield Static("READY")
            if rows is not None:
                yield Lines(rows)

        def on_mount(self) -> None:
            if rows is not None:
                self.query_one(Lines).focus()

    Bare().run()


def _commit(path: str) -> None:
    from sqlmodel import Field, Session, SQLModel, create_engine

    class Goal(SQLModel, table=True):
        id: int | None = Field(default=None, primary_key=True)
        title: str

    engine = create_engine(f"sqlite:///{path}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Goal(title="a row"))
        session.commit()


def main() -> None:
    """Be the reference that is asked for."""
    kind = sys.argv[1]
    if kind == "commit":
        _commit(sys.argv[2])
        return
    if kind == "sqlmodel":
        import sqlmodel  # noqa: F401
    _app(int(sys.argv[2]) if kind == "list" else None)


if __name__ == "__main__":
    main()
