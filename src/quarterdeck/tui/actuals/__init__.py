"""WHAT REALLY HAPPENED, on screens: a grid to type it in, a file looked at before it is taken over."""
