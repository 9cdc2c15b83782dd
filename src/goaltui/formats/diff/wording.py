"""The wording of differences: a sentence for each changed, added or deleted thing."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from goaltui.model.changes import Value
from goaltui.model.enums import EntityKind
from goaltui.model.field_names import field_shown
from goaltui.model.fields import DAYS, NAME_LISTS, REFERENCES
from goaltui.model.id_lists import ids_of
from goaltui.model.interim_targets import phases_of
from goaltui.model.pauses import pauses_of
from goaltui.model.quick.translation import _
from goaltui.model.scoring import Scoring
from goaltui.rules import dates, figures

Source: TypeAlias = Callable[[str], object]
"""The fields of a thing by name, none for one that it has not."""

_PLACE = "position"
_LONGEST = 60


class Labels:
    """The names of things, by id."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles

    def of(self, identity: object) -> str:
        """Return a thing's name in quotes."""
        return _quoted(self._titles.get(str(identity), _("something without a name")))

    def thing(self, kind: EntityKind, source: Source) -> str:
        """Return a kind of thing with its name."""
        word = kind.word
        if kind is EntityKind.WORKSPACE:
            return word
        if kind is EntityKind.LINK:
            return _(
                "{kind} from {driver} to {driven}",
                kind=word,
                driver=self.of(source("driver")),
                driven=self.of(source("driven")),
            )
        if kind is EntityKind.TARGET:
            return _(
                "{kind} of {measure} from {day} on",
                kind=word,
                measure=self.of(source("measure")),
                day=dates.kept_day(str(source("start"))),
            )
        found = (source(name) for name in ("title", "name", "text", "check", "key"))
        return f"{word} {_quoted(str(next((name for name in found if name), '')))}"

    def change(self, thing: str, changed: Mapping[str, Value]) -> str:
        """Return a sentence such as «change title of objective 'A' to 'B', weight to 2»."""
        values = [(name, value) for name, value in changed.items() if name != _PLACE]
        if not values:
            return _("move {thing} to its place in the list", thing=thing)
        (first, value), *others = values
        parts = [
            _("{field} of {thing} to {value}", field=field_shown(first), thing=thing, value=self._shown(first, value))
        ]
        parts += [
            _("{field} to {value}", field=field_shown(name), value=self._shown(name, value)) for name, value in others
        ]
        if _PLACE in changed:
            parts.append(_("move it to its place in the list"))
        return _("change {fields}", fields=", ".join(parts))

    def _shown(self, name: str, value: Value) -> str:
        if value in (None, ""):
            return _("nothing")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, float):
            return f"{figures.number(value * 100)} %" if name == "share" else figures.number(value)
        if name == "scoring":
            return _numbers(Scoring.from_json(str(value)))
        if name in NAME_LISTS:
            return ", ".join(self.of(identity) for identity in ids_of(str(value)))
        if name == "pauses":
            return ", ".join(dates.span(item.first, item.last) for item in pauses_of(str(value)))
        if name == "phases":
            return ", ".join(f"{dates.day(item.day)} {figures.number(item.value)}" for item in phases_of(str(value)))
        if name in DAYS:
            return dates.kept_day(str(value))
        return self.of(value) if name in REFERENCES else _quoted(str(value))


def check_ins(count: int) -> str:
    """Return a number of check-ins in words: «1 check-in», «3 check-ins»."""
    return EntityKind.CHECK_IN.counted(count)


def _numbers(scoring: Scoring) -> str:
    pairs = [
        f"{field_shown(name)} {figures.number(value)}"
        for name, value in scoring.table().items()
        if isinstance(value, float)
    ]
    return f"{scoring.preset.word} ({', '.join(pairs)})" if pairs else scoring.preset.word


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"'{line if len(line) <= _LONGEST else line[:_LONGEST] + '…'}'"
