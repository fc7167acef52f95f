"""Pages of trackers: for readers the list, a tracker, one of its rows, its log of changes and what is taken away; for
editors the forms. Called by ``rulings.urls`` alone.
"""
