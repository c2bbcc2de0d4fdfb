"""WHICH STEPS: the pages of the wizard, in order."""
