"""The commands on things of any kind: show, set, delete, find, check in by many lines."""
