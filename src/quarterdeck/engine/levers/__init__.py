"""What would close a gap: each lever by itself through the whole model, ranked, and the best two together.

moves (what can be pulled, and how far) → solve (where it closes) → closing (the answers for one gap), reverse
(what each month must bring).
"""
