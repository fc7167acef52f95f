"""How fast Casetracker is, on the machine it is run on: ``uv run python -m bench``. See ``bench/README.md``."""
