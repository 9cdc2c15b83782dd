"""Make the tables of the manual anew: `python -m tests.manual`."""

from tests.manual.generated import pages_made_anew

for path, text in pages_made_anew().items():
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        print(path.name)
