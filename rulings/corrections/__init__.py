"""Corrections of what a machine read: what it says now, saving and taking back, as labels for better rules.

Called by the views and by commands.
"""
