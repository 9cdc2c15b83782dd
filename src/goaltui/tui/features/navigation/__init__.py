"""Switch views, travel in time, filter."""
