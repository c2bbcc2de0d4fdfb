"""Styles that several widgets draw with, in the theme's own names."""

from __future__ import annotations

from typing import Final

LIT: Final = "$block-cursor-foreground on $block-cursor-background $block-cursor-text-style"
"""Where the cursor is."""
PILL: Final = "$pill-text on $pill $pill-style"
"""Something that can be pressed, or a cursor whose widget is not in use."""
PILL_KEY: Final = "$pill-key on $pill bold $pill-style"
"""The key on a button."""
