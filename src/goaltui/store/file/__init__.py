"""The file of a database: its checks, its opening, copies of it, and the salvage of a damaged one."""
