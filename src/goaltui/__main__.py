"""The entry point: what is asked decides what is imported."""

import sys


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    from goaltui.cli.entry import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
