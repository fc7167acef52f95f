"""How the site behaves with 200,000 dockets and 5 million filings: rows made up by multiplying a few real imports, then
every kind of page, measured at two sizes. Called as ``python -m bench.scale``."""
