"""A workspace as text sees it: everything that stands, and every check-in, oldest first."""

from typing import NamedTuple

from goaltui.model.records import CheckInRecord, Records


class Whole(NamedTuple):
    """The records of the last day there is, so that nothing is left out, and the check-ins in order."""

    records: Records
    check_ins: tuple[CheckInRecord, ...]
