"""Links of the strategy map."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import LinkRecord
from goaltui.rules.checks.subjects.goals import Goals
from goaltui.rules.structure.graph import looping


@dataclass(frozen=True)
class MapLinks:
    """The links of a workspace's strategy map."""

    goals: Goals

    @cached_property
    def by_id(self) -> Mapping[str, LinkRecord]:
        """The links by id."""
        return {record.id: record for record in self.goals.records.links}

    @cached_property
    def drivers(self) -> Mapping[str, frozenset[str]]:
        """Objectives by the one they drive."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for record in self.goals.records.links:
            found[record.driven].add(record.driver)
        return {driven: frozenset(drivers) for driven, drivers in found.items()}

    @cached_property
    def looping(self) -> frozenset[tuple[str, str]]:
        """Driver and driven of the links that lie on a loop."""
        return looping([(record.driver, record.driven) for record in self.goals.records.links])

    @cached_property
    def ends(self) -> frozenset[str]:
        """Objectives at an end of a link whose both ends are there."""
        whole = (
            link for link in self.goals.records.links if {link.driver, link.driven} <= self.goals.objectives.keys()
        )
        return frozenset(chain.from_iterable((link.driver, link.driven) for link in whole))
