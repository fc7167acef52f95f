"""The site's account adapter without its look at where a log-in leads, by which ``bench.defences`` sees whether a test
would notice."""

from casetracker.accounts import adapter


class AccountAdapter(adapter.AccountAdapter):
    def is_safe_url(self, url: str) -> bool:
        return True
