"""The evidence of the measured history on a link of the strategy map, in numbers and in words that claim no proof.

Both ends are compared in the coarsest period that their measures have, a month at least, and only in periods that are
over. Within one a measure counts with the mean of its scores, so that a weekly target is never held against a month.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from goaltui.model.enums import Aggregation, Frequency
from goaltui.model.quick.translation import _
from goaltui.model.records import MeasureRecord, Point, TargetRecord
from goaltui.rules.progress import periods
from goaltui.rules.scoring import measure_score, rollup
from goaltui.rules.scoring.correlation import FEWEST_PAIRS, Evidence, evidence
from goaltui.rules.scoring.in_force import scoring_on
from goaltui.services.core import formatting
from goaltui.services.core.rows.detail import ExplanationLine

if TYPE_CHECKING:
    from goaltui.services.core.snapshot import Snapshot

MOST_PERIODS = 120


class Histories:
    """The scores of objectives over time, each worked out once."""

    def __init__(self, look: "Snapshot") -> None:
        self._look = look
        records = look.records()
        self._measures: defaultdict[str, list[MeasureRecord]] = defaultdict(list)
        for record in records.measures:
            if record.objective and record.applies:
                self._measures[record.objective].append(record)
        self._targets: defaultdict[str, list[TargetRecord]] = defaultdict(list)
        for target in records.targets:
            self._targets[target.measure].append(target)
        self._known: dict[tuple[str, Frequency], Mapping[date, float]] = {}

    def evidence(self, driver: str, driven: str, delay: int) -> Evidence | None:
        """Return the evidence on the changes of two objectives, the driven one's `delay`
        months later; none under six pairs.
        """
        frequency = self._common(driver, driven)
        causes, effects = self._scores(driver, frequency), self._scores(driven, frequency)
        spans = [span.start for span in self._spans(frequency, causes.keys() | effects.keys())]
        steps = round(delay / periods.MONTHS[frequency])
        return evidence([causes.get(day) for day in spans], [effects.get(day) for day in spans], steps)

    def _common(self, *objectives: str) -> Frequency:
        """Return the coarsest period among the measures of some objectives."""
        found = [Frequency(record.frequency) for objective in objectives for record in self._measures[objective]]
        in_months = [frequency for frequency in found if frequency in periods.MONTHS]
        return max(in_months, key=periods.MONTHS.__getitem__, default=Frequency.MONTH)

    def _spans(self, frequency: Frequency, days: Iterable[date]) -> tuple[periods.Period, ...]:
        first = min(days, default=None)
        if first is None:
            return ()
        spans = periods.last_periods(self._look.day, frequency, MOST_PERIODS)
        return tuple(span for span in spans if span.start >= first)

    def _scores(self, objective: str, frequency: Frequency) -> Mapping[date, float]:
        """Return the score in each period that is over, by its first day; none where a
        measure that had begun is missing.
        """
        known = self._known.get((objective, frequency))
        if known is None:
            known = self._known[objective, frequency] = self._worked_out(objective, frequency)
        return known

    def _worked_out(self, objective: str, frequency: Frequency) -> Mapping[date, float]:
        points = self._look.points()
        series = []
        for record in self._measures[objective]:
            scores = self._measure(record, points.get(record.id, ()), frequency)
            if scores:
                series.append((record, min(scores), scores))
        found: dict[date, float] = {}
        for day in {day for _id, _title, scores in series for day in scores}:
            begun = [(record, scores) for record, first, scores in series if first <= day]
            if all(day in scores for _, scores in begun):
                parts = [rollup.Scored(item.weight, scores[day], 1.0, share=item.share) for item, scores in begun]
                score = rollup.score(parts).score
                if score is not None:
                    found[day] = score
        return found

    def _measure(self, record: MeasureRecord, points: Sequence[Point], frequency: Frequency) -> Mapping[date, float]:
        own, aggregation = Frequency(record.frequency), Aggregation(record.aggregation)
        inside: defaultdict[periods.Period, list[tuple[date, float]]] = defaultdict(list)
        for point in points:
            inside[periods.period_of(point.date, own)].append((point.date, point.value))
        found: defaultdict[date, list[float]] = defaultdict(list)
        for span, values in inside.items():
            around = periods.period_of(span.end, frequency)
            in_force = scoring_on(record, self._targets[record.id], span.end)
            if in_force is None or around.end > self._look.day:
                continue
            score = measure_score.score(in_force, periods.aggregate(values, aggregation))
            if score is not None:
                found[around.start].append(score)
        return {day: sum(scores) / len(scores) for day, scores in found.items()}


def evidence_text(found: Evidence | None) -> str:
    """Return the evidence in words, `fits so far: r +0.61, n 9 (few)`, or that there is too little to compare."""
    if found is None:
        return _("too little to compare: fewer than {fewest} pairs of changes", fewest=FEWEST_PAIRS)
    return f"{found.words}: {found.text}"


def link_lines(look: "Snapshot", objective: str) -> Iterator[ExplanationLine]:
    """Yield the drivers and driven objectives of an objective, with reasons and with the evidence so far."""
    links = [link for link in look.records().links if objective in (link.driver, link.driven)]
    if not links:
        return
    titles = {item.id: item.title for item in look.records().objectives}
    histories = Histories(look)
    for word, mine, other in ((_("Drives"), 0, 1), (_("Driven by"), 1, 0)):
        for link in links:
            ends = (link.driver, link.driven)
            if ends[mine] == objective and ends[other] in titles:
                why = f": {link.why}" if link.why else ""
                yield ExplanationLine(
                    f"{word} {titles[ends[other]]}", f"{formatting.link(link.strength, link.delay)}{why}"
                )
                yield ExplanationLine(_("evidence"), evidence_text(histories.evidence(*ends, link.delay)), 1)
