"""The reading: what the record means. Foreign keys point to ``dockets``, never the other way."""

from rulings.models.annotation import Annotation, AnnotationVersion, Reply
from rulings.models.claim import Claim, Position, Repleading
from rulings.models.decision import Disposition, Hearing, Motion, Ruling
from rulings.models.desk import Assignment, DeskMark
from rulings.models.edit import Edit
from rulings.models.editorial import Editorial
from rulings.models.event import Milestone, Reading, Reference, TextReading, TimelineEvent
from rulings.models.feed_key import FeedKey
from rulings.models.follow import Follow
from rulings.models.visit import Visit

__all__ = [
    "Annotation",
    "AnnotationVersion",
    "Assignment",
    "Claim",
    "DeskMark",
    "Disposition",
    "Edit",
    "Editorial",
    "FeedKey",
    "Follow",
    "Hearing",
    "Milestone",
    "Motion",
    "Position",
    "Reading",
    "Reference",
    "Repleading",
    "Reply",
    "Ruling",
    "TextReading",
    "TimelineEvent",
    "Visit",
]
