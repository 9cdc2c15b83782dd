"""The grade at the close, 0.0–1.0 in tenths: Measure What Matters (bands), Google's re:Work and its OKR playbook."""

from decimal import ROUND_HALF_UP, Decimal

from goaltui.model.enums import Ambition, Band
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass

YELLOW_FROM = Decimal("0.4")
GREEN_FROM = Decimal("0.7")


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade in tenths and its colour."""

    value: float
    band: Band


def grade(share: float) -> Grade:
    """Return the grade of a progress 0–1: rounded half up to a tenth before its colour is chosen."""
    tenths = Decimal(repr(share)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    band = Band.GREEN if tenths >= GREEN_FROM else Band.YELLOW if tenths >= YELLOW_FROM else Band.RED
    return Grade(float(tenths), band)


def promised(ambition: Ambition) -> float:
    """Return the grade that a kind of objective promises: committed 1.0, aspirational 0.7."""
    return 1.0 if ambition is Ambition.COMMITTED else float(GREEN_FROM)


def meets(value: float, ambition: Ambition) -> bool:
    """Return whether a grade is what its kind promises."""
    return value >= promised(ambition)


def hint(value: float, ambition: Ambition) -> str:
    """Return the question to ask at the close; empty where there is none."""
    if ambition is Ambition.COMMITTED and value < 1.0:
        return _("It was committed, so say what kept it from 1.0.")
    if ambition is Ambition.ASPIRATIONAL and value >= 1.0:
        return _("An aspirational objective at 1.0 may have been too safe.")
    return ""
