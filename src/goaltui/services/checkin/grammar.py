"""The one line that checks in: `VALUE [@CONFIDENCE] [!STATUS] [^DATE] [note …]`.

Value and marks may come in any order; the note begins with the first word that is none of them and runs to the end.
The word `same` stands for the last value. A line without a value is a note: it pays nothing that is due. What looks
like a number and is none is refused, and so is a single word, which may be one that was mistyped.
"""

import unicodedata
from contextlib import suppress
from datetime import date

from goaltui.model.enums import EntityKind, ManualStatus
from goaltui.model.errors import InvalidField, WrongUsage
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line, clean_text, fold
from goaltui.services.checkin.target import CheckInTarget
from goaltui.services.checkin.value import ResolvedValue, TypedValue, read_value, refuse_second, resolve, unchanged
from goaltui.services.core import formatting
from goaltui.services.parsing.numbers import plain
from goaltui.services.parsing.past_date import find_any_day, read_day

_STATUSES = {
    "risk": ManualStatus.AT_RISK,
    "track": ManualStatus.ON_TRACK,
    "behind": ManualStatus.BEHIND,
    "auto": ManualStatus.AUTO,
}
_HIGHEST_CONFIDENCE = 10
_TOKEN = lazy(r"\S*")
_LATE_MARK = lazy(r"(?:^|\s)(@[0-9]+|![a-z]+|\^\S+)(?=\s|$)")
_BEFORE_A_DAY = lazy(r"(?i:on|at|since|den|på)\s+")
_SHOWN = 20
_FEW_WORDS = 3
_NUMBER = lazy(r"[-+~=]?[0-9][0-9.,]*%?")
_NO_NUMBERS = frozenset({"nan", "inf", "infinity", "none", "null", "n/a", "#n/a"})
_WITHOUT_BLANKS = lazy("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of scripts that put no blanks between words."""


@dataclass(frozen=True, slots=True)
class CheckInLine:
    """The contents of a line, its value worked out. `read_as` says how ambiguous digits were
    read; `maybe_two` are such numbers.
    """

    value: float | None
    estimate: bool
    confidence: int | None
    status: ManualStatus | None
    date: date
    note: str
    remarks: tuple[str, ...] = ()
    read_as: str = ""
    maybe_two: bool = False


def parse(line: str, target: CheckInTarget, today: date) -> CheckInLine:
    """Read a line for a target; raises WrongUsage with a sentence that says what to type instead.

    An empty line leaves the value unchanged; a line of marks or a note alone has no value.
    """
    scan = _Scan(plain(line), target, today)
    note = _clean_note(line[scan.run() :])
    if target.in_words:
        return _judged(scan, note, target, today)
    if scan.typed is None:
        _refuse_garbage(note, alone=scan.is_bare)
    if scan.day is None:
        _refuse_unmarked_day(note, today)
    day = scan.day or today
    if day > today:
        _refuse_change_ahead(scan.typed, day, today)
    read = _worked_out(scan.typed, target, day, empty=not line.strip())
    return CheckInLine(
        value=read.value if read else None,
        estimate=scan.typed is not None and scan.typed.estimate,
        confidence=scan.confidence,
        status=scan.status,
        date=day,
        note=note,
        remarks=(*(read.remarks if read else ()), *_late_mark(note)),
        read_as=read.read_as if read else "",
        maybe_two=scan.typed is not None and scan.typed.maybe_two,
    )


def _judged(scan: "_Scan", note: str, target: CheckInTarget, today: date) -> CheckInLine:
    """Return the line for a measure in words: a status, or a note alone; an empty line and `same` repeat the last
    status. Raises WrongUsage for a value.
    """
    if scan.day is None:
        _refuse_unmarked_day(note, today)
    status, day = scan.status, scan.day or today
    is_same = scan.typed is not None and scan.typed.same
    if day > today:
        _refuse_change_ahead(scan.typed, day, today)
    if status is None and (is_same or (scan.typed is None and scan.day is None and not note)):
        status = target.manual
    if (scan.typed is not None and not is_same) or (status is None and (is_same or not note)):
        raise WrongUsage(
            _(
                "{title} is judged in words; write !track, !behind or !risk and why.",
                title=formatting.quoted(clean_line(target.title)),
            )
        )
    return CheckInLine(None, False, None, status, day, note, _late_mark(note))


def _late_mark(note: str) -> tuple[str, ...]:
    """Return a remark on a mark that stands in the note, where it counts nothing."""
    late = _LATE_MARK.search(note)
    return () if late is None else (_("{mark} is in the note; put it before the note to make it count", mark=late[1]),)


class _Scan:
    """Reads value and marks off the front of a line, each at most once."""

    def __init__(self, text: str, target: CheckInTarget, today: date) -> None:
        self._text = text
        self._target = target
        self._today = today
        self.typed: TypedValue | None = None
        self.confidence: int | None = None
        self.status: ManualStatus | None = None
        self.day: date | None = None

    @property
    def is_bare(self) -> bool:
        """Whether there is neither a value nor a mark."""
        return self.typed is None and self.confidence is None and self.status is None and self.day is None

    def run(self) -> int:
        """Return the place where the note begins."""
        at = 0
        while at < len(self._text):
            if self._text[at].isspace():
                at += 1
                continue
            length = self._read(self._text[at:])
            if length == 0:
                break
            at += length
        return at

    def _read(self, rest: str) -> int:
        match rest[0]:
            case "@":
                return self._read_confidence(rest)
            case "!":
                return self._read_status(rest)
            case "^":
                return self._read_day(rest)
        if self.typed is not None:
            refuse_second(rest, self.typed.text)
            return 0
        found = read_value(rest, self._target)
        if found is None:
            return 0
        self.typed, length = found
        return length

    def _read_confidence(self, rest: str) -> int:
        token = _token(rest)
        self._once(self.confidence is None, _("confidence"))
        self._for_key_result(_("confidence"))
        digits = token[1:].removesuffix("/10")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 2 or int(digits) > _HIGHEST_CONFIDENCE:
            raise WrongUsage(
                _(
                    "{text} is not a confidence; write @0 to @10, and put other words with @ into the note.",
                    text=_shown(token),
                )
            )
        self.confidence = int(digits)
        return len(token)

    def _read_status(self, rest: str) -> int:
        token = _token(rest)
        self._once(self.status is None, _("status"))
        if not self._target.in_words:
            self._for_key_result(_("status by hand"))
        word = token[1:].casefold().replace("-", "_").removeprefix("at_").removeprefix("on_")
        found = [status for name, status in _STATUSES.items() if word and name.startswith(word)]
        if len(found) != 1:
            raise WrongUsage(
                _(
                    "{text} is not a status; write !track, !behind, !risk, or !auto for the computed one.",
                    text=_shown(token),
                )
            )
        self.status = found[0]
        return len(token)

    def _read_day(self, rest: str) -> int:
        self._once(self.day is None, _("day"))
        self.day, length = read_day(rest[1:], self._today)
        return length + 1

    def _once(self, first: bool, what: str) -> None:
        if not first:
            raise WrongUsage(_("The line gives its {what} twice; leave one out.", what=what))

    def _for_key_result(self, what: str) -> None:
        if self._target.kind is not EntityKind.KEY_RESULT:
            title = formatting.quoted(clean_line(self._target.title))
            raise WrongUsage(
                _(
                    "{title} is a measure and takes no {what}; leave it out, or check in on a key result.",
                    title=title,
                    what=what,
                )
            )


def _worked_out(typed: TypedValue | None, target: CheckInTarget, day: date, *, empty: bool) -> ResolvedValue | None:
    if typed is not None and not typed.same:
        return resolve(typed, target, day)
    value = unchanged(target, day) if empty or typed is not None else None
    return None if value is None else ResolvedValue(value)


def _refuse_change_ahead(typed: TypedValue | None, day: date, today: date) -> None:
    """Raise WrongUsage for a value relative to that of a coming day, such as `=` or `+2`."""
    if typed is not None and (typed.same or typed.sign):
        raise WrongUsage(
            _(
                "The value of {day} is not known yet, so '{text}' gives no number; type the value.",
                day=formatting.day(day, today),
                text=typed.text,
            )
        )


def _refuse_garbage(note: str, *, alone: bool) -> None:
    """Raise WrongUsage where a note would begin with what looks like a number, or is a single word with no mark."""
    first = note.split()[0] if note else ""
    signs = any(unicodedata.category(sign) in ("Nd", "Nl", "No", "Sc") for sign in first)
    # Chinese numerals are letters to Unicode.
    numerals = bool(first) and all(unicodedata.numeric(sign, None) is not None for sign in first)
    if signs or numerals or fold(first) in _NO_NUMBERS:
        raise WrongUsage(
            _("{text} is not a number; write one like 1274.5, or begin the note with a word.", text=_shown(first))
        )
    words = note.split()
    if alone and 1 < len(words) <= _FEW_WORDS and _NUMBER.fullmatch(words[-1]):
        raise WrongUsage(
            _(
                "'{note}' would be a note without a value; write the value first, as in {value}, or more words.",
                note=clean_line(note),
                value=words[-1],
            )
        )
    if first and alone and first == note and not _WITHOUT_BLANKS.search(note):
        raise WrongUsage(
            _(
                "{text} is not a value; write one like 42, same if nothing changed, or a note of several words.",
                text=_shown(first),
            )
        )


def _refuse_unmarked_day(note: str, today: date) -> None:
    """Raise WrongUsage where a note is another day and nothing else: the value would be that of today."""
    if not note:
        return
    text = note[before.end() :] if (before := _BEFORE_A_DAY.match(note)) else note
    found = None
    with suppress(WrongUsage):
        found = find_any_day(text, today)
    if found is None or found[1] != len(text) or found[0] == today:
        return
    raise WrongUsage(
        _(
            "{note} would be a note, and the day today; write ^{day} for the day, or say more in the note.",
            note=_shown(note),
            day=text,
        )
    )


def _clean_note(text: str) -> str:
    try:
        return clean_text(text)
    except InvalidField as error:
        raise WrongUsage(str(error)) from error


def _token(rest: str) -> str:
    found = _TOKEN.match(rest)
    return found[0] if found else ""


def _shown(token: str) -> str:
    return f"'{clean_line(token[:_SHOWN])}'"
