"""The status of a key result or an objective, with its reason.

Order of precedence: Operately (closed, outdated, the last check-in's word, pending). Presets: Viva Goals, Engagedly,
Mooncamp, Oboard, UpRaise; `steady` is goaltui's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from goaltui.model.enums import ManualStatus, Status, StatusPreset

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Standing:
    """A status and the words that give its reason."""

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


@dataclass(frozen=True, slots=True)
class _Ratio:
    """Thresholds as a share of what is expected; where nothing is expected yet nothing can be late."""

    on_track: float
    behind: float

    def judge(self, progress: float, expected: float) -> Status:
        if expected <= 0:
            return Status.ON_TRACK
        ratio = progress / expected
        if ratio >= self.on_track - TOLERANCE:
            return Status.ON_TRACK
        return Status.BEHIND if ratio >= self.behind - TOLERANCE else Status.AT_RISK


PRESETS: Mapping[StatusPreset, _Gap | _Ratio] = {
    StatusPreset.STEADY: _Gap(10, 25),
    StatusPreset.VIVA: _Gap(0, 25),
    StatusPreset.ENGAGEDLY: _Gap(16.5, 33),
    StatusPreset.MOONCAMP: _Ratio(0.90, 0.70),
    StatusPreset.OBOARD: _Ratio(0.70, 0.40),
    StatusPreset.UPRAISE: _Ratio(0.95, 0.75),
}


def computed(progress: float, expected: float, preset: StatusPreset) -> Status:
    """The status that progress (0–1) earns against what is expected (0–1)."""
    return PRESETS[preset].judge(progress, expected)


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
) -> Standing:
    """The first status that applies; without progress it is pending, and without a cycle nothing can be late."""
    if closed:
        return Standing(Status.CLOSED, "closed")
    if checked_in is not None and grace_until is not None and today > grace_until:
        return Standing(Status.OUTDATED, f"no check-in for {(today - checked_in).days} days")
    if manual is not None and manual is not ManualStatus.AUTO:
        against = _against(progress, expected)
        return Standing(Status(manual.value), "set by hand" + (f"; {against}" if against else ""))
    if progress is None:
        return Standing(Status.PENDING, "no check-in yet" if checked_in is None else "no value yet")
    if expected is None:
        return Standing(Status.ON_TRACK, f"{_percent(progress)}, no date to be late for")
    return Standing(computed(progress, expected, preset), _against(progress, expected))


def _against(progress: float | None, expected: float | None) -> str:
    if progress is None or expected is None:
        return ""
    return f"{_percent(progress)} of {_percent(expected)} expected"


def _percent(share: float) -> str:
    return f"{Decimal(repr(share * 100)).quantize(Decimal(1), ROUND_HALF_UP)} %"
