"""The folder of payloads that tests read: written for the purpose, with invented people or with the sample case."""

from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
