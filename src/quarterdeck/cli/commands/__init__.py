"""One module per command: `arguments(parser)` declares its words, `run(args)` gives the exit code."""
