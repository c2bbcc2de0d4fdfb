"""THE FORM: one page or one row of a plan, drawn from its declarations and edited in the session."""
