"""THE DOORS: the command line, one module per command, each loaded only when it is called."""
