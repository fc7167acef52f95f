"""What the audit log stores of each kind of row that editors write: its snapshot, and how a row is deleted with its
entry.

Called by all modules that save editors' work.
"""
