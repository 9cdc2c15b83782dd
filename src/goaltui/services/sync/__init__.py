"""A workspace that a team shares: opened, kept up to date, merged, moved and backed up."""
