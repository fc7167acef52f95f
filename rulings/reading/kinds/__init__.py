"""What a filing is: its kind, what it is about, whether it is routine, its attachments. Pure.

Called by ``reading.filing``; attachments by views.
"""
