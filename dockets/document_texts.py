"""Keeps the texts of documents: written page by page through the same door of privacy as docket texts, let go and put back, and
taken along when a filing turns out to be another one. Who did what is accounted for by whoever calls (``rulings.enter_texts``).
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import connection, transaction

from dockets import homes, prepared
from dockets.extract import Extracted
from dockets.masking import RULES
from dockets.models import Docket, Document, DocumentPage, DocumentText, Filing
from dockets.privacy import personal_numbers

_BATCH = 100
"""Pages written in one statement."""


@dataclass(frozen=True, slots=True)
class Came:
    """Where a text is from: ``DocumentText.Origin``, the file's name or the document's id there, and its bytes."""

    origin: str
    name: str
    body: bytes


def store(filing_id: int, number: int, found: Extracted, came: Came, *, by: User, now: datetime) -> DocumentText:
    """The text of document ``number`` of a filing, or of what that turned out to be; what stood there goes. The same file again
    changes nothing, unless it is read otherwise now. Raises ``Filing.DoesNotExist``."""
    with transaction.atomic():
        filing = hold(filing_id)
        sha256 = hashlib.sha256(came.body).hexdigest()
        at_document = DocumentText.objects.filter(filing=filing, document_number=number)
        pages = public(found.pages, private=filing.docket.prints_homes)
        same = at_document.shown().filter(sha256=sha256).first()
        if same and list(same.pages.values_list("words", flat=True)) == pages:
            return same
        at_document.filter(gone_at=None).update(gone_at=now, shown=False)
        document = Document.objects.filter(filing=filing, number=number).first()
        row = DocumentText.objects.create(
            filing=filing, document_number=number, made_on=filing, made_as=number,
            pacer_doc_id=document.pacer_doc_id if document else "", origin=came.origin, name=came.name[:400], sha256=sha256,
            page_count=len(pages), is_paged=found.is_paged, characters=sum(map(len, pages)),
            masked_by=RULES, by=by, by_name=(by.get_full_name() or by.get_username())[:150], at=now,
        )  # fmt: skip
        rows = (DocumentPage(text=row, number=place, words=words) for place, words in enumerate(pages, 1))
        DocumentPage.objects.bulk_create(rows, batch_size=_BATCH)
    return row


def public(pages: Sequence[str], *, private: bool) -> list[str]:
    """Without numbers of persons, and where courts print homes (``private``) without those. A number is known by what stands
    before it, also where that is the last word of the page before."""
    clean = personal_numbers("\f".join(pages))
    return (homes.withheld(clean) if private else clean).split("\f")


def let_go(text_id: int, *, now: datetime) -> DocumentText:
    """Takes a text out of every page and every search, and with it those that it stood before: else the next merge would show
    one of them. ``put_back`` is the undo. Raises ``DocumentText.DoesNotExist``."""
    with transaction.atomic():
        row = _text_held(text_id)
        standing = DocumentText.objects.filter(filing=row.filing_id, document_number=row.document_number, gone_at=None)
        (standing if row.shown else standing.filter(pk=text_id)).update(gone_at=now, shown=False)
        row.refresh_from_db()
    return row


def put_back(text_id: int, *, now: datetime) -> DocumentText:
    """Makes a text that went that of its document again; what stands there goes. Raises ``DocumentText.DoesNotExist``."""
    with transaction.atomic():
        row = _text_held(text_id)
        others = DocumentText.objects.filter(filing=row.filing_id, document_number=row.document_number, gone_at=None)
        others.exclude(pk=row.pk).update(gone_at=now, shown=False)
        row.gone_at, row.shown = None, True
        row.save(update_fields=["gone_at", "shown"])
    return row


def withhold(docket: Docket) -> None:
    """Takes people's homes out of the texts of a docket of which it turned out that courts print them there."""
    for key in list(DocumentText.objects.filter(filing__docket=docket).order_by("pk").values_list("pk", flat=True)):
        mask_again(key, private=True)


def behind() -> Iterator[DocumentText]:
    """The texts that were masked by older rules, also those that were taken away."""
    last = 0
    rows = DocumentText.objects.filter(masked_by__lt=RULES).select_related("filing__docket").order_by("pk")
    rows = rows.defer("filing__search", "filing__docket__search")
    while row := rows.filter(pk__gt=last).first():
        last = row.pk
        yield row


def mask_again(text_id: int, *, private: bool) -> bool:
    """Takes out of a text what is not to be kept by today's rules, and notes that. Whether there was anything. ``private`` as
    ``public`` takes it. Notes on its passages follow once the docket is read (``rulings.interpret.anchored``)."""
    with transaction.atomic():
        row = DocumentText.objects.select_for_update(of=("self",)).filter(pk=text_id).first()
        if row is None:
            return False
        pages = list(row.pages.defer("search").order_by("number"))
        clean = public([page.words for page in pages], private=private)
        changed = [(page, words) for page, words in zip(pages, clean, strict=True) if page.words != words]
        for page, words in changed:
            DocumentPage.objects.filter(pk=page.pk).update(words=words)
        row.characters, row.masked_by, row.revision = sum(map(len, clean)), RULES, row.revision + bool(changed)
        row.save(update_fields=["characters", "masked_by", "revision"])
    return bool(changed)


_FOLLOW = """WITH RECURSIVE walk(id, at) AS (
 SELECT t.id, t.made_on_id FROM dockets_documenttext t JOIN dockets_filing f ON f.id = t.made_on_id WHERE f.docket_id = %s
 UNION ALL SELECT w.id, f.merged_into_id FROM walk w JOIN dockets_filing f ON f.id = w.at WHERE f.merged_into_id IS NOT NULL
), placed AS (
 SELECT t.id, f.id AS at, t.at AS came, t.gone_at, coalesce((SELECT min(d.number) FROM dockets_document d
  WHERE d.filing_id = f.id AND d.pacer_doc_id = t.pacer_doc_id AND d.pacer_doc_id <> ''), t.made_as) AS number
 FROM walk w JOIN dockets_filing f ON f.id = w.at AND f.merged_into_id IS NULL JOIN dockets_documenttext t ON t.id = w.id
), told AS (
 SELECT id, at, number, gone_at IS NULL AND row_number() OVER
  (PARTITION BY at, number, gone_at IS NULL ORDER BY came DESC, id DESC) = 1 AS shown FROM placed
)
UPDATE dockets_documenttext t SET filing_id = told.at, document_number = told.number, shown = told.shown FROM told
WHERE told.id = t.id AND (t.filing_id, t.document_number, t.shown) IS DISTINCT FROM (told.at, told.number, told.shown)"""


_ANY = """SELECT EXISTS (SELECT FROM dockets_documenttext t JOIN dockets_filing f ON f.id = t.made_on_id
WHERE f.docket_id = %s)"""


def follow(docket_id: int) -> None:
    """Brings the texts of a docket to where their documents stand now. A part of ``merge_filings``: most dockets have none, and
    that is known sooner than where they would stand."""
    if not prepared.rows(_ANY, [docket_id])[0][0]:
        return
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, [docket_id])


def hold(filing_id: int) -> Filing:
    """The filing, or what it turned out to be, for this writer alone: no merge moves what is being written, and of two writers
    the second one finds what the first has written."""
    rows = Filing.objects.select_related("docket").defer("search", "docket__search")
    filing = rows.select_for_update(no_key=True, of=("self",)).get(pk=filing_id)
    return filing if filing.merged_into_id is None else hold(filing.merged_into_id)


def _text_held(text_id: int) -> DocumentText:
    row = DocumentText.objects.get(pk=text_id)
    hold(row.filing_id)
    return DocumentText.objects.select_for_update(of=("self",)).get(pk=text_id)


def of_document(filing: Filing, number: int) -> list[DocumentText]:
    """All that stand or stood at a document, the newest first."""
    return list(DocumentText.objects.filter(filing=filing, document_number=number))
