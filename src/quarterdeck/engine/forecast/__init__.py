"""The forecast model, on plain numbers.

inputs (what it is computed from) → leads → funnel → capacity → revenue, costs → model (one run) → result (the
table). Scenarios, simulation and levers make other inputs and call `model.run` again.
"""
