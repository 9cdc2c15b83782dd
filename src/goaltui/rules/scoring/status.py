"""The status of a key result or an objective, with its reason.

Order of precedence: Operately (closed, outdated, the last check-in's word, pending). Presets: Viva Goals, Engagedly,
Mooncamp, Oboard, UpRaise; `steady` is goaltui's own.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from goaltui.model.enums import ManualStatus, Status, StatusPreset
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.rules.figures import between, number, percent
from goaltui.rules.scoring import rollup
from goaltui.rules.scoring.rollup import Part, is_partial

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class JudgedStatus:
    """A status with its reason in words."""

    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class _Gap:
    """Thresholds in points behind expectation."""

    on_track: float
    behind: float

    def judge(self, progress: float, expected: float) -> Status:
        gap = (expected - progress) * 100
        if gap <= self.on_track + TOLERANCE:
            return Status.ON_TRACK
        return Status.BEHIND if gap <= self.behind + TOLERANCE else Status.AT_RISK

    def distance(self, progress: float, expected: float) -> str:
        gap = (expected - progress) * 100
        # Negative: a gap is over a limit only beyond it, while rounding keeps a number on its side from an edge on.
        points = between(-abs(gap), (-self.on_track, -self.behind)).lstrip("-")
        if points == "0":
            return _("as far as expected")
        return _("{points} points behind", points=points) if gap > 0 else _("{points} points ahead", points=points)

    def limit(self, status: Status) -> str:
        near, far = number(self.on_track), number(self.behind)
        match status:
            case Status.ON_TRACK:
                return _("at most {near} points behind", near=near) if self.on_track else _("not behind")
            case Status.BEHIND:
                return _("more than {near} and at most {far} points behind", near=near, far=far)
        return _("more than {far} points behind", far=far)


@dataclass(frozen=True, slots=True)
class _Ratio:
    """Thresholds as a share of the expected progress. As long as nothing is expected nothing can be late."""

    on_track: float
    behind: float

    def judge(self, progress: float, expected: float) -> Status:
        if expected <= 0:
            return Status.ON_TRACK
        ratio = progress / expected
        if ratio >= self.on_track - TOLERANCE:
            return Status.ON_TRACK
        return Status.BEHIND if ratio >= self.behind - TOLERANCE else Status.AT_RISK

    def distance(self, progress: float, expected: float) -> str:
        if expected <= 0:
            return _("nothing is expected yet")
        edges = (self.behind * 100, self.on_track * 100, 100.0)
        return _("{percent} % of what is expected", percent=between(progress / expected * 100, edges))

    def limit(self, status: Status) -> str:
        near, far = percent(self.on_track), percent(self.behind)
        match status:
            case Status.ON_TRACK:
                return _("at least {near} of what is expected", near=near)
            case Status.BEHIND:
                return _("below {near} but at least {far} of what is expected", near=near, far=far)
        return _("below {far} of what is expected", far=far)


PRESETS: Mapping[StatusPreset, _Gap | _Ratio] = {
    StatusPreset.STEADY: _Gap(10, 25),
    StatusPreset.VIVA: _Gap(0, 25),
    StatusPreset.ENGAGEDLY: _Gap(16.5, 33),
    StatusPreset.MOONCAMP: _Ratio(0.90, 0.70),
    StatusPreset.OBOARD: _Ratio(0.70, 0.40),
    StatusPreset.UPRAISE: _Ratio(0.95, 0.75),
}


def computed(progress: float, expected: float, preset: StatusPreset) -> Status:
    """Return the status of progress (0–1) against the expected progress (0–1)."""
    return PRESETS[preset].judge(progress, expected)


def judged(progress: float, expected: float, preset: StatusPreset) -> str:
    """Return how far progress is from what is expected, and the limit by which the preset judges that: `35 points
    behind; at risk: more than 25 points behind (preset steady)`."""
    limits, found = PRESETS[preset], computed(progress, expected, preset)
    return _(
        "{distance}; {status}: {limit} (preset {preset})",
        distance=limits.distance(progress, expected),
        status=found.word,
        limit=limits.limit(found),
        preset=preset.value,
    )


def standing(
    *,
    closed: bool,
    checked_in: date | None,
    grace_until: date | None,
    today: date,
    manual: ManualStatus | None,
    progress: float | None,
    expected: float | None,
    preset: StatusPreset,
    began: date | None = None,
) -> JudgedStatus:
    """Return the first status that applies. Without progress it is pending, and without a cycle nothing can be late.

    What `began` in the middle of its cycle is pending until a check-in of that day or later: nothing was expected of
    an older one.
    """
    if closed:
        return JudgedStatus(Status.CLOSED, Status.CLOSED.word)
    if checked_in is not None and grace_until is not None and today > grace_until:
        return JudgedStatus(Status.OUTDATED, _("no check-in for {days} days", days=(today - checked_in).days))
    if manual is not None and manual is not ManualStatus.AUTO:
        against = _against(progress, expected)
        return JudgedStatus(Status(manual.value), _("set by hand") + (f"; {against}" if against else ""))
    if progress is None:
        return JudgedStatus(Status.PENDING, _("no check-in yet") if checked_in is None else _("no value yet"))
    if began is not None and checked_in is not None and checked_in < began:
        return JudgedStatus(Status.PENDING, _("{percent}, no check-in since its first day", percent=percent(progress)))
    if expected is None:
        return JudgedStatus(Status.ON_TRACK, _("{percent}, no date to be late for", percent=percent(progress)))
    return JudgedStatus(computed(progress, expected, preset), _against(progress, expected))


class JudgedRollup(NamedTuple):
    """A roll-up with its status: progress, coverage and expectation 0 to 1."""

    progress: float | None
    coverage: float | None
    expected: float | None
    standing: JudgedStatus


def whole(
    parts: Sequence[Part], straight: float | None, *, closed: bool, over: bool, preset: StatusPreset
) -> JudgedRollup:
    """Return the roll-up of parts with its status, where the days of the whole alone would expect `straight`."""
    progress, measured = rollup.progress(parts, over=over), rollup.coverage(parts)
    wanted = rollup.expected(parts, straight, over=over)
    standing = of_whole(
        closed=closed,
        over=over,
        progress=progress,
        coverage=measured,
        expected=wanted,
        preset=preset,
        nothing=_nothing(parts, measured),
    )
    return JudgedRollup(progress, measured, wanted, standing)


def _nothing(parts: Sequence[Part], coverage: float | None) -> str:
    """Return the reason why a roll-up has no progress."""
    if not parts:
        return _("nothing counts in it yet")
    return _("what counts in it weighs 0") if coverage is None else _("no check-in yet")


def of_whole(
    *,
    closed: bool,
    over: bool,
    progress: float | None,
    coverage: float | None,
    expected: float | None,
    preset: StatusPreset,
    nothing: str,
) -> JudgedStatus:
    """Return the first status that applies to a roll-up; `nothing` is the reason why it has no progress.

    Incomplete coverage is said in the reason. Once its cycle is `over` such a roll-up is not on track, whatever its
    mean.
    """
    if closed:
        return JudgedStatus(Status.CLOSED, Status.CLOSED.word)
    if progress is None:
        return JudgedStatus(Status.PENDING, nothing)
    measured = (
        _(", {percent} measured", percent=percent(coverage)) if coverage is not None and is_partial(coverage) else ""
    )
    if expected is None:
        return JudgedStatus(
            Status.ON_TRACK,
            _("{percent}{measured}, no date to be late for", percent=percent(progress), measured=measured),
        )
    found = computed(progress, expected, preset)
    if over and measured and found is Status.ON_TRACK:
        found = Status.BEHIND
    return JudgedStatus(found, f"{_against(progress, expected)}{measured}")


def _against(progress: float | None, expected: float | None) -> str:
    if progress is None or expected is None:
        return ""
    return _(
        "{progress} of {expected} expected",
        progress=percent(progress),
        expected=percent(expected),
    )
