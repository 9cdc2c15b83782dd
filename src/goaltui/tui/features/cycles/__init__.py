"""The list of cycles."""
