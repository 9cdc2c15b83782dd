"""The template of the settings file: every setting with its meaning, none of them set."""

TEMPLATE = """\
# The settings of goaltui. You write this file; the program only adds a team that you join.
# Take the # away in front of a setting to use it. goaltui config tells what is in force.

# Who writes, and whose "mine" is; else the system's user name.
# author = "anna"

# The database of whoever names none with --db or GOALTUI_DB.
# database = "~/goals.db"

# The theme of the screen.
# theme = "textual-dark"

# Signs: unicode, or ascii for terminals and fonts without them.
# glyphs = "unicode"

# auto works in place on a local disk; exchange works on a replica wherever the database lies.
# sharing = "auto"

# Other keys for commands; goaltui config lists the commands.
# [keys]
# find = "#"
"""
