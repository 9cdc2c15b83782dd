"""Answers to command lines that cannot be carried out as they were typed."""
