"""The words of differences, in sentences for the user."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from goaltui.model.changes import Value
from goaltui.model.enums import EntityKind
from goaltui.model.fields import NAME_LISTS, REFERENCES, field_words
from goaltui.model.id_lists import ids_of
from goaltui.model.interim_targets import phases_of, phases_shown
from goaltui.model.pauses import pauses_of, pauses_shown
from goaltui.model.quick.translation import _
from goaltui.model.scoring import Scoring

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
        return _quoted(self._titles.get(str(identity), "something without a name"))

    def thing(self, kind: EntityKind, source: Source) -> str:
        """Return a kind of thing with its name."""
        word = kind.word
        if kind is EntityKind.WORKSPACE:
            return word
        if kind is EntityKind.LINK:
            return _(
                "{word} from {of_source} to {of}",
                word=word,
                of_source=self.of(source("driver")),
                of=self.of(source("driven")),
            )
        if kind is EntityKind.TARGET:
            return _(
                "{word} of {of} from {source} on", word=word, of=self.of(source("measure")), source=source("start")
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
            _(
                "{field_words} of {thing} to {shown}",
                field_words=field_words(first),
                thing=thing,
                shown=self._shown(first, value),
            )
        ]
        parts += [
            _("{field_words} to {shown}", field_words=field_words(name), shown=self._shown(name, value))
            for name, value in others
        ]
        if _PLACE in changed:
            parts.append(_("move it to its place in the list"))
        return _("change {join}", join=", ".join(parts))

    def _shown(self, name: str, value: Value) -> str:
        if value in (None, ""):
            return "nothing"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, float):
            return f"{value * 100:.12g} %" if name == "share" else f"{value:.12g}"
        if name == "scoring":
            return _numbers(Scoring.from_json(str(value)))
        if name in NAME_LISTS:
            return ", ".join(self.of(identity) for identity in ids_of(str(value)))
        if name == "pauses":
            return pauses_shown(pauses_of(str(value)))
        if name == "phases":
            return _quoted(phases_shown(phases_of(str(value))))
        return self.of(value) if name in REFERENCES else _quoted(str(value))


def either(words: Sequence[str]) -> str:
    """Return alternatives in words: «a», «a or b», «a, b or c»."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def check_ins(count: int) -> str:
    """Return a number of check-ins in words: «1 check-in», «3 check-ins»."""
    return _("{count} check-in{value}", count=count, value="" if count == 1 else "s")


def _numbers(scoring: Scoring) -> str:
    pairs = [f"{field_words(name)} {value:.12g}" for name, value in scoring.table().items() if isinstance(value, float)]
    return f"{field_words(scoring.preset)} ({', '.join(pairs)})" if pairs else field_words(scoring.preset)


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"'{line if len(line) <= _LONGEST else line[:_LONGEST] + '…'}'"
