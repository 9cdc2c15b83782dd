"""Every command once, and what of them the footer shows."""
