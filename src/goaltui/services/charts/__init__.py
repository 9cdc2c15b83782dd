"""Charts: the curves, the marks on them, and their drawing."""
