"""HTML rendered without a template: the lines of a timeline, Markdown of notes, cited law.

Called by timeline, notes and views.
"""
