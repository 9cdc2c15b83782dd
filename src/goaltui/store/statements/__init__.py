"""What is asked at every start, as text that was made of the tables once: `texts.py` is written by `make_texts.py`."""
