"""Compiled code for the processes that tests start. Called by the hooks of ``tests.conftest``."""

import os
import sys
from pathlib import Path

import pytest


def keep_bytecode(config: pytest.Config, fallback: Path) -> None:
    """Python compiles a module once, also where the environment forbids to keep what was compiled
    (``PYTHONDONTWRITEBYTECODE``, as images of containers have it): it is kept in pytest's cache, away from the sources.

    Without it each of the programs that tests start compiles Django, Celery and the site for itself, which takes twice
    as long as all else that it does to start. ``fallback``: a folder for it where pytest is told to have no cache.
    """
    if not sys.dont_write_bytecode:
        return
    folder = config.cache.mkdir("bytecode") if hasattr(config, "cache") and config.cache else fallback / "bytecode"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(folder)
    sys.dont_write_bytecode = False
