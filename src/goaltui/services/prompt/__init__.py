"""The status for a prompt, without the database: kept in a small file, renewed by every write and every start."""
