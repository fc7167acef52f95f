"""Measures how fast Casetracker is on the machine it runs on: ``uv run python -m bench``. See ``bench/README.md``.

Called by hand and by ``tests/bench``; nothing of the site imports it.
"""
