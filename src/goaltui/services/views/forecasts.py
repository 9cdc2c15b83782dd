"""The forecast of every key result for the last day of its cycle."""

from goaltui.rules.progress import forecast
from goaltui.services.core.key_result_rows import cycle_window
from goaltui.services.core.snapshot import Snapshot
from goaltui.store.database import Database


def forecasts(database: Database, look: Snapshot) -> dict[str, float]:
    """Return the forecast values by key result, for those whose check-ins support one."""
    tree = look.outline()
    aims = {
        identity: (source.record.measure, window, source.record.target)
        for identity, source in tree.sources.items()
        if source.record.target is not None and (window := cycle_window(source.objective, tree.names)) is not None
    }
    series = database.series.points({measure for measure, _, _ in aims.values()}, since=None, until=look.day)
    found: dict[str, float] = {}
    for identity, (measure, (first, last), target) in aims.items():
        inside = [(point.date, point.value) for point in series.get(measure, ()) if first <= point.date <= last]
        landing = forecast.forecast(inside, last, target)
        if landing is not None:
            found[identity] = landing.value
    return found
