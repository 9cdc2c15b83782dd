"""The time zone that the system's variable TZ names."""

import os
import time

from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _

_DAY = 86_400


def refuse_impossible_zone() -> None:
    """Raise Refused where TZ puts this place a whole day or more from UTC: no day can be told there."""
    if max(abs(time.timezone), abs(time.altzone)) >= _DAY:
        raise Refused(
            _(
                "TZ is '{zone}', which is a day or more from UTC; set one such as Europe/Stockholm, or none.",
                zone=os.environ.get("TZ", ""),
            )
        )
