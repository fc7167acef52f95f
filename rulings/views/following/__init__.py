"""Pages of following: what a reader follows, by which rule and through which channels they are told of it.

Called by ``rulings.urls``; ``tags`` by templates.
"""
