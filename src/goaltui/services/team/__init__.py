"""Teams and their people: what they own and what they owe."""
