"""Numbers and days as people type them."""
