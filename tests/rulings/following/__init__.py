"""Tests of ``rulings.following``."""
