"""WHAT REALLY HAPPENED: the quarter looked back on, as a part of the report.

Results against what was promised, where the difference comes from, what the forecast's assumptions are worth
now, how good the forecasts were, what to do with each channel, and who opens and who closes.
"""
