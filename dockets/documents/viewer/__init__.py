"""The pages of a kept PDF as they look: their pictures, where their words stand, and how versions differ.

Called by views, and by the recognition of words in pictures. What a stranger's file needs runs in limited processes.
"""
