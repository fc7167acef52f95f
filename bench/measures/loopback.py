"""Settings of the bench's worker: the site's own, and courts' feeds may be on this machine."""

from casetracker.settings import *  # noqa: F403

FETCH_ALLOW_LOOPBACK = True
