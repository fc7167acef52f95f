"""Stores the texts of documents: written page by page through the same masking as docket texts, withdrawn and restored,
and moved along when a filing is merged into another. The caller writes the audit log
(``rulings.desk.document_texts``)."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from dockets.db.document_texts import repoint_document_texts
from dockets.documents.extract import ExtractedText
from dockets.models import Docket, Document, DocumentFile, DocumentPage, DocumentText, Filing
from dockets.payloads.mask import RULES
from dockets.record import address_rules
from dockets.record.privacy import mask_file_name, mask_personal_data

_BATCH = 100
"""Pages written in one statement."""


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """Origin of a text: ``DocumentText.Origin``, the file's name or the document's id there, its bytes, and the file
    that is kept of it."""

    origin: str
    name: str
    body: bytes
    file: DocumentFile | None = None


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A text as it may be stored. ``private``: homes are taken out too."""

    pages: Sequence[str]
    is_paged: bool
    private: bool


def mask_text(filing_id: int, found: ExtractedText) -> MaskedText:
    """The text without what is not kept, as its docket asks. It takes long for a long text: call it outside of any
    transaction. Raises ``Filing.DoesNotExist``."""
    filing = Filing.objects.select_related("docket").defer("search", "docket__search").get(pk=filing_id)
    private = filing.docket.prints_homes
    return MaskedText(mask_pages(found.pages, private=private), found.is_paged, private)


def store_text(
    filing_id: int, number: int, masked: MaskedText, came: TextOrigin, *, by: User, now: datetime
) -> DocumentText:
    """Stores the text of document ``number`` of a filing, or of the filing that it was merged into, in place of the
    text that stood there. The same file again changes nothing, unless it is read differently now. Raises
    ``Filing.DoesNotExist``."""
    with transaction.atomic():
        filing = lock_filing(filing_id)
        sha256 = hashlib.sha256(came.body).hexdigest()
        at_document = DocumentText.objects.filter(filing=filing, document_number=number)
        pages = list(masked.pages)
        if filing.docket.prints_homes and not masked.private:  # that came out since
            pages = mask_pages(pages, private=True)
        same = at_document.shown().filter(sha256=sha256).first()
        if same and list(same.pages.values_list("words", flat=True)) == pages:
            if came.file and same.file is None:  # it came when files were not kept yet
                same.file = came.file
                same.save(update_fields=["file"])
            return same
        at_document.filter(gone_at=None).update(gone_at=now, replaced_at=now, shown=False)
        document = Document.objects.filter(filing=filing, number=number).first()
        name = mask_file_name(came.name)[:400]
        row = DocumentText.objects.create(
            filing=filing, document_number=number, made_on=filing, made_as=number,
            pacer_doc_id=document.pacer_doc_id if document else "", origin=came.origin, name=name,
            sha256=sha256, file=came.file, page_count=len(pages), is_paged=masked.is_paged,
            characters=sum(map(len, pages)),
            masked_by=RULES, by=by, by_name=(by.get_full_name() or by.get_username())[:150], at=now,
        )  # fmt: skip
        rows = (DocumentPage(text=row, number=place, words=words) for place, words in enumerate(pages, 1))
        DocumentPage.objects.bulk_create(rows, batch_size=_BATCH)
    return row


def note_page_citations(text_id: int, cites: Mapping[int, Sequence[tuple[int, str, str]]]) -> None:
    """Keeps which law the pages of a text cite, by their numbers: start, words and address of each citation."""
    rows = list(DocumentPage.objects.filter(text=text_id, number__in=cites).only("id", "number"))
    for row in rows:
        row.cites = [list(one) for one in cites[row.number]]
    DocumentPage.objects.bulk_update(rows, ["cites"], batch_size=_BATCH)


def publish_file(text_id: int, *, withheld: Sequence[int], pictures_only: bool = False, now: datetime) -> DocumentText:
    """Lets readers see the file of a text that stands, but for the pages ``withheld`` (from 1); ``pictures_only``: they
    do not get the file itself. Raises ``DocumentText.DoesNotExist``."""
    with transaction.atomic():
        row = _text_held(text_id)
        if not row.shown or row.file is None:
            raise DocumentText.DoesNotExist
        row.published_at = row.published_at or now
        row.withheld = sorted({page for page in withheld if 1 <= page <= row.page_count})
        row.pictures_only = pictures_only
        row.save(update_fields=["published_at", "withheld", "pictures_only"])
    return row


def unpublish_file(text_id: int) -> DocumentText:
    """Lets only editors see the file of a text. Raises ``DocumentText.DoesNotExist``."""
    with transaction.atomic():
        row = _text_held(text_id)
        row.published_at = None
        row.save(update_fields=["published_at"])
    return row


def mask_pages(pages: Sequence[str], *, private: bool) -> list[str]:
    """The pages without personal numbers, and where courts print homes (``private``) without those. A number is
    recognised by what stands before it, even if that is the last word of the page before."""
    clean = mask_personal_data("\f".join(pages))
    return (address_rules.withhold_home_addresses(clean) if private else clean).split("\f")


def withdraw_text(text_id: int, *, now: datetime) -> DocumentText:
    """Removes a text from every page and search, and with it the older ones that it replaced: else the next merge would
    show one of them. ``restore_text`` is the undo. Raises ``DocumentText.DoesNotExist``."""
    with transaction.atomic():
        row = _text_held(text_id)
        standing = DocumentText.objects.filter(filing=row.filing_id, document_number=row.document_number, gone_at=None)
        (standing if row.shown else standing.filter(pk=text_id)).update(gone_at=now, shown=False)
        # What it had replaced may show the same, and is not to come back beside the next file.
        list_of_document = DocumentText.objects.filter(filing=row.filing_id, document_number=row.document_number)
        list_of_document.update(replaced_at=None)
        row.refresh_from_db()
    return row


def restore_text(text_id: int, *, now: datetime) -> DocumentText:
    """Makes a withdrawn text the one of its document again, in place of what stands there. Raises
    ``DocumentText.DoesNotExist``."""
    with transaction.atomic():
        row = _text_held(text_id)
        others = DocumentText.objects.filter(filing=row.filing_id, document_number=row.document_number, gone_at=None)
        others.exclude(pk=row.pk).update(gone_at=now, shown=False)
        row.gone_at, row.replaced_at, row.shown = None, None, True
        row.save(update_fields=["gone_at", "replaced_at", "shown"])
    return row


def withhold_homes_in_texts(docket: Docket) -> None:
    """Removes people's homes from the texts of a docket, once it turns out that courts print them there."""
    for key in list(DocumentText.objects.filter(filing__docket=docket).order_by("pk").values_list("pk", flat=True)):
        mask_text_again(key, private=True)


def list_texts_to_mask() -> Iterator[DocumentText]:
    """The texts that were masked by older rules, including withdrawn ones."""
    last = 0
    rows = DocumentText.objects.filter(masked_by__lt=RULES).select_related("filing__docket").order_by("pk")
    rows = rows.defer("filing__search", "filing__docket__search")
    while row := rows.filter(pk__gt=last).first():
        last = row.pk
        yield row


def mask_text_again(text_id: int, *, private: bool) -> bool:
    """Masks a text by today's rules, and notes that. Returns whether anything was removed. ``private`` as in
    ``mask_pages``. Notes on its passages follow once the docket is interpreted again
    (``rulings.interpret.repoint``)."""
    with transaction.atomic():
        row = DocumentText.objects.select_for_update(of=("self",)).filter(pk=text_id).first()
        if row is None:
            return False
        pages = list(row.pages.defer("search").order_by("number"))
        clean = mask_pages([page.words for page in pages], private=private)
        changed = [(page, words) for page, words in zip(pages, clean, strict=True) if page.words != words]
        for page, words in changed:
            DocumentPage.objects.filter(pk=page.pk).update(words=words)
        row.characters, row.masked_by, row.revision = sum(map(len, clean)), RULES, row.revision + bool(changed)
        row.save(update_fields=["characters", "masked_by", "revision"])
    return bool(changed)


def repoint_texts(docket_id: int) -> None:
    """Moves the texts of a docket to where their documents stand now. Called when filings are written: most dockets
    have no texts, which is quicker to find out than where they would stand."""
    if DocumentText.objects.filter(made_on__docket=docket_id).exists():
        repoint_document_texts(docket_id)


def lock_filing(filing_id: int) -> Filing:
    """Locks and returns the filing, or the one it was merged into: no merge moves what is being written, and the second
    of two writers sees what the first has written."""
    rows = Filing.objects.select_related("docket").defer("search", "docket__search")
    filing = rows.select_for_update(no_key=True, of=("self",)).get(pk=filing_id)
    return filing if filing.merged_into_id is None else lock_filing(filing.merged_into_id)


def _text_held(text_id: int) -> DocumentText:
    row = DocumentText.objects.get(pk=text_id)
    lock_filing(row.filing_id)
    return DocumentText.objects.select_for_update(of=("self",)).get(pk=text_id)


def list_texts_of_document(filing: Filing, number: int) -> list[DocumentText]:
    """All texts that stand or stood at a document, newest first."""
    return list(DocumentText.objects.filter(filing=filing, document_number=number).select_related("file"))
