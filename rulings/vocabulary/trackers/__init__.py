"""The words of trackers: where a dispute stands, columns, kinds of changes. Pure. Called by the models, by
``rulings.trackers`` and by its pages.
"""
