"""The library of measures: well-known ones by perspective to choose from, in the reader's language.

A title of it brings unit, definition and rhythm into the form of a new measure; the numbers that judge it are not in
it.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from goaltui.model.errors import NotFound, WrongUsage
from goaltui.model.quick.translation import N_, SOURCE, _, spoken
from goaltui.model.records import Records
from goaltui.model.text import clean_line, fold
from goaltui.services.core.formatting import listed_some, quoted
from goaltui.services.forms.form import Form, LibraryMeasure

BETTER: Mapping[str, str] = {"higher": N_("higher is better"), "lower": N_("lower is better")}
_TAKEN = ("unit", "definition", "frequency", "aggregation", "kind")


def library() -> tuple[LibraryMeasure, ...]:
    """Return all of it, perspective by perspective; in English where the reader's language has none."""
    # Imported here because most forms never ask for it.
    import tomllib

    folder = Path(__file__).with_name("library")
    theirs = folder.joinpath(f"{spoken()}.toml")
    path = theirs if theirs.is_file() else folder.joinpath(f"{SOURCE}.toml")
    usual = {"unit": "", "aggregation": "last", "kind": "lag"}
    return tuple(LibraryMeasure(**usual | row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["measures"])


def unused(records: Records) -> tuple[LibraryMeasure, ...]:
    """Return those that the workspace has no measure of."""
    there = {item.title for item in records.measures}
    return tuple(item for item in library() if item.title not in there)


def matching(words: str, perspective: str = "") -> tuple[LibraryMeasure, ...]:
    """Return the measures with all these words in title or definition, of the perspective that begins so."""
    wanted = fold(words).split()
    return tuple(
        item
        for item in library()
        if fold(item.perspective).startswith(fold(perspective))
        and all(word in fold(f"{item.title} {item.definition}") for word in wanted)
    )


def chosen(title: str) -> LibraryMeasure:
    """Return the measure of that title, or the only one with it as a part; raises NotFound with the nearest, or
    WrongUsage where it is a part of several.
    """
    known = {fold(item.title): item for item in library()}
    wanted = fold(clean_line(title))
    found = [known[wanted]] if wanted in known else [item for name, item in known.items() if wanted and wanted in name]
    if len(found) == 1:
        return found[0]
    # Imported here because a title is seldom wrong.
    from difflib import get_close_matches

    called = quoted(clean_line(title))
    if found:
        titles = listed_some([item.title for item in found])
        raise WrongUsage(
            _("{title} is a part of {titles} in the library; write one of them.", title=called, titles=titles)
        )
    close = get_close_matches(wanted, known, 1)
    if close:
        raise NotFound(
            _("The library has no measure {title}; did you mean {close}?", title=called, close=known[close[0]].title)
        )
    raise NotFound(_("The library has no measure {title}; goaltui library lists them.", title=called))


def kept_in_words(item: LibraryMeasure) -> str:
    """Return how a measure is kept: its unit, how often, and which way is better."""
    return ", ".join(filter(None, (item.unit, _(item.frequency), _(BETTER[item.better]))))


def filled_from(
    form: Form, measures: Iterable[LibraryMeasure], opened: Mapping[str, str], places: Mapping[str, str]
) -> tuple[Form, tuple[str, ...]]:
    """Return the form of a new measure with what the library says of its title in the fields that stand as they were
    `opened`, and that in words; `places` are the names of perspectives by key.
    """
    title = fold(form.value("title").strip())
    found = next((item for item in measures if fold(item.title) == title), None)
    if found is None:
        return form, ()
    for name in _TAKEN:
        if form.value(name) == opened.get(name):
            form = form.with_value(name, getattr(found, name))
    alone = not form.value("objective") and not form.value("perspective")
    if alone and found.perspective in places:
        form = form.with_value("perspective", places[found.perspective])
    parts = filter(None, (form.value("unit"), _(form.value("frequency")), _(BETTER[found.better])))
    return form, (_("from the library: {parts}", parts=", ".join(parts)),)
