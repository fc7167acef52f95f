"""What waits for an editor and who has taken it, plain-language texts, milestones and documents' texts.

Called by views, editorial files and audit.
"""
