"""Pages of the documents that editors want: the list, and the form for one.

Called by the app's addresses.
"""
