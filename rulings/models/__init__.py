"""The reading's tables: what the record means, and what editors enter. Foreign keys point to ``dockets``, never back.

Called by every folder of ``rulings`` that reads or writes rows.
"""

from rulings.models.alerts import Channel, Delivery, Message, News, NewsMark
from rulings.models.annotation import Annotation, Reply
from rulings.models.api_token import ApiToken
from rulings.models.claim import Claim, Position, Repleading
from rulings.models.correction import Correction
from rulings.models.decision import Disposition, Hearing, Motion, Ruling
from rulings.models.desk import Assignment, DeskMark, HandOver
from rulings.models.editorial import Editorial
from rulings.models.event import Milestone, Reading, Reference, TextReading, TimelineEvent
from rulings.models.feed_key import FeedKey
from rulings.models.follow import Follow, Visit
from rulings.models.house_style import HouseStyle
from rulings.models.publication import PendingVersion, Publication, PublicChange, ReviewComment
from rulings.models.tracker import (
    Development,
    EditorsStatus,
    Matter,
    MatterDocket,
    MatterState,
    Tracker,
    TrackerCandidate,
    TrackerChange,
    TrackerColumn,
    TrackerExclusion,
    TrackerSearch,
    TrackerStatus,
    WatchedLine,
)
from rulings.models.wanted import WantedDocument

__all__ = [
    "Annotation",
    "ApiToken",
    "Assignment",
    "Channel",
    "Claim",
    "Correction",
    "Delivery",
    "DeskMark",
    "Development",
    "Disposition",
    "Editorial",
    "EditorsStatus",
    "FeedKey",
    "Follow",
    "HandOver",
    "Hearing",
    "HouseStyle",
    "Matter",
    "MatterDocket",
    "MatterState",
    "Message",
    "Milestone",
    "Motion",
    "News",
    "NewsMark",
    "PendingVersion",
    "Position",
    "PublicChange",
    "Publication",
    "Reading",
    "Reference",
    "Repleading",
    "Reply",
    "ReviewComment",
    "Ruling",
    "TextReading",
    "TimelineEvent",
    "Tracker",
    "TrackerCandidate",
    "TrackerChange",
    "TrackerColumn",
    "TrackerExclusion",
    "TrackerSearch",
    "TrackerStatus",
    "Visit",
    "WantedDocument",
    "WatchedLine",
]
