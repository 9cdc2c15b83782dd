"""A workspace as TOML, out and in."""
