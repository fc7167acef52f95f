"""Pictures: SVG written here, PNG made of it, one palette, one type family. Their content comes from the callers.

Called by the share card (``timeline``) and the claims picture (``exports``).
"""
