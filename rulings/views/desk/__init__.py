"""``/desk/``: what needs an editor, which editor is responsible for which case, the audit log, plain-language texts.

Called by urls alone.
"""
