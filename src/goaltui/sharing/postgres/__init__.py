"""A PostgreSQL server as the hub."""
