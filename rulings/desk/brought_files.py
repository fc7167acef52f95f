"""Many files at once for the documents of a case: kept as they were sent, matched to filings by their names, and taken
by the editor who has seen what each would be. Taken, each is read as a single upload is."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from dockets.db.bulk import read_large_bytes, write_large_bytes
from dockets.db.enqueue import Urgency
from dockets.documents import requests
from dockets.documents.extract import CannotExtract, check_size
from dockets.format.urls import build_docket_url, build_document_url, build_filing_url
from dockets.imports.actions import create_batch_id
from dockets.imports.uploads import MOST_FILES, MOST_UNPACKED, BadArchive, ZipMember, is_zip_file, iterate_zip_members
from dockets.models import BroughtFile, Docket, DocumentText, Filing, TextRequest
from dockets.record.document_names import NotNamed, parse_document_name
from dockets.record.privacy import mask_file_name
from dockets.record.text import clean_line
from rulings.interpret.corrections import load_said_attachments
from rulings.reading.kinds.attachments import read_attachments

LASTS = timedelta(days=1)
"""After which files that were not taken are deleted."""
TOO_MANY = f"More than {MOST_FILES:,} files came at once, and none was taken. Make several of it."
TOO_MUCH = f"All files together have more than {MOST_UNPACKED // 2**20} MB, and none was taken. Make several of it."


class CannotBringIn(ValueError):
    """Nothing was taken. ``str(error)`` is a sentence for a person."""


@dataclass(slots=True)
class MatchedFile:
    """A file that was brought in, and the document that it is. ``named``: the filing and the document's number that an
    editor has said, or else its name. ``why_not``: why it cannot be taken, "" where it can; ``replaces``: the text that
    stands there now."""

    row: BroughtFile
    named: tuple[str, int] | None = None
    filing: Filing | None = None
    number: int = 0
    address: str = ""
    why_not: str = ""
    replaces: DocumentText | None = None

    @property
    def can_match(self) -> bool:
        """Whether an editor can say which document it is."""
        return self.row.request_id is None and not self.row.refused

    @property
    def can_take(self) -> bool:
        return not self.why_not and self.row.request_id is None and self.filing is not None


def offer_files(docket: Docket, files: Sequence["UploadedFile[Any]"], *, by: User, now: datetime) -> str:
    """Keeps the files, and those of zips, until somebody takes them; returns the id of the batch. Raises
    ``CannotBringIn``."""
    batch, size, names = create_batch_id(), 0, set[str]()
    with transaction.atomic():
        for position, member in enumerate(_list_members(files)):
            size += len(member.body)
            if position >= MOST_FILES or size > MOST_UNPACKED:
                raise CannotBringIn(TOO_MANY if position >= MOST_FILES else TOO_MUCH)
            refused = _why_refused(member, names)
            row = BroughtFile.objects.create(
                docket=docket, batch=batch, position=position, name=mask_file_name(member.name)[:400],
                size=len(member.body), refused=refused, by=by, at=now, sha256=hashlib.sha256(member.body).hexdigest(),
            )  # fmt: skip
            if not refused:
                write_large_bytes(row, "body", member.body)
            names.add(member.name)
    return batch


def list_brought_files(docket: Docket, batch: str) -> "QuerySet[BroughtFile]":
    """The files of a batch with the requests for their texts, in their order and without their bytes."""
    rows = BroughtFile.objects.filter(docket=docket, batch=batch).select_related("request")
    return rows.defer("body", "request__body").order_by("position")


def list_matched_files(docket: Docket, rows: Sequence[BroughtFile]) -> list[MatchedFile]:
    """What each file of a batch is now. A fixed number of queries, but for attachments that no source lists."""
    matched = [MatchedFile(row, why_not=row.refused) for row in rows]
    for one in matched:
        one.named = _read_name(docket, one) if one.can_match else None
    known = _load_filings(docket, [one.named for one in matched if one.named], [one.row for one in matched])
    for one in matched:
        if one.row.request is not None:
            one.filing, one.number = known.of_id.get(one.row.request.filing_id), one.row.request.document_number
        elif one.named:
            _match(one, *one.named, known)
        if one.filing is not None:
            one.address = _build_address(docket, one.filing, one.number, known)
    _note_doubles(matched)
    return matched


def match_files(docket: Docket, batch: str, said: Mapping[int, tuple[str, int]]) -> None:
    """Keeps which documents the batch's files (ids) are, where an editor says others than their names do: the filing,
    by its number or public id, and the document's number."""
    with transaction.atomic():
        rows = list_brought_files(docket, batch).filter(request=None, pk__in=said)
        for row in rows.select_for_update(of=("self",)):
            shown = _read_name(docket, MatchedFile(row)) or ("", 0)
            filing, number = said[row.pk]
            if (filing, number) != shown:
                row.said_filing, row.said_number = filing[:64], number if filing else 0
                row.save(update_fields=["said_filing", "said_number"])


def take_files(docket: Docket, batch: str, keys: Collection[int], *, by: User, now: datetime) -> tuple[int, list[str]]:
    """Takes those of the batch's files (ids) that can be taken now: each is queued to be read. Returns how many, and
    why others were not."""
    taken, refused = 0, list[str]()
    with transaction.atomic():
        rows = list_brought_files(docket, batch)
        for one in list_matched_files(docket, list(rows.select_for_update(of=("self",)))):
            if one.row.pk not in keys or not one.can_take or one.filing is None:
                continue
            given = requests.UploadedFile(
                one.row.name, read_large_bytes(one.row, "body"), f"{batch}-{one.row.position}"
            )
            try:
                row = requests.request_reading(one.filing, one.number, given, by=by, now=now, urgency=Urgency.ROUTINE)
            except requests.CannotRequestText as error:
                refused.append(f"{one.row.name}: {error}")
                continue
            BroughtFile.objects.filter(pk=one.row.pk).update(body=None, request=row)
            one.row.body = None
            taken += 1
    return taken, refused


def forget_files(docket: Docket, batch: str) -> None:
    """Deletes those of a batch that were not taken."""
    BroughtFile.objects.filter(docket=docket, batch=batch, request=None).delete()


def forget_old_files(now: datetime) -> None:
    """Deletes what nobody has taken within ``LASTS``. Called by the beat."""
    BroughtFile.objects.filter(request=None, at__lt=now - LASTS).delete()


def _list_members(files: Sequence["UploadedFile[Any]"]) -> Iterator[ZipMember]:
    """Raises ``CannotBringIn`` where a zip must not be opened."""
    for file in files:
        name = clean_line(file.name or "")[:400]
        if is_zip_file(file):
            try:
                yield from iterate_zip_members(file, name)
            except BadArchive as error:
                raise CannotBringIn(str(error)) from error
        elif _describe_size(file.size or 0):
            yield ZipMember(name, refused=_describe_size(file.size or 0))
        else:
            file.seek(0)
            yield ZipMember(name, file.read())


def _why_refused(member: ZipMember, names: Collection[str]) -> str:
    path = PurePosixPath(member.name.replace("\\", "/"))
    if member.refused:
        return member.refused
    if ".." in path.parts or path.is_absolute() or ":" in path.parts[0][:2]:
        return "Its name leads out of the archive. Pack it again without that."
    if member.name in names:
        return "Two files of this name came; only the first is taken."
    if not member.body:
        return "It is empty."
    return _describe_size(len(member.body))


def _describe_size(size: int) -> str:
    """Why a file of that size is not taken; "" where it is."""
    try:
        check_size(size)
    except CannotExtract as error:
        return str(error)
    return ""


def _read_name(docket: Docket, one: MatchedFile) -> tuple[str, int] | None:
    if one.row.said_filing:
        return one.row.said_filing, one.row.said_number
    try:
        named = parse_document_name(
            one.row.name, court_id=docket.court_id, docket_number=docket.docket_number,
            pacer_case_id=docket.pacer_case_id,
        )  # fmt: skip
    except NotNamed as error:
        one.why_not = str(error)
        return None
    return named.filing, named.number


@dataclass(slots=True)
class _Known:
    """The filings that a batch is about, with what lies at their documents."""

    by_number: Mapping[str, list[Filing]]
    of_id: Mapping[int, Filing]
    texts: Mapping[tuple[int, int], DocumentText]
    waiting: Collection[tuple[int, int]]
    attachments: dict[int, set[int]] = field(default_factory=dict)

    def has_document(self, filing: Filing, number: int) -> bool:
        """Whether a source, the filing's text or an editor tells of the document, or its text stands."""
        if not number or (filing.pk, number) in self.texts:
            return True
        if any(document.number == number for document in filing.documents.all()):
            return True
        if filing.pk not in self.attachments:
            told = (*read_attachments(filing.text), *(load_said_attachments(filing) or ()))
            self.attachments[filing.pk] = {one.number for one in told}
        return number in self.attachments[filing.pk]


def _load_filings(docket: Docket, named: Sequence[tuple[str, int]], rows: Sequence[BroughtFile]) -> _Known:
    current = Filing.objects.filter(docket=docket, merged_into=None).defer("search").prefetch_related("documents")
    numbers = {number for number, _ in named}
    by_number: dict[str, list[Filing]] = defaultdict(list)
    taken = {row.request.filing_id for row in rows if row.request is not None}
    found = [*current.filter(number__in=numbers - {""}), *current.filter(public_id__in=numbers)]
    for filing in found:
        filing.docket = docket
        by_number[filing.number if filing.number in numbers else filing.public_id].append(filing)
    numbered = current.filter(pk__in=taken)
    of_id = {filing.pk: filing for filing in (*found, *numbered)}
    texts = DocumentText.objects.shown().filter(filing__in=of_id).defer("filing__search")
    opened = TextRequest.objects.filter(filing__in=of_id, status__in=TextRequest.OPEN)
    return _Known(
        by_number,
        of_id,
        {(text.filing_id, text.document_number): text for text in texts},
        set(opened.values_list("filing_id", "document_number")),
    )


def _match(one: MatchedFile, reference: str, number: int, known: _Known) -> None:
    found = known.by_number.get(reference, [])
    if not found:
        one.why_not = f"No filing of this case has the number {reference}."
    elif len(found) > 1:
        one.why_not = f"{len(found)} filings have the number {reference}. Name it by the last part of its address."
    elif not known.has_document(found[0], number):
        one.filing = None
        one.why_not = f"Filing {reference} has no attachment {number} here. Bring in the case’s docket first."
    else:
        one.filing, one.number = found[0], number
        one.replaces = known.texts.get((found[0].pk, number))
        if one.replaces and one.replaces.sha256 == one.row.sha256:
            one.why_not, one.replaces = "The same file is there already.", None
        elif (found[0].pk, number) in known.waiting:
            one.why_not = requests.IN_HAND


def _note_doubles(matched: Sequence[MatchedFile]) -> None:
    met = {
        (row.request.filing_id, row.request.document_number): row.name
        for row in (one.row for one in matched)
        if row.request is not None
    }
    for one in matched:
        if one.can_take and one.filing is not None:
            first = met.setdefault((one.filing.pk, one.number), one.row.name)
            if first != one.row.name:
                one.why_not, one.replaces = f"{first} is for the same document.", None


def _build_address(docket: Docket, filing: Filing, number: int, known: _Known) -> str:
    base = build_docket_url(docket.court_id, docket.docket_number)
    is_one = len(known.by_number.get(filing.number, ())) == 1
    return build_document_url(build_filing_url(base, filing.number if is_one else "", filing.public_id), number)
