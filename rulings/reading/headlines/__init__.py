"""The headline of a filing, which is shown, and its short title, by which rules compare filings. Pure.

Called by ``reading.filing``.
"""
