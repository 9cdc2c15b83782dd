"""The visiting process, and the program's side of it."""
