"""Closing a quarter on the screen: five stages on one screen, which can be left at any point."""
