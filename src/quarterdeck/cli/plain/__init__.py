"""PLAIN PROMPTS: the wizard's questions as lines of text, for screen readers, simple terminals and pipes.

Nothing is redrawn, everything is numbered, and each answer goes through the same session as in the wizard.
"""
