"""How editors' words reach readers: states and the steps between them, the fields for them in forms, and the changes
of which readers are told.

Called by the folders that save notes, claims, rulings, plain language and milestones, and by their pages.
"""
