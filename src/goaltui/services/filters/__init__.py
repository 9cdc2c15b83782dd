"""Which part of everything is asked for."""
