"""The workspace as both front ends use it: views out, intents in, everything on one thread."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.model.changes import Draft, Value
from goaltui.model.enums import EntityKind, Method
from goaltui.model.errors import NotFound, Refused, WrongUsage
from goaltui.model.findings import Finding
from goaltui.model.refs import WORKSPACE_ID, Refs
from goaltui.services import check_ins, words
from goaltui.services.checkin_line import parse
from goaltui.services.checkin_target import CheckInTarget
from goaltui.services.clock import Clock
from goaltui.services.forms import Form
from goaltui.services.look import Look
from goaltui.services.preview import preview
from goaltui.services.rows import ChangeRow, Detail, Header, Outcome, ScorecardView, TodayView, TreeView
from goaltui.services.setup import SETUP_AUTHOR, first_drafts
from goaltui.store.database import Database
from goaltui.store.finding import Match

if TYPE_CHECKING:
    from goaltui.services.sharing import Sharing

EXIT_SECONDS = 1.5
"""How long leaving waits for a shared database to take what was written last."""

_NEWS_DAYS = 7
_NEWS_LIMIT = 40
_FEW = 5

_HOLDS = {Method.OKR: "OKR", Method.SCORECARD: "a balanced scorecard", Method.BOTH: "OKR and a balanced scorecard"}


class Workspace:
    """One opened database looked at on one day by one author."""

    def __init__(self, database: Database, author: str, clock: Clock) -> None:
        self._live = database
        self._database = database
        self._clock = clock
        self._look = Look(database, clock.today())
        self._frozen: str | None = None
        self._seen = database.data_version()
        self.author = author
        self.sharing: Sharing | None = None
        self.has_written = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        author: str,
        clock: Clock,
        as_of: date | None = None,
        known_at: datetime | None = None,
        create: bool = False,
        name: str | None = None,
    ) -> "Workspace":
        """The workspace in a file, made first where `create` allows, with a `name`; raises DatabaseRefused.

        With `as_of` or `known_at` it is for looking only.
        """
        fresh = create and not path.exists()
        database = Database.open(path, create=create)
        if fresh:
            database.apply(first_drafts(name or path.stem), author=SETUP_AUTHOR, now=clock.now())
        workspace = cls(database, author, clock)
        if known_at is not None:
            workspace.look_back(known_at)
        if as_of is not None:
            workspace.look_at(as_of)
        return workspace

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    @property
    def today(self) -> date:
        """The day looked at."""
        return self._look.day

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written, in a sentence; none where it can."""
        return self._frozen or self._database.read_only

    @property
    def database(self) -> Database:
        """The file itself, for the services beside this one and for upkeep."""
        return self._database

    @property
    def look(self) -> Look:
        """What is read of it on the day looked at, for the services beside this one."""
        return self._look

    @property
    def clock(self) -> Clock:
        """What time it is."""
        return self._clock

    def close(self) -> None:
        """Let go of the file."""
        self._return()
        self._live.close()
        if self.sharing is not None:
            self.sharing.leave(EXIT_SECONDS)

    def changed_elsewhere(self) -> bool:
        """Whether another program wrote or a day began since the last call; what is read next is then fresh."""
        version = self._live.data_version()
        changed = version != self._seen
        self._seen = version
        if changed:
            self._look.forget()
        if self._frozen is None and self._look.day != self._clock.today():
            self.look_at(None)
            return True
        return changed

    def look_at(self, day: date | None) -> None:
        """Show an earlier day from now on, which is for looking only, or today again; raises WrongUsage for one to
        come. Titles and structure are those stored now, unless it was looked back to what was known before."""
        today = self._clock.today()
        if day is not None and day > today:
            raise WrongUsage(f"{day.isoformat()} has not come yet; look at today or an earlier day.")
        if day is None:
            self._return()
        known_at = self._look.known_at
        self._look = Look(self._database, day or today, known_at=known_at, today=today)
        self._frozen = _frozen(None if day == today else day, known_at)

    def look_back(self, moment: datetime, until: int | None = None) -> None:
        """Show everything as it was known at a moment, or to the clock of a change, until it is looked at today."""
        past = self._live.known_at(moment, until)
        self._return()
        self._database = past
        known_at = moment.astimezone().isoformat(timespec="minutes")
        self._look = Look(past, moment.astimezone().date(), known_at=known_at, today=self._clock.today())
        self._frozen = _frozen(None, known_at)

    def _return(self) -> None:
        """Back from what was known before to what is stored now."""
        if self._database is not self._live:
            self._database.close()
            self._database = self._live
            self._look = Look(self._live, self._clock.today())

    def header(self) -> Header:
        """The bar above every view."""
        return self._look.header()

    def is_empty(self) -> bool:
        """Whether nothing was added yet."""
        records = self._look.records()
        return not records.objectives and not records.measures

    def tree(self) -> TreeView:
        """The objectives."""
        return self._look.tree()

    def scorecard(self) -> ScorecardView:
        """The four quadrants."""
        return self._look.scorecard()

    def names(self) -> frozenset[str]:
        """The names under which the author owns things."""
        from goaltui.services.scope import mine

        return mine(self._look.records(), self.author)

    def today_view(self) -> TodayView:
        """What is owed today."""
        from goaltui.services.today import today_view

        look = self._look
        since = self._clock.now() - timedelta(days=_NEWS_DAYS)
        news = [row for row in self.history(limit=_NEWS_LIMIT * 4, since=since) if self._is_news(row)]
        return today_view(
            look.records(), look.outline(), look.measured(), news[:_NEWS_LIMIT], look.header(), self.author
        )

    def _is_news(self, row: ChangeRow) -> bool:
        return row.author not in (self.author, SETUP_AUTHOR) and row.field in _NEWS_FIELDS and bool(row.title)

    def forecasts(self) -> dict[str, float]:
        """Where key results land on the last day of their cycle, by id, where their check-ins support a forecast."""
        from goaltui.services.forecasts import forecasts

        return forecasts(self._database, self._look)

    def detail(self, identity: str) -> Detail:
        """Everything the right-hand pane shows of one thing; raises NotFound."""
        from goaltui.services.detail import detail

        return detail(self._database, self._look, identity)

    def findings(self, identity: str | None = None) -> tuple[Finding, ...]:
        """What the checks have to say, of everything or of one thing."""
        from goaltui.rules.checks import run_checks, run_checks_for
        from goaltui.services.facts import facts_of

        facts = facts_of(self._database, self._look, identity)
        return run_checks(facts) if identity is None else run_checks_for(facts, identity)

    def history(
        self, identity: str | None = None, limit: int = 200, since: datetime | None = None, author: str = ""
    ) -> tuple[ChangeRow, ...]:
        """The journal in words, newest first; of one thing its check-ins too, by one author where one is named."""
        from goaltui.services.histories import change_rows, titles_in

        recorded = self._database.history(identity, limit=limit, since=since, author=author)
        return change_rows(recorded, titles_in(self, recorded))

    def find(self, text: str) -> tuple[Match, ...]:
        """Objectives, key results, measures and initiatives by ref, id, key or part of the title."""
        return self._database.find(text, _FINDABLE)

    def resolve(self, text: str, *kinds: EntityKind) -> Match:
        """The one thing that is meant; raises NotFound, naming what else it could be."""
        found = self._database.find(text, kinds or _FINDABLE)
        exact = [item for item in found if item.title.casefold() == text.strip().casefold()]
        chosen = exact if len(exact) == 1 else found
        if len(chosen) == 1:
            return chosen[0]
        if not chosen:
            raise NotFound(f"Nothing is called {words.quoted(text)}; see goaltui tree for what there is.")
        refs = self.refs()
        named = words.listed(f"{refs.of(item.id)} {words.quoted(item.title, 30)}" for item in chosen[:_FEW])
        more = f" and {len(chosen) - _FEW} more" if len(chosen) > _FEW else ""
        raise NotFound(f"{words.quoted(text)} could be {named}{more}; use the ref.")

    def ref(self, identity: str) -> str:
        """The short name that people type."""
        return self.refs().of(identity)

    def refs(self) -> Refs:
        """The short names of everything, for many at once."""
        return Refs(self._database.ids())

    def check_in_target(self, identity: str) -> CheckInTarget:
        """What the line that checks in has to know of a key result or measure."""
        return check_ins.target_of(self._database, identity, self._look.day)

    def check_in(self, identity: str, line: str, batch: str = "") -> Outcome:
        """Check in by the one line, going on with a `batch` as `write` does; raises WrongUsage where the line cannot be
        read, Refused where nothing may be written."""
        self.refuse_looking()
        today = self._look.day
        target = self.check_in_target(identity)
        parsed = parse(line, target, today)
        after = preview(target, line, today)
        draft = check_ins.draft_of(target, parsed, self.author)
        return self.write([draft], check_ins.sentence(target, parsed, after, today), batch=batch)

    def form(self, kind: EntityKind, identity: str | None = None, parent: str | None = None) -> Form:
        """An add form, owned by the author, or with `identity` an edit form."""
        from goaltui.services.fields import edit_form, new_form

        records = self._look.records()
        if identity is None:
            return new_form(kind, records, parent, self._look.day, self.author)
        return edit_form(kind, identity, records, self._look.day)

    def form_findings(self, form: Form) -> tuple[Finding, ...]:
        """What the checks say of a form while it is typed; reads nothing from the file."""
        from goaltui.services.facts import form_findings

        return form_findings(form, self._look)

    def save(self, form: Form) -> Outcome:
        """Add or change what the form is about; raises InvalidField or NotFound with what to mend."""
        from goaltui.services.submit import submit

        self.refuse_looking()
        if self._live.data_version() != self._seen:
            self._look.forget()
        submitted = submit(form, self._look.records(), self._look.day)
        saved = self.write(submitted.drafts, submitted.sentence, submitted.id)
        return saved if saved.touched else replace(saved, sentence="Nothing was changed.")

    def delete_effects(self, identity: str) -> tuple[str, ...]:
        """What hangs on a thing, in words: it stays in the journal and comes back with undo."""
        from goaltui.services.deletion import effects

        counts = self._database.check_in_counts(date.min, date.max)
        return effects(self._look.records(), self._look.outline(), counts, identity)

    def delete(self, identity: str) -> Outcome:
        """Delete one thing; what stands under it moves to the top."""
        self.refuse_looking()
        match = self.resolve(identity)
        sentence = f"Deleted {match.kind.word} {words.quoted(match.title)}; undo brings it back."
        return self.write([Draft(match.kind, match.id, {"deleted": True})], sentence)

    def undo(self, batch: str | None = None) -> Outcome:
        """Take back the author's latest batch, or the one named; raises Refused where there is none or a later change
        is in the way."""
        self.refuse_looking()
        done = self._database.undo(author=self.author, now=self._clock.now(), batch=batch)
        self._written()
        return Outcome(f"Undone: {done.described}.", done.touched)

    def redo(self) -> Outcome:
        """Apply the author's latest undone batch again; raises Refused where there is none."""
        self.refuse_looking()
        done = self._database.redo(author=self.author, now=self._clock.now())
        self._written()
        return Outcome(f"Redone: {done.described}.", done.touched)

    def configure(self, **fields: Value) -> Outcome:
        """Set fields of the workspace itself: name, vision, mission, strategy, method, language, status_preset."""
        self.refuse_looking()
        return self.write([Draft(EntityKind.WORKSPACE, WORKSPACE_ID, fields)], "Changed the workspace.")

    def choose_method(self, method: Method) -> Outcome:
        """Look through OKR, the scorecard or both; nothing is lost by changing it."""
        draft = Draft(EntityKind.WORKSPACE, WORKSPACE_ID, {"method": method.value})
        return self.write([draft], f"This workspace holds {_HOLDS[method]}; a adds the first objective.")

    def load_sample(self) -> Outcome:
        """Fill the workspace with the sample company."""
        from goaltui.services.demo import sample_drafts

        self.refuse_looking()
        touched: set[str] = set()
        for author, moment, drafts in sample_drafts(self._look.day):
            touched |= self._database.apply(drafts, author=author, now=moment).touched
        self._written()
        return Outcome("Loaded the sample company Nordvik; it is yours to play with.", frozenset(touched))

    def export_toml(self, identity: str | None = None) -> str:
        """The whole workspace as TOML, or one objective with what stands under it."""
        from goaltui.services import files

        return files.export(self, identity)

    def import_toml(self, text: str, name: str, why: str = "") -> Outcome:
        """Take in a file: add what is new, change what is known; one batch, nothing on a mistake. `why` is said of
        targets that move in mid-cycle."""
        from goaltui.services import files

        return files.take_in(self, text, name, why)

    def diff_toml(self, text: str, name: str, only: str | None = None) -> tuple[str, ...]:
        """What applying the file would do, a sentence for each step."""
        from goaltui.services import files

        return tuple(step.sentence for step in files.steps(self, text, name, only))

    def apply_toml(self, text: str, name: str, only: str | None = None, why: str = "") -> Outcome:
        """Make the workspace (or one objective) what the file says, in one batch; `why` as in `import_toml`."""
        from goaltui.services import files

        return files.apply(self, text, name, only, why)

    def write(self, drafts: Sequence[Draft], sentence: str, created: str | None = None, batch: str = "") -> Outcome:
        """Write changes as one batch, so one undo; raises Refused where this is for looking only.

        With the `batch` of an earlier outcome they go on with it, as long as nothing else was written between.
        """
        self.refuse_looking()
        applied = self._database.apply(drafts, author=self.author, now=self._clock.now(), batch=batch)
        self._written()
        return Outcome(sentence, applied.touched, created, applied.batch or batch)

    def _written(self) -> None:
        self.has_written = True
        if self.sharing is not None:
            self.sharing.wrote()
        self._look.forget()

    def refuse_looking(self) -> None:
        """Raise Refused where nothing may be written: `write` does so too, this before work that would be in vain."""
        if self.read_only:
            raise Refused(self.read_only)


_FINDABLE = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)
_NEWS_FIELDS = frozenset({"value", "title", "target", "state", "deleted", "owner", "due", "text"})


def _frozen(as_of: date | None, known_at: str | None) -> str | None:
    if known_at is not None:
        return "This is the workspace as it was known then; it is for looking, so go back to now to write."
    if as_of is not None:
        return f"This is the workspace as of {as_of.isoformat()}; it is for looking, so go back to today to write."
    return None
