"""The workspace out to files and in again."""
