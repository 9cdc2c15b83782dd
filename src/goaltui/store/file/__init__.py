"""The file of a database: checked, opened, copied, and what can be saved of a damaged one."""
