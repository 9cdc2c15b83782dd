"""Text formats, read and written."""
