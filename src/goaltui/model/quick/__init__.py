"""Light stand-ins for parts of the standard library, at almost no cost for a start."""
