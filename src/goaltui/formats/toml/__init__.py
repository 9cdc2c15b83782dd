"""A workspace as TOML, written and read."""
