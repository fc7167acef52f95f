"""One digest of everything that the site answers, to compare before and after a change: ``python -m bench.outputs``.

Called from the command line alone.
"""
