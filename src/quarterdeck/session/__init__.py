"""ONE EDITING: the only writer of a plan. Drafts, undo and redo, what is asked, saving. No screen."""
