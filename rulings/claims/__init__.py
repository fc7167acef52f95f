"""Claims, what each ruling did to them, and the matrix of both.

Called by views, exports, the desk and editorial files.
"""
