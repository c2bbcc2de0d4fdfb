"""Quarterdeck: a sales and marketing plan that computes, argues back and remembers."""

__version__ = "0.1.0"
