"""`python -m quarterdeck`, and the installed command."""

from __future__ import annotations


def run() -> None:
    """Run the command line and leave with its exit code.

    At once: whatever had to be written is written and closed, and taking the interpreter down would only cost
    a tenth of a second.
    """
    import os
    import sys

    from quarterdeck.cli.main import main

    # What other packages hang into pydantic has no business with a plan, and looking for it takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            continue
    os._exit(code)


if __name__ == "__main__":
    run()
