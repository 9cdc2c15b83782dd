"""The difference between a file and the workspace."""
