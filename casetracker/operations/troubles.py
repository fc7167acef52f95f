"""What an admin should see to, in sentences. Called by the page for admins and by the mail about outages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from casetracker.operations import condition, marks, waiting
from dockets.format.print_style import format_age

DAY = timedelta(days=1)
LOST_WITHIN = timedelta(hours=1)
"""A worker that went without a word is a trouble for so long, if others do its work; so is a page that broke."""
MAIL, IMPORTS, PAGES, WORKER = "mail", "imports", "pages", "worker "


@dataclass(frozen=True, slots=True)
class Trouble:
    """``key``: the same for as long as it lasts: the name of a part of the site, one of the words above, or ``WORKER``
    with the worker's name."""

    key: str
    said: str


def list_troubles(parts: Sequence[condition.Part], now: datetime) -> Sequence[Trouble]:
    """Everything that is amiss. ``parts``: as ``condition.check_parts`` has just found them; without a database that
    answers, its own alone."""
    found = [Trouble(part.name, part.trouble) for part in parts if part.trouble]
    left = read_known_marks(parts, now)
    found += _list_lost_workers(left, now)
    found += _list_broken(left, now)
    if any(trouble.key == "database" for trouble in found):
        return found
    if failed := waiting.count_failed_imports(now - DAY):
        were = "import was" if failed == 1 else "imports were"
        told = f"{failed} {were} given up or refused without a person within a day: see the imports’ history."
        found.append(Trouble(IMPORTS, told))
    return found


def read_known_marks(parts: Sequence[condition.Part], now: datetime) -> marks.Marks:
    """Nobody's, where the broker does not answer."""
    is_away = any(part.name == "broker" and part.trouble for part in parts)
    return marks.Marks(None, None, ()) if is_away else marks.read_marks(now)


def _list_lost_workers(left: marks.Marks, now: datetime) -> Iterator[Trouble]:
    for worker in left.workers:
        if marks.STALE <= now - worker.at < LOST_WITHIN:
            told = f"The worker {worker.name} is gone: it was not told to stop. Look at its log."
            yield Trouble(f"{WORKER}{worker.name}", told)


def _list_broken(left: marks.Marks, now: datetime) -> Iterator[Trouble]:
    others = left.others
    if marks.BROKEN in others and now - others[marks.BROKEN][0] < LOST_WITHIN:
        at, details = others[marks.BROKEN]
        told = f"The page “{details.get('view')}” broke {format_age(at, now)}: the web server’s log has why."
        yield Trouble(PAGES, told)
    if marks.MAIL_FAILED in others and (
        marks.MAIL_SENT not in others or others[marks.MAIL_FAILED][0] > others[marks.MAIL_SENT][0]
    ):
        at, details = others[marks.MAIL_FAILED]
        yield Trouble(MAIL, f"A mail could not be sent {format_age(at, now)}: {details.get('why')}")
