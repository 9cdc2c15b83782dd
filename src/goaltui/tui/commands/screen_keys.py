"""The keys of each screen that opens over a view: the sentence of each key for the menu."""

from collections.abc import Mapping

from goaltui.model.quick.translation import N_

_SORT = N_("Sort the list by a column, then the other way, then not; a click on its name does too. Order, arrange.")
SENTENCES: Mapping[str, Mapping[str, str]] = {
    "Cycles": {
        "Enter": N_("Show the goals of the cycle under the cursor, or of all that are marked."),
        "Space": N_("Mark the cycle under the cursor, to see it together with others."),
        "p": N_("Plan the cycle: drafts, what the checks say of them, and the beginning."),
        "x": N_("Close the cycle: grade its objectives, say why and what was learnt. Finish, end."),
        "n": N_("Make the cycle that follows: the next quarter. New, add, create."),
        "v": N_("Draw all objectives of the cycle side by side. Graph, chart."),
        "u": N_("Undo your latest change. Take back, revert."),
        "O": _SORT,
    },
    "People": {
        "Enter": N_("Show only what is theirs, on every view. Filter, owner."),
        "t": N_("Show the page of the team: what it owns, with its progress and score."),
        "O": _SORT,
    },
    "Structure": {
        "Enter": N_("Edit what is under the cursor. Change, rename."),
        "a": N_("Add a perspective, theme, cycle, team or person. New, create."),
        "d": N_("Delete what is under the cursor, after saying what depends on it. Remove."),
        "J": N_("Move the perspective down. Order, sort."),
        "I": N_("Move the perspective up. Order, sort."),
        "u": N_("Undo your latest change. Take back, revert."),
    },
    "Records": {
        "Enter": N_("Go to what the record is about."),
        "Space": N_("Mark the note as done, or open again. Complete, tick."),
        "e": N_("Edit the words of the record. Change, reword."),
        "d": N_("Delete the record; undo brings it back. Remove."),
        "u": N_("Undo your latest change. Take back, revert."),
        "Tab": N_("Show one kind alone: decisions, learnings, obstacles, data gaps; then all again."),
        "/": N_("Find records by their words. Search."),
        "o": N_("Show only what is still open, or everything again."),
        "O": _SORT,
    },
    "Health": {
        "Enter": N_("Go to the place of the finding."),
        "x": N_("Switch the check on or off, for everybody who uses this workspace. Disable, enable, ignore."),
        "e": N_("Change the threshold of the check. Limit."),
        "O": _SORT,
    },
    "Review": {
        "Enter": N_("Go on to the next item of the agenda."),
        "d": N_("Note what was decided. Decision."),
        "a": N_("Note what is to be done, by whom, until when. Action, task."),
        "c": N_("Check in on the item. Value, update."),
        "w": N_("End the review and write its minutes. Protocol, finish, save."),
        "l": N_("Note what was learnt. Learning."),
        "o": N_("Note what stands in the way. Obstacle, blocker."),
    },
    "Round": {
        "Enter": N_("Save the line and go on to the next that is due."),
        "Tab": N_("Go to the confidence, with the last one where none is typed."),
        "↑": N_("Go back to the one before, to correct it."),
        "↓": N_("Skip this one; it stays due."),
        "F2": N_("Show what is due: mine, my team's, everybody's."),
        "u": N_("Undo the whole round."),
    },
    "Plan": {
        "a": N_("Add a draft, or a key result of the draft under the cursor. New, create."),
        "e": N_("Edit the draft or key result under the cursor. Change."),
        "c": N_("Say how sure you are that the key result is reached, 0 to 10."),
        "b": N_("Begin all drafts, after a warning about what is missing. Start."),
        "u": N_("Undo your latest change. Take back, revert."),
        "Enter": N_("Go to what is under the cursor."),
    },
    "Close": {
        "Enter": N_("Save the answer and go on to the next question."),
        "↑": N_("Go back to the question before."),
        "↓": N_("Skip this objective for now."),
        "F2": N_("Carry over to another cycle."),
        "F3": N_("Check in on the objective's key results first."),
        "u": N_("Open again what was closed just now."),
    },
    "Manual": {
        "Enter": N_("Read the page under the cursor."),
        "Tab": N_("Go from the contents to the page, or back."),
        "/": N_("Search all pages by words. Find."),
    },
    "Chart": {"← →": N_("Walk through the check-ins; their notes stand below.")},
    "Charts": {"← → ↑ ↓": N_("Walk through the charts."), "Enter": N_("Open the chart of this objective.")},
    "Balance": {"↑ ↓": N_("Move through the lines.")},
}
"""By the name of the screen and the key as people write it; one that is not here says what its label says.
What follows the first sentence are other words for it."""
