"""Teams and their people: owned goals and due check-ins."""
