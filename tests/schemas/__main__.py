"""Write the published schemas anew from what the commands write: `python -m tests.schemas`."""

import json
from pathlib import Path

import goaltui
from tests.schemas.inferred import ERROR, kinds_by_name, schema_of
from tests.schemas.outputs import written

FOLDER = Path(goaltui.__file__).parent / "cli" / "schemas"


def main() -> None:
    """Write a file for each command."""
    found = written()
    kinds = kinds_by_name(sample for samples in found.values() for sample in samples)
    schemas = {name: schema_of(name, samples, kinds) for name, samples in sorted(found.items())}
    for name, schema in {**schemas, "error": ERROR}.items():
        path = FOLDER / f"{name.replace(' ', '-')}.json"
        path.write_text(json.dumps(schema, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
