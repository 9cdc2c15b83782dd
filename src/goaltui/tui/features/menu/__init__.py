"""One menu of what can be done here."""
