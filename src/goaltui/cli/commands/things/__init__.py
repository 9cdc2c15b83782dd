"""What is done with things, whatever kind they are: shown, set, deleted, found, checked in by many lines."""
