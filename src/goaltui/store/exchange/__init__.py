"""Changes of other journals: merged, taken in from a copy of the file, exchanged with the hub."""
