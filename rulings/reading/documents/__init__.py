"""What the text of a document itself says: the claims of a pleading, an order's sentences, judge and standard. Pure.

Called by ``rulings.claims``, which proposes it to editors.
"""
