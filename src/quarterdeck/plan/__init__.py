"""WHAT A PLAN IS: frozen models, one module per step; typed fields; references; text <-> value."""
