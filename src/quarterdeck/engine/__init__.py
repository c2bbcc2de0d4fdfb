"""WHAT FOLLOWS: pure functions from a plan and a day to everything that is computed from them.

`analysis.analyse(plan, today)` is the one call the other rooms make. Nothing here reads a file, a clock or
global randomness, and nothing here holds words for people: reasons and findings are keys of the messages.
"""
