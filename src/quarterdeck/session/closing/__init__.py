"""CLOSING A QUARTER: what is promised when it begins, and what becomes of everything when it ends. Pure.

`baseline` freezes by itself what a quarter promises. `guards` says whether one can be closed today. `facts`
is what is known of the quarter that ends; `items` asks of everything in the plan what becomes of it, each
with a suggestion and why; `roll` makes the next plan and the snapshot of plan and choices.
"""
