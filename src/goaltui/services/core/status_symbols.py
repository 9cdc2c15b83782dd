"""Symbol and style of each status, the same on the screen and in the shell; a colour never stands alone."""

from goaltui.model.enums import Band, Status

STATUS_MARK = {
    Status.ON_TRACK: "●",
    Status.BEHIND: "◐",
    Status.AT_RISK: "○",
    Status.OUTDATED: "◌",
    Status.PENDING: "–",
    Status.CLOSED: "■",
}
STATUS_MARK_ASCII = {
    Status.ON_TRACK: "*",
    Status.BEHIND: "~",
    Status.AT_RISK: "o",
    Status.OUTDATED: "?",
    Status.PENDING: "-",
    Status.CLOSED: "x",
}
STATUS_STYLE = {
    Status.ON_TRACK: "green",
    Status.BEHIND: "yellow",
    Status.AT_RISK: "red",
    Status.OUTDATED: "yellow",
    Status.PENDING: "dim",
    Status.CLOSED: "dim",
}
BAND_STATUS = {Band.GREEN: Status.ON_TRACK, Band.YELLOW: Status.BEHIND, Band.RED: Status.AT_RISK}
"""The status whose mark and style a band has."""
BAND_MARK = {band: STATUS_MARK[status] for band, status in BAND_STATUS.items()}
BAND_MARK_ASCII = {band: STATUS_MARK_ASCII[status] for band, status in BAND_STATUS.items()}
BAND_STYLE = {band: STATUS_STYLE[status] for band, status in BAND_STATUS.items()}
