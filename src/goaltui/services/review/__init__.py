"""The review and its minutes."""
