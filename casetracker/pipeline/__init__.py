"""Joins the two apps: import and then interpret, export both, load the sample.

Called by tasks and commands.
"""
