"""A file on a drive as the hub."""
