"""The beginning of a workspace: first questions, templates and the guide."""
