"""Editors' knowledge of a case, imported from a JSON file.

Called by the command ``import_reading`` and by the sample.
"""
