"""What is known of a case as a whole: its status and what it rests on, its stages, what is pending, what is not known.

Called by ``rulings.interpret.docket``, which stores it; pages, exports and the API show it. Rows in, JSON out; no
query."""
