"""The keys of the screens that open over a view, in sentences for the menu there."""

from collections.abc import Mapping

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "Cycles": {
        "Enter": "Show the goals of the cycle under the cursor, or of all that are marked.",
        "Space": "Mark the cycle under the cursor, to see it together with others.",
        "p": "Plan the cycle: drafts, what the checks say of them, and the beginning.",
        "x": "Close the cycle: grade its objectives, say why and what was learnt. Finish, end.",
        "n": "Make the cycle that follows: the next quarter. New, add, create.",
        "v": "Draw all objectives of the cycle side by side. Graph, chart.",
        "u": "Undo your latest change. Take back, revert.",
    },
    "People": {"Enter": "Show only what is theirs, on every view. Filter, owner."},
    "Structure": {
        "Enter": "Edit what is under the cursor. Change, rename.",
        "a": "Add a perspective, theme, cycle, team or person. New, create.",
        "d": "Delete what is under the cursor, after saying what depends on it. Remove.",
        "J": "Move the perspective down. Order, sort.",
        "I": "Move the perspective up. Order, sort.",
        "u": "Undo your latest change. Take back, revert.",
    },
    "Records": {
        "Enter": "Go to what the record is about.",
        "Space": "Mark the note as done, or open again. Complete, tick.",
        "e": "Edit the words of the record. Change, reword.",
        "d": "Delete the record; undo brings it back. Remove.",
        "u": "Undo your latest change. Take back, revert.",
        "Tab": "Show one kind alone: decisions, learnings, obstacles, data gaps; then all again.",
        "/": "Find records by their words. Search.",
        "o": "Show only what is still open, or everything again.",
    },
    "Health": {
        "Enter": "Go to the place of the finding.",
        "x": "Switch the check on or off, for everybody who uses this workspace. Disable, enable, ignore.",
        "e": "Change the threshold of the check. Limit.",
    },
    "Review": {
        "Enter": "Go on to the next item of the agenda.",
        "d": "Note what was decided. Decision.",
        "a": "Note what is to be done, by whom, until when. Action, task.",
        "c": "Check in on the item. Value, update.",
        "w": "End the review and write its minutes. Protocol, finish, save.",
        "l": "Note what was learnt. Learning.",
        "o": "Note what stands in the way. Obstacle, blocker.",
    },
    "Round": {
        "Enter": "Save the line and go on to the next that is due.",
        "Tab": "Go to the confidence, with the last one where none is typed.",
        "↑": "Go back to the one before, to correct it.",
        "↓": "Skip this one; it stays due.",
        "F2": "Show what is due: mine, my team's, everybody's.",
        "u": "Undo the whole round.",
    },
    "Plan": {
        "a": "Add a draft, or a key result of the draft under the cursor. New, create.",
        "e": "Edit the draft or key result under the cursor. Change.",
        "c": "Say how sure you are that the key result is reached, 0 to 10.",
        "b": "Begin all drafts, after a warning about what is missing. Start.",
        "u": "Undo your latest change. Take back, revert.",
        "Enter": "Go to what is under the cursor.",
    },
    "Close": {
        "Enter": "Save the answer and go on to the next question.",
        "↑": "Go back to the question before.",
        "↓": "Skip this objective for now.",
        "F2": "Carry over to another cycle.",
        "F3": "Check in on the objective's key results first.",
        "u": "Open again what was closed just now.",
    },
    "Manual": {
        "Enter": "Read the page under the cursor.",
        "Tab": "Go from the contents to the page, or back.",
        "/": "Search all pages by words. Find.",
    },
    "Chart": {"← →": "Walk through the check-ins; their notes stand below."},
    "Charts": {"← → ↑ ↓": "Walk through the charts.", "Enter": "Open the chart of this objective."},
    "Balance": {"↑ ↓": "Move through the lines."},
}
"""By the name of the screen and the key as people write it; one that is not here says what its label says.
What follows the first sentence are other words for it."""
