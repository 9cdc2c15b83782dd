"""The rules of both models: pure functions of numbers and dates, standard library only."""
