"""Prints figures as a table for people, and writes them as JSON for machines."""

import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench.figure import Figure

_WIDTH = 58
HEAD = f"{'':{_WIDTH}} {'median':>10} {'max':>9} {'cpu':>8} {'floor':>9} {'ratio':>7}   {'must':<12} {'goal':<16}"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def surroundings(postgres: str) -> str:
    """One line about the machine, without which figures mean nothing."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    return f"{machine}, Python {platform.python_version()}, PostgreSQL {postgres}, load {load()}"


def load() -> str:
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def line(figure: Figure) -> str:
    """One figure in the columns of ``HEAD``."""
    cells = f"{figure.name:{_WIDTH}} {_number(figure.value):>10} {_number(figure.worst):>9} {_number(figure.cpu):>8}"
    cells += f" {_number(figure.floor):>9} {_ratio(figure):>7}   {_must(figure):<12} {_goal(figure):<16}"
    return f"{cells} {figure.unit}{'  ' + figure.note if figure.note else ''}".rstrip()


def write_json(path: Path, figures: Sequence[Figure], head: str) -> None:
    rows = [asdict(figure) | {"holds": figure.holds} for figure in figures]
    path.write_text(json.dumps({"on": head, "figures": rows}, indent=1))


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.1f}" if value >= 1 else f"{value:.2f}"


def _ratio(figure: Figure) -> str:
    return f"x{figure.value / figure.floor:.1f}" if figure.floor else ""


def _must(figure: Figure) -> str:
    if figure.holds is None:
        return ""
    limit = f"<= {_number(figure.most)}" if figure.most is not None else f">= {_number(figure.least)}"
    return f"{limit} {'ok' if figure.holds else 'MISSED'}"


def _goal(figure: Figure) -> str:
    """The goal and the distance to it: "8 (x1.6)" is 60 % above the goal, "8 reached" has met it."""
    if not figure.goal:
        return ""
    far = figure.goal / figure.value if figure.least is not None else figure.value / figure.goal
    return f"{_number(figure.goal)} reached" if far <= 1 else f"{_number(figure.goal)} (x{far:.1f})"
