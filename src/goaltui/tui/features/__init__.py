"""Features, a folder each: screen, list, and handlers of the commands."""
