"""The forecast as ranges and chances.

dice (the only chance there is) → draws (each uncertain input once per run) → course (what the lags make of
leads and of what is under way) → block (some hundred runs at once, month by month) → run (the whole, in
small steps) → result (bands and chances).

Every uncertain input is drawn once per run from its range, not afresh each month: that would make the future
look far surer than it is. A shared market factor lets good and bad fortune come together. On top of it comes
plain chance: leads arrive as they please, and of ten conversations it is not always two that are won.
"""
