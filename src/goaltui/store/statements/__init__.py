"""The statements of every start, as text made once of the tables: `make_texts.py` writes `texts.py`."""
