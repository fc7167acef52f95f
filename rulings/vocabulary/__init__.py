"""The vocabulary that rules, models, exports and pages share: kinds, outcomes, relations, details; how a filing is
cited. Pure.

Every package of ``rulings`` may import it.
"""
