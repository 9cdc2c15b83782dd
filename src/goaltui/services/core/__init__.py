"""The workspace with a day of it, and the rows that every view is made of."""
