"""The balance over the perspectives."""
