"""What can be new, and how soon a reader is told. Pure.

Values are stored in the database, sent to programs and used in addresses; labels are shown to people.
"""

from enum import StrEnum


class Topic(StrEnum):
    """What has happened. One piece of news has one or more: an order that sets a hearing has two."""

    NEW_CASE = "new_case"
    FILING = "filing"
    RULING = "ruling"
    HEARING = "hearing"
    DEADLINE = "deadline"
    CHANGED = "changed"
    DOCUMENT = "document"
    TRANSCRIPT = "transcript"
    CLAIM = "claim"
    ENDED = "ended"
    REOPENED = "reopened"
    APPEALED = "appealed"
    CORRECTION = "correction"
    NOTE = "note"


TOPIC_LABELS: dict[Topic, str] = {
    Topic.NEW_CASE: "A new case, or a related one, turns up",
    Topic.FILING: "Something is filed",
    Topic.RULING: "The court rules",
    Topic.HEARING: "A hearing is set, moved or called off",
    Topic.DEADLINE: "A hearing or deadline is near",
    Topic.CHANGED: "The court changes, completes or withdraws an entry",
    Topic.DOCUMENT: "A document can be had",
    Topic.TRANSCRIPT: "A transcript’s restriction ends",
    Topic.CLAIM: "Editors enter what a ruling did to a claim",
    Topic.ENDED: "The case ends",
    Topic.REOPENED: "The case is open again",
    Topic.APPEALED: "An appeal is taken",
    Topic.CORRECTION: "A correction is published",
    Topic.NOTE: "A note of the newsroom is published",
}

OF_A_CASE = frozenset(Topic) - {Topic.DOCUMENT}
"""What a reader who follows a case hears of unless they choose otherwise."""
OF_MANY_CASES = frozenset({Topic.NEW_CASE, Topic.RULING, Topic.ENDED, Topic.REOPENED, Topic.APPEALED})
"""The same for one who follows a person, a court or a tracker."""
OF_A_SEARCH = OF_MANY_CASES | {Topic.FILING}


USUAL_LEAD = 2
LEAD_LABELS = {1: "1 day before", 2: "2 days before", 3: "3 days before", 7: "7 days before"}
"""When a rule may tell of a hearing or a deadline."""


class Urgency(StrEnum):
    """How soon a reader is told."""

    NEVER = "never"
    NOW = "now"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


URGENCY_LABELS: dict[Urgency, str] = {
    Urgency.NEVER: "Only on the page of what I follow",
    Urgency.NOW: "At once",
    Urgency.HOURLY: "Every hour, on the hour",
    Urgency.DAILY: "Once a day",
    Urgency.WEEKLY: "Once a week",
}


class Held(StrEnum):
    """Why nobody is alerted to a piece of news. It stands on pages all the same."""

    NOT_HELD = ""
    OLD = "old"
    """Entries that are old when they come: a docket sheet brings what a feed had not told."""
    FIRST = "first"
    """Entries of a case that has just been brought in."""


HELD_LABELS: dict[Held, str] = {
    Held.OLD: "old when it came",
    Held.FIRST: "came with the case itself",
}
