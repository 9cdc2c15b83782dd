"""Any workspace that could be in a database, as changes: hostile text, repeats, things deleted and renamed."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from goaltui.model import enums
from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.id_lists import ids_text
from goaltui.model.interim_targets import InterimTarget, phases_text
from goaltui.model.pauses import Pause, pauses_text
from goaltui.model.refs import WORKSPACE_ID, natural_id
from goaltui.model.scoring import NUMBERS, WITH_DIRECTION, Scoring
from goaltui.model.text import clean_line, clean_text

_HOSTILE = (
    "[",
    "[/",
    "[@click=app.quit]x",
    "日本語",
    "👨‍👩‍👧",
    "مرحبا",
    '"""',
    "'''",
    "a\\b\\",
    "= 1 # no",
    "x" * 500,
    "anna",
    "7k3d",
    "kr1",
    "KR1",
    "Churn",
)
_LINES = st.one_of(
    st.sampled_from(_HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(clean_line)
)
_TITLES = _LINES.filter(bool)
_TEXTS = st.one_of(
    st.just(""),
    st.lists(_LINES, max_size=3).map("\n".join).map(clean_text),
    st.sampled_from(["two\nlines", "ends in a quote\"\nand'''\n\\", '"', 'a"""b']),
)
_DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
_FEW_DAYS = st.sampled_from([date(2026, 1, 31), date(2026, 2, 28)])
_NUMBERS = st.one_of(st.integers(-1000, 1000).map(float), st.floats(1e-12, 1e15), st.floats(-1e15, -1e-12))
_WEIGHTS = st.sampled_from([1.0, 0.0, 2.5, 30.0])
_SHARES = st.none() | st.sampled_from([0.0, 0.25, 1 / 3, 1.0])
_STANDARD = (
    ("financial", "Financial"),
    ("customer", "Customer"),
    ("internal-process", "Internal process"),
    ("learning-growth", "Learning & growth"),
)
_KEPT = {EntityKind.WORKSPACE: 1, EntityKind.PERSPECTIVE: 2}
"""How many of the first of a kind always stand: a scorecard has two perspectives or more."""
_CALLED_BY = {
    EntityKind.CYCLE: "name",
    EntityKind.PERSPECTIVE: "key",
    EntityKind.THEME: "key",
    EntityKind.TEAM: "key",
    EntityKind.PERSON: "key",
}
"""The field from which the id was made."""

_PHASES = st.dictionaries(_DAYS, _NUMBERS, min_size=1, max_size=3).map(
    lambda table: phases_text(InterimTarget(day, float(value)) for day, value in table.items())
)
_PAUSES = st.none() | st.lists(st.tuples(_DAYS, _DAYS).map(sorted), min_size=1, max_size=2).map(
    lambda spans: pauses_text(Pause(*span) for span in spans)
)
_POSITIONS = st.none() | st.sampled_from(["4", "8", "01a", "018f0000000000008"])


class _Maker:
    """Draws changes and remembers ids by kind, so that later ones can refer to them."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.drafts: list[Operation] = []
        self.own: list[str] = []
        self.ids: dict[EntityKind, list[str]] = {kind: [] for kind in EntityKind}

    def add(self, kind: EntityKind, identity: str | None = None, /, **fields: Value | st.SearchStrategy[object]) -> str:
        identity = identity or str(self.draw(st.uuids(version=4)))
        drawn = {name: self._plain(value) for name, value in fields.items()}
        self.drafts.append(Operation(kind, identity, drawn))
        if identity not in self.ids[kind]:
            self.ids[kind].append(identity)
        return identity

    def some(self, kind: EntityKind) -> st.SearchStrategy[str | None]:
        return st.sampled_from([None, *self.ids[kind]])

    def several(self, kind: EntityKind) -> st.SearchStrategy[str | None]:
        return st.lists(st.sampled_from(self.ids[kind]), max_size=2).map(ids_text) if self.ids[kind] else st.none()

    def many(self, most: int) -> range:
        return range(self.draw(st.integers(0, most)))

    def _plain(self, value: object) -> Value:
        drawn = self.draw(value) if isinstance(value, st.SearchStrategy) else value
        if isinstance(drawn, date):
            return drawn.isoformat()
        assert drawn is None or isinstance(drawn, str | int | float | bool)
        return drawn


@st.composite
def scorings(draw: DrawFn) -> str:
    """Any scoring, sensible or not."""
    preset = draw(st.sampled_from(enums.ScoringPreset))
    better = draw(st.sampled_from(enums.Better)) if preset in WITH_DIRECTION else None
    return Scoring(preset, tuple(draw(_NUMBERS) for _ in NUMBERS[preset]), better).to_json()


@st.composite
def workspaces(draw: DrawFn) -> list[Operation]:
    """The changes that make a workspace, in an order in which they could have been made."""
    maker = _Maker(draw)
    _places(maker)
    for _ in maker.many(4):
        _objective(maker)
    for _ in maker.many(3):
        _measure(maker)
    for objective in maker.ids[EntityKind.OBJECTIVE]:
        for _ in maker.many(2):
            _key_result(maker, objective)
    _check_ins(maker)
    _extras(maker)
    _later(maker)
    return maker.drafts


def _places(maker: _Maker) -> None:
    maker.add(
        EntityKind.WORKSPACE,
        WORKSPACE_ID,
        name=_LINES,
        vision=_TEXTS,
        method=st.sampled_from(enums.Method),
        status_preset=st.sampled_from(enums.StatusPreset),
        first_month=st.integers(1, 12),
        strategic_link=st.sampled_from(enums.Need),
        perspective_needed=st.sampled_from(enums.Need),
        pauses=_PAUSES,
        approved=st.none() | _DAYS,
        approved_by=_LINES,
    )
    for position, (key, name) in enumerate(_STANDARD):
        if maker.draw(st.integers(0, 9)) or position < 2:
            identity = natural_id(EntityKind.PERSPECTIVE, key)
            maker.add(EntityKind.PERSPECTIVE, identity, key=key, name=name, position=position, weight=1.0)
    for number in maker.many(2):
        name = f"{maker.draw(_TITLES)[:20]} {number}"
        maker.add(
            EntityKind.PERSPECTIVE,
            natural_id("perspective", name),
            key=name,
            name=_TITLES,
            position=9,
            weight=_WEIGHTS,
            share=_SHARES,
        )
    for number in maker.many(3):
        name = clean_line(f"{maker.draw(_TITLES)[:20]} {number}")
        parent = maker.some(EntityKind.CYCLE)
        maker.add(EntityKind.CYCLE, natural_id("cycle", name), name=name, start=_DAYS, end=_DAYS, parent=parent)
    for number in maker.many(2):
        key = clean_line(f"{maker.draw(_TITLES)[:20]} {number}")
        maker.add(EntityKind.THEME, natural_id("theme", key), key=key, name=_TITLES, text=_TEXTS)
    for kind, above in ((EntityKind.TEAM, "parent"), (EntityKind.PERSON, "team")):
        for number in maker.many(2):
            key = clean_line(f"{maker.draw(_TITLES)[:20]} {number}")
            more = {"pauses": _PAUSES} if kind is EntityKind.PERSON else {}
            team = maker.some(EntityKind.TEAM)
            maker.add(kind, natural_id(kind, key), key=key, name=_TITLES, **{above: team}, **more)


def _objective(maker: _Maker) -> None:
    maker.add(
        EntityKind.OBJECTIVE,
        key=st.none() | _TITLES,
        title=_TITLES,
        why=_TEXTS,
        parent=maker.some(EntityKind.OBJECTIVE),
        cycle=maker.some(EntityKind.CYCLE),
        perspective=maker.some(EntityKind.PERSPECTIVE),
        theme=maker.some(EntityKind.THEME),
        team=maker.some(EntityKind.TEAM),
        owner=maker.some(EntityKind.PERSON),
        ambition=st.sampled_from(enums.Ambition),
        weight=_WEIGHTS,
        share=_SHARES,
        counts=st.booleans(),
        state=st.sampled_from(enums.ObjectiveState),
        grade=st.none() | st.floats(1e-9, 1),
        closing=_TEXTS,
        position=_POSITIONS,
        contributes=maker.several(EntityKind.OBJECTIVE),
        partners=maker.several(EntityKind.PERSON),
    )


def _measure(maker: _Maker) -> None:
    identity = maker.add(
        EntityKind.MEASURE,
        key=st.none() | _TITLES,
        title=_TITLES,
        unit=_LINES,
        definition=_TEXTS,
        source=_LINES,
        owner=maker.some(EntityKind.PERSON),
        updater=maker.some(EntityKind.PERSON),
        kind=st.sampled_from(enums.MeasureKind),
        frequency=st.sampled_from(enums.Frequency),
        aggregation=st.sampled_from(enums.Aggregation),
        running=st.sampled_from(enums.RunningPeriod),
        scoring=st.none() | scorings(),
        weight=_WEIGHTS,
        share=_SHARES,
        objective=maker.some(EntityKind.OBJECTIVE),
        perspective=maker.some(EntityKind.PERSPECTIVE),
        applies=st.booleans(),
        key_measure=st.booleans(),
        proxy_for=_LINES,
        baseline_until=st.none() | _DAYS,
        in_words=st.booleans(),
        audience=st.sampled_from(enums.Audience),
        team=maker.some(EntityKind.TEAM),
        position=_POSITIONS,
    )
    for day in maker.draw(st.lists(_DAYS, max_size=2, unique=True)):
        target = natural_id(EntityKind.TARGET, identity, day.isoformat())
        maker.add(
            EntityKind.TARGET,
            target,
            measure=identity,
            start=day.isoformat(),
            scoring=scorings(),
            review=st.none() | _DAYS,
            note=_TEXTS,
        )


def _key_result(maker: _Maker, objective: str) -> None:
    identity = str(maker.draw(st.uuids(version=4)))
    measure = maker.draw(maker.some(EntityKind.MEASURE))
    if measure is None:
        measure = str(maker.draw(st.uuids(version=4)))
        maker.drafts.append(
            Operation(EntityKind.MEASURE, measure, {"title": "own", "key_result": identity, "unit": "%"})
        )
        maker.own.append(measure)
    maker.add(
        EntityKind.KEY_RESULT,
        identity,
        key=st.none() | _TITLES,
        title=_TITLES,
        objective=objective,
        measure=measure,
        start=st.none() | _NUMBERS,
        target=st.none() | _NUMBERS,
        low=st.none() | _NUMBERS,
        high=st.none() | _NUMBERS,
        condition=st.sampled_from(enums.Condition),
        weight=_WEIGHTS,
        share=_SHARES,
        owner=maker.some(EntityKind.PERSON),
        due=st.none() | _DAYS,
        cadence=st.sampled_from(enums.Frequency),
        first_day=st.none() | _DAYS,
        first_target=st.none() | _NUMBERS,
        phases=st.none() | _PHASES,
        description=_TEXTS,
        stretch=st.none() | _NUMBERS,
        weeks=st.none() | st.integers(1, 52),
        weekday=st.none() | st.sampled_from(enums.Weekday),
        partners=maker.several(EntityKind.PERSON),
        position=_POSITIONS,
    )
    for _ in maker.many(2):
        maker.add(
            EntityKind.MILESTONE,
            key_result=identity,
            title=st.just("same") | _TITLES,
            due=st.none() | _DAYS,
            weight=_WEIGHTS,
            done=st.booleans(),
            done_on=st.none() | _DAYS,
        )


def _check_ins(maker: _Maker) -> None:
    measures = [*maker.ids[EntityKind.MEASURE], *maker.own]
    plain = maker.draw(st.booleans())
    for _ in maker.many(8 if measures else 0):
        fields: dict[str, Value | st.SearchStrategy[object]] = {"measure": st.sampled_from(measures)}
        if not plain:
            fields |= {
                "key_result": maker.some(EntityKind.KEY_RESULT),
                "estimate": st.booleans(),
                "confidence": st.none() | st.integers(0, 10),
                "status": st.none() | st.sampled_from(enums.ManualStatus),
                "note": _TEXTS,
                "author": _LINES,
            }
        maker.add(EntityKind.CHECK_IN, date=_FEW_DAYS, value=st.none() | _NUMBERS, **fields)


def _extras(maker: _Maker) -> None:
    for _ in maker.many(2):
        maker.add(
            EntityKind.INITIATIVE,
            key=st.none() | _TITLES,
            title=_TITLES,
            objective=maker.some(EntityKind.OBJECTIVE),
            key_result=maker.some(EntityKind.KEY_RESULT),
            measure=maker.some(EntityKind.MEASURE),
            owner=maker.some(EntityKind.PERSON),
            due=st.none() | _DAYS,
            agreed=st.none() | _DAYS,
            begun=st.none() | _DAYS,
            ended=st.none() | _DAYS,
            state=st.sampled_from(enums.InitiativeState),
            percent=st.none() | st.floats(1e-9, 100),
        )
    objectives = maker.ids[EntityKind.OBJECTIVE]
    for _ in maker.many(2 if objectives else 0):
        ends = maker.draw(st.sampled_from(objectives)), maker.draw(st.sampled_from(objectives))
        identity = natural_id(EntityKind.LINK, *ends)
        maker.add(EntityKind.LINK, identity, driver=ends[0], driven=ends[1], delay=st.integers(0, 120), why=_TEXTS)
    for check in maker.draw(st.lists(st.sampled_from(["no-owner", "too-many"]), max_size=2, unique=True)):
        identity = natural_id(EntityKind.CHECK_SETTING, check)
        maker.add(
            EntityKind.CHECK_SETTING, identity, check=check, enabled=st.booleans(), threshold=st.none() | _NUMBERS
        )
    for _ in maker.many(3):
        subjects = [(kind, identity) for kind in EntityKind for identity in maker.ids[kind]]
        kind, subject = maker.draw(st.sampled_from(subjects))
        maker.add(
            EntityKind.REMARK,
            kind=st.sampled_from(enums.RemarkKind),
            subject_kind=kind.value,
            subject=subject,
            text=_TEXTS,
            owner=maker.some(EntityKind.PERSON),
            state=st.sampled_from(enums.RemarkState),
            author=_LINES,
        )


def _later(maker: _Maker) -> None:
    """What happens to a workspace in time: things are renamed and deleted."""
    for kind, name in _CALLED_BY.items():
        for identity in maker.ids[kind]:
            if not maker.draw(st.integers(0, 3)):
                maker.drafts.append(Operation(kind, identity, {name: "renamed"}))
    for kind in EntityKind:
        for identity in maker.ids[kind][_KEPT.get(kind, 0) :]:
            if not maker.draw(st.integers(0, 7)):
                maker.drafts.append(Operation(kind, identity, {"deleted": True}))
