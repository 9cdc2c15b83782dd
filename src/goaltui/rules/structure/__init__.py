"""Trees, graphs and the order among siblings."""
