"""The record's tables: what courts publish. Nothing here knows what a filing means; that is ``rulings``.

Called by every folder of ``dockets`` and, through foreign keys, by ``rulings``.
"""

from dockets.models.audit import AuditEntry
from dockets.models.brought_file import BroughtFile
from dockets.models.court import Court
from dockets.models.docket import CaseStatus, Docket, DocketMerge, DocketRelation, DocketsApart
from dockets.models.document_file import DocumentFile
from dockets.models.filing import Document, Filing
from dockets.models.observation import IdentityDecision, Observation, Payload, Sheet
from dockets.models.page_mark import PageMark
from dockets.models.party import Attorney, Party, Representation
from dockets.models.reader_file import ReaderFile
from dockets.models.text import DocumentPage, DocumentText, TextRequest
from dockets.models.upkeep import UpkeepEntry
from dockets.models.watch import ImportRun, Source, WaitingFile, WebhookDelivery

__all__ = [
    "Attorney",
    "AuditEntry",
    "BroughtFile",
    "CaseStatus",
    "Court",
    "Docket",
    "DocketMerge",
    "DocketRelation",
    "DocketsApart",
    "Document",
    "DocumentFile",
    "DocumentPage",
    "DocumentText",
    "Filing",
    "IdentityDecision",
    "ImportRun",
    "Observation",
    "PageMark",
    "Party",
    "Payload",
    "ReaderFile",
    "Representation",
    "Sheet",
    "Source",
    "TextRequest",
    "UpkeepEntry",
    "WaitingFile",
    "WebhookDelivery",
]
