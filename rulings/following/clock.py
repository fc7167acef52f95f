"""When something that is new now is sent: by the follower's urgency, their clock and their quiet hours. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rulings.vocabulary.topics import Urgency

BURST = timedelta(hours=1)
"""Of what comes to one channel from one case, the first is sent at once; the rest wait until this is over, together."""


@dataclass(frozen=True, slots=True)
class Clock:
    """By which a channel sends. Times of day are on the wall clock of ``zone``."""

    zone: ZoneInfo
    digest_at: time = time(8)
    digest_day: int = 0
    """Of a weekly digest; 0 is Monday."""
    quiet_from: time | None = None
    quiet_to: time | None = None


def find_due_time(now: datetime, urgency: Urgency, clock: Clock, latest: datetime | None = None) -> datetime:
    """When it is to be sent, in UTC; never before ``now`` nor in quiet hours. ``latest``: when the channel was, or will
    be, sent the latest of this case at once; None: never. Raises ``ValueError`` where it is never sent."""
    match urgency:
        case Urgency.NOW:
            due = _after_burst(now, latest)
        case Urgency.HOURLY:
            due = _next_hour(now, clock.zone)
        case Urgency.DAILY:
            due = next(moment for moment in _moments(now, clock.digest_at, clock.zone) if moment > now)
        case Urgency.WEEKLY:
            due = _next_weekday(now, clock)
        case Urgency.NEVER:
            raise ValueError("What is never sent is due at no time.")
    return _after_quiet(due, clock)


def _after_burst(now: datetime, latest: datetime | None) -> datetime:
    if latest is None or latest + BURST <= now:
        return now.astimezone(UTC)
    return max(latest, now) if latest > now else latest + BURST


def _next_hour(now: datetime, zone: ZoneInfo) -> datetime:
    """The next full hour on that wall clock, which in some zones is half past in others."""
    local = now.astimezone(zone)
    past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return (now - past + timedelta(hours=1)).astimezone(UTC)


def _next_weekday(now: datetime, clock: Clock) -> datetime:
    days = _moments(now, clock.digest_at, clock.zone)
    return next(
        moment for moment in days if moment > now and moment.astimezone(clock.zone).weekday() == clock.digest_day
    )


def is_quiet(moment: datetime, clock: Clock) -> bool:
    """Whether the wall clock stands in the quiet hours then."""
    if clock.quiet_from is None or clock.quiet_to is None or clock.quiet_from == clock.quiet_to:
        return False
    at = moment.astimezone(clock.zone).time()
    if clock.quiet_from < clock.quiet_to:
        return clock.quiet_from <= at < clock.quiet_to
    return at >= clock.quiet_from or at < clock.quiet_to


def _after_quiet(due: datetime, clock: Clock) -> datetime:
    """Where clocks are put back, the end of the quiet hours may come twice: the first that is not quiet counts."""
    if clock.quiet_to is None or not is_quiet(due, clock):
        return due
    ends = _moments(due, clock.quiet_to, clock.zone)
    return next(moment for moment in ends if moment > due and not is_quiet(moment, clock))


def _moments(start: datetime, at: time, zone: ZoneInfo) -> Iterator[datetime]:
    """When the wall clock shows ``at``, in order, from the day before ``start`` on. A time that is left out where
    clocks are put forward counts as an hour later; one that comes twice is given twice."""
    day = start.astimezone(zone).date() - timedelta(days=1)
    for ahead in range(16):
        yield from _on_day(day + timedelta(days=ahead), at, zone)


def _on_day(day: date, at: time, zone: ZoneInfo) -> list[datetime]:
    there = {datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1)}
    shown = [moment for moment in sorted(there) if moment.astimezone(zone).time().replace(fold=0) == at]
    return shown or [max(there)]
