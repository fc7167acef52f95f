"""The account of a whole case: its sources, its course, its last ruling, and the ledger that is stored.

``test_laws`` holds what is so of every docket, and ``test_counter_examples`` what was once told wrongly of some."""
