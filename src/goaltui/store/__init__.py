"""One database: journal, projections, reads."""
