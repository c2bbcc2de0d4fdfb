"""WHERE IT LIVES: the plan's file and everything written beside it."""
