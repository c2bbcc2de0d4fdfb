"""`python -m quarterdeck`, and the installed command."""

from __future__ import annotations


def run() -> None:
    """Run the command line and leave with its exit code."""
    import sys

    from quarterdeck.cli.main import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
