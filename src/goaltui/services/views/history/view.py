"""The History view: the journal batch by batch, newest first, each in a sentence with the fields it set."""

from datetime import datetime
from typing import TYPE_CHECKING

from goaltui.model.changes import Looked
from goaltui.model.enums import Method
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.services.core.new_workspace import SETUP_AUTHOR
from goaltui.services.core.rows.header import ViewHeader
from goaltui.services.core.rows.today import ChangeRow
from goaltui.services.core.shown_by_method import told_hidden
from goaltui.services.filters.query import Query
from goaltui.services.views.history.batch_sentence import sentence_of
from goaltui.services.views.history.field_wording import TOOK_IN, goes_without_saying, made_by, told_once

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.filters.filtered_views import FilterContext
    from goaltui.store.history import Batch

PAGE = 100
"""Batches that are read at first, and once more for each page asked for."""
SHOWN = 200
"""Changes of one batch that are told; what it did beyond them is counted."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch of changes: `at` is aware, in ISO form, `rows` are the fields it set, `hlc` is its last clock.

    `unread` is what it did beyond `rows`: fields that it set, or in the history of one thing changes of others.
    `unseen` where somebody else did it, and the journal did not have it when who asks looked last. `hidden` is the
    sentence on a batch of which the method leaves out all, empty for others.
    """

    id: str
    at: str
    author: str
    sentence: str
    rows: tuple[ChangeRow, ...]
    hlc: int
    unread: int = 0
    unseen: bool = False
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The latest batches, `pages` of them; `more` where there are older ones that were not read; `looked` is what the
    journal held when this was read, none where it is about one thing."""

    header: ViewHeader
    batches: tuple[BatchRow, ...]
    more: bool
    pages: int = 1
    looked: Looked | None = None


def history_view(
    workspace: "Workspace", pages: int = 1, about: str | None = None, looked: Looked | None = None
) -> HistoryView:
    """Return the latest batches, `pages` of them, for a reader who `looked` then; with `about` their changes
    to that thing and its check-ins.
    """
    from goaltui.services.views.history.change_rows import ChangeContext, change_rows
    from goaltui.store.known.looks import looked_now

    database, now = workspace.database, workspace.clock.now()
    found, more = database.journal.batches(limit=pages * PAGE, shown=SHOWN, about=about, now=now, looked=looked)
    context = ChangeContext.of(workspace, [item for batch in found for item in batch.recorded])
    rows = [(batch, change_rows(batch.recorded, context, looked, workspace.clock.today())) for batch in found]
    header = workspace.look.header()
    told = tuple(_batch(batch, told, workspace.author, header.method) for batch, told in rows if told)
    return HistoryView(header, told, more, pages, looked_now(database) if about is None else None)


def _batch(batch: "Batch", rows: tuple[ChangeRow, ...], own: str, method: Method) -> BatchRow:
    first = rows[0]
    sentence = sentence_of(rows, {entity: len(ids) for entity, ids in batch.entities.items()})
    unread = 0 if first.field == TOOK_IN else batch.fields - len(rows)
    unseen = first.author not in (own, SETUP_AUTHOR) and any(row.unseen for row in rows)
    hidden = told_hidden(method) if not unread and all(row.hidden for row in rows) else ""
    return BatchRow(batch.id, first.at, first.author, sentence, rows, batch.hlc, unread, unseen, hidden)


def worth_showing(batch: BatchRow) -> tuple[ChangeRow, ...]:
    """Return the fields of a batch, without those that its sentence tells and those left empty in something new."""
    rows, made = told_once(batch.rows), made_by(batch.rows)
    return tuple(row for row in rows if not goes_without_saying(row, new=row.id in made))


def look_back(workspace: "Workspace", batch: BatchRow) -> None:
    """Show everything as it was known when a batch was done, that batch with it."""
    workspace.look_back(datetime.fromisoformat(batch.at), batch.hlc)


def narrow_history(view: HistoryView, query: Query, asking: "FilterContext") -> HistoryView:
    """Return the batches of an author (`by:`), of an author's team, of a kind, or about what a title says."""
    from goaltui.services.filters.filtered_views import change_facets

    query = asking.meant(query)
    kept = tuple(
        batch
        for batch in view.batches
        if any(query.matches(change_facets(row, batch.author, asking)) for row in batch.rows)
    )
    return replace(view, batches=kept)
