"""The fields of the entities as plain data: validation and defaults without the libraries that declare them."""
