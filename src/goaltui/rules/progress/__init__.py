"""Progress over time: the value, expectation, forecast and grade of a key result."""
