"""``/cases/<court>/<docket number>/filings/<number or public id>/``: one filing, what it answers, what answered it, and
the source of each of its values."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.documents.availability import Availability, Place
from dockets.format.print_style import format_moment
from dockets.format.urls import build_docket_url, build_document_url, build_filing_url
from dockets.format.web_links import allow_web_link
from dockets.history.audit_log import create_request_id
from dockets.history.provenance import get_provenance
from dockets.http.permissions import has_role
from dockets.http.query_values import keep_query
from dockets.models import Docket, Document, DocumentText, Filing
from dockets.models.filing import FilingQuerySet
from rulings.corrections.describe import CorrectionLine, describe_corrections
from rulings.html.cited_law import link_citations
from rulings.html.event_lines import LinePart, build_thread_parts, describe_outcome, get_outcome_tone
from rulings.http.find_case import find_docket
from rulings.interpret.corrections import find_said_attachments
from rulings.models import Correction, Editorial, Hearing, PublicChange, Reference, TimelineEvent
from rulings.notes.display import is_newsroom_member, list_notes_on_filing
from rulings.notes.forms import build_note_form
from rulings.notes.places import list_note_subjects
from rulings.publishing.changes import NO_CHANGES, ToldChange, ToldChanges, load_told_changes
from rulings.reading.kinds.attachments import Attachment, read_attachments
from rulings.timeline.page import list_decisions_of_filings
from rulings.views.filing.cite_filing import cite_filing, find_filing_event
from rulings.vocabulary.corrections import CorrectedField
from rulings.vocabulary.kinds import KIND_LABELS, Kind
from rulings.wanted.facts import FilingFacts, find_place, find_release
from rulings.wanted.wanted_list import name_wanters

TEXTS = ArraySubquery(DocumentText.objects.shown().filter(filing=OuterRef("pk")).values("document_number"))
"""For a query of filings: the documents whose text is stored."""
TWICE = Exists(
    Filing.objects.current()
    .filter(docket=OuterRef("docket"), number_order=OuterRef("number_order"), number=OuterRef("number"))
    .exclude(pk=OuterRef("pk"))
)
"""For a query of filings: whether another filing has the same number. Then the number is no address."""
SHOWN_CHARACTERS = 200_000
"""Characters of the court's text; nothing a court has docketed is longer."""


@require_safe
def filing_detail(request: HttpRequest, court_id: str, number: str, reference: str) -> HttpResponse:
    found = _at_once(court_id, number, reference)
    docket = found[0].docket if found else find_docket(court_id, number)
    base = build_docket_url(docket.court_id, docket.docket_number)
    found = found or _borne_by(docket, reference)
    if len(found) > 1:
        return render(request, "rulings/filing_choice.html", _choice(docket, base, reference, found))
    filing = found[0] if found else _elsewhere(reference)
    if (survivor := _survivor(filing)) is not filing or filing.docket_id != docket.pk:
        # Not a permanent redirect: a merger of two filings can be undone, and browsers remember permanent ones.
        return HttpResponseRedirect(keep_query(request, _address(survivor)))
    if (docket.court_id, docket.docket_number) != (court_id, number):
        return HttpResponseRedirect(keep_query(request, build_filing_url(base, reference, filing.public_id)))
    filing.docket = docket
    context = {"docket": docket, "court": docket.court, "base": base, "filing": filing} | _about(request, filing, base)
    return render(request, "rulings/filing_detail.html", context | _writing(request, filing, docket))


_BESIDE = ("editorial", "merged_into", "possible_duplicate_of", "text_reading", "docket__court")
CHANGED = Exists(PublicChange.objects.filter(docket=OuterRef("docket")).order_by())
"""Whether readers were told of a change in the case."""
_UNREAD = ("search", "text_reading__value", "docket__search")


def _at_once(court_id: str, number: str, reference: str) -> list[Filing]:
    """The same by the address's own spelling of the number, with their docket; [] where no docket, or only a merged
    one, has that spelling."""
    known = Filing.objects.filter(docket__court_id=court_id, docket__docket_number=number.replace("\x00", ""))
    return _bearing(known.filter(docket__merged_into=None), reference)


def _borne_by(docket: Docket, reference: str) -> list[Filing]:
    """Filings of the docket with this public id, else with this number: two or more where the court used a number
    twice."""
    return _bearing(Filing.objects.filter(docket=docket), reference)


def _bearing(filings: FilingQuerySet, reference: str) -> list[Filing]:
    text = reference.replace("\x00", "")
    known = (
        filings.select_related(*_BESIDE).defer(*_UNREAD).annotate(texts=TEXTS, borne_twice=TWICE, has_changes=CHANGED)
    )
    found = list(
        known.filter(Q(public_id=text) | Q(number=text, merged_into=None)).order_by("date_filed", "position", "id")[:50]
    )
    return [filing for filing in found if filing.public_id == text] or found


def _elsewhere(reference: str) -> Filing:
    """A public id redirects from any docket to its own, since a link must never go dead."""
    filing = Filing.objects.filter(public_id=reference.replace("\x00", "")).select_related("merged_into").first()
    if filing is None:
        raise Http404(f"No filing {reference} has been seen in this case.")
    return filing


def _survivor(filing: Filing) -> Filing:
    while filing.merged_into is not None:
        filing = filing.merged_into
    return filing


def _address(filing: Filing) -> str:
    """By its public id, which stays right whatever else is renumbered."""
    docket = filing.docket
    return build_filing_url(build_docket_url(docket.court_id, docket.docket_number), "", filing.public_id)


def _choice(docket: Docket, base: str, reference: str, found: list[Filing]) -> dict[str, object]:
    choices = [(filing, build_filing_url(base, "", filing.public_id)) for filing in found]
    return {"docket": docket, "court": docket.court, "base": base, "reference": reference, "choices": choices}


def _about(request: HttpRequest, filing: Filing, base: str) -> dict[str, object]:
    own = build_filing_url(base, "" if getattr(filing, "borne_twice", False) else filing.number, filing.public_id)
    lasting = build_filing_url(base, "", filing.public_id)
    text = _text(filing)
    event = find_filing_event(filing)
    before, after, twins = _around(filing, base)
    editorial = _editorial(filing)
    told_changes = load_told_changes(filing.docket) if getattr(filing, "has_changes", False) else NO_CHANGES
    documents, hearings = _documents(filing), _hearings(filing)
    corrections = _corrections(filing) if event and event.is_corrected else []
    said = find_said_attachments({CorrectedField(line.field): line.row.value for line in corrections})
    return {
        "text": text,
        "notes": list_notes_on_filing(
            filing, request.user, base, text, request.GET.get("note", "").replace("\x00", "")[:16], told_changes
        ),
        "event": event,
        "kind": KIND_LABELS[Kind(event.kind)] if event and event.kind else "",
        "documents": _with_places(request, filing, event, hearings, documents, _listed(filing, documents, own, said)),
        "thread": _thread(event, base, own),
        "corrections": corrections,
        "decided": list_decisions_of_filings([filing.pk]).get(filing.pk, []) if event is None or event.ruled else [],
        "outcome": _outcome(event) if event else "",
        "tone": get_outcome_tone(event.outcome) if event else "",
        "hearings": hearings,
        "provenance": get_provenance(filing),
        "inside": is_newsroom_member(request.user),
        "twins": twins,
        "before": before,
        "after": after,
        "canonical": request.build_absolute_uri(own),
        "citation": cite_filing(filing, event),
        "editorial": editorial,
        "told_of": _told_of(event, editorial, told_changes),
        "in_one": f"{lasting}thread/",
        "lasting": request.build_absolute_uri(lasting),
        "on_timeline": f"{base}#e{event.pk}" if event else base,
    }


def _editorial(filing: Filing) -> Editorial | None:
    """The editors' headline and summary, where readers may see them."""
    row: Editorial | None = getattr(filing, "editorial", None)
    return row if row and row.is_public(timezone.now()) and (row.headline or row.summary) else None


def _told_of(event: Any, editorial: Editorial | None, known: ToldChanges) -> dict[str, Sequence[ToldChange]]:
    """What readers are told of changes in the plain language and in what is said of the ruling."""
    ruling = event.ruled if event and event.is_told else None
    return {
        "editorial": known.get(("editorial", editorial.pk), []) if editorial else [],
        "ruling": known.get(("ruling", ruling), []) if ruling else [],
    }


def _corrections(filing: Filing) -> list[CorrectionLine]:
    known = describe_corrections(Correction.objects.filter(filing=filing).order_by("pk"))
    return [line for line in known if line.is_applied]


def _outcome(event: TimelineEvent) -> str:
    return describe_outcome({"outcome": event.outcome, "event_kind": event.event_kind, "thread": event.thread})


def _text(filing: Filing) -> list[LinePart]:
    read = getattr(filing, "text_reading", None)
    return link_citations(filing.text[:SHOWN_CHARACTERS], read.cites if read else [])


def _writing(request: HttpRequest, filing: Filing, docket: Docket) -> dict[str, object]:
    """The note form for those who write notes; for those who reply, the id by which a reply sent twice is
    recognised."""
    if not is_newsroom_member(request.user):
        return {}
    context: dict[str, object] = {"request_id": create_request_id()}
    if has_role(request.user, "editor", "notes"):
        context |= {"writing": build_note_form(filing), "subjects": list_note_subjects(filing)}
    return context


def _documents(filing: Filing) -> list[Document]:
    return list(filing.documents.order_by("number"))


class ListedDocument(NamedTuple):
    """A document in the list of them. ``page`` is the address of its text's page, whether or not it ``has_text``
    yet."""

    number: int
    name: str
    link: str
    pages: int | None
    page: str
    has_text: bool
    is_named: bool = False
    """Mentioned in the court's text only."""
    place: Availability = Availability(Place.NOWHERE)
    wanters: str = ""
    """The editors who want it, for editors."""


def _listed(
    filing: Filing, documents: list[Document], own: str, said: Sequence[Attachment] | None
) -> list[ListedDocument]:
    """Documents that sources list, or else attachments that only the court's text mentions: a source that lists any has
    listed all. Those of which editors have ``said`` that they are all stand in the place of either. A document with a
    text is listed in any case."""
    texts: set[int] = set(getattr(filing, "texts", ()))
    words = {one.number: one.description for one in said or ()}
    found = [
        ListedDocument(
            document.number,
            words.get(document.number, document.description),
            allow_web_link(document.url),
            document.page_count,
            build_document_url(own, document.number),
            document.number in texts,
        )
        for document in documents
        if said is None or not document.number or document.number in words
    ]
    found += _named(filing, documents, own, said)
    missing = texts - {one.number for one in found}
    found += [
        ListedDocument(
            number, f"Attachment {number}" if number else "", "", None, build_document_url(own, number), True
        )
        for number in missing
    ]
    if all(one.number for one in found):
        found.append(ListedDocument(0, "", "", None, build_document_url(own, 0), False))
    return sorted(found, key=lambda one: one.number)


def _with_places(
    request: HttpRequest,
    filing: Filing,
    event: Any,
    hearings: Sequence[tuple[Hearing, str]],
    known: Sequence[Document],
    listed: Sequence[ListedDocument],
) -> list[ListedDocument]:
    """The listed documents with where each can be got, and for editors with who wants it."""
    kept = {one.number for one in listed if one.has_text}
    of = FilingFacts(filing, event.kind if event else "", kept, find_release(hearing for hearing, _ in hearings))
    wanters = name_wanters(filing) if has_role(request.user, "editor", "desk") else {}
    by_number = {document.number: document for document in known}
    return [
        one._replace(place=find_place(of, by_number.get(one.number), one.number), wanters=wanters.get(one.number, ""))
        for one in listed
    ]


def _named(
    filing: Filing, documents: list[Document], own: str, said: Sequence[Attachment] | None
) -> Iterator[ListedDocument]:
    """Attachments of which no source has a document, in the editors' words or those of the court's text."""
    listed = {document.number for document in documents if document.number}
    texts: set[int] = set(getattr(filing, "texts", ()))
    for one in said if said is not None else () if listed else read_attachments(filing.text):
        if one.number not in listed:
            url, words = build_document_url(own, one.number), one.description or "Attachment"
            yield ListedDocument(one.number, words, "", None, url, one.number in texts, said is None)


class ThreadLine(NamedTuple):
    """What the filing refers to, or what refers to it."""

    headline: str
    date: str
    parts: list[LinePart]
    """The relation, in words of ours."""
    words: str
    """The words of this filing's text that it rests on; "" where it rests on others."""


def _thread(event: TimelineEvent | None, base: str, own: str) -> list[ThreadLine]:
    lines: list[ThreadLine] = []
    if event is None or not event.thread:
        return lines
    rests_on = {
        (relation, number): words
        for relation, number, words in Reference.objects.filter(filing=event.filing_id).values_list(
            "relation", "target_number", "words"
        )
    }
    for item in event.thread:
        key = (item.get("relation", ""), item.get("number", ""))
        lines.append(
            ThreadLine(
                item.get("headline") or f"Number {item.get('number')}",
                item.get("date") or "",
                build_thread_parts([item], base, own),
                rests_on.get(key, "") if item.get("outgoing") else "",
            )
        )
    return lines


def _hearings(filing: Filing) -> list[tuple[Hearing, str]]:
    """Hearings that it sets, with their time in the court's zone."""
    zone = filing.docket.court.zone
    hearings = filing.hearings.exclude(held_by=filing).order_by("date", "starts_at", "id")
    return [
        (hearing, format_moment(hearing.starts_at.astimezone(zone)) if hearing.starts_at else "")
        for hearing in hearings
    ]


_BEFORE, _AFTER, _TWIN = range(3)


def _around(filing: Filing, base: str) -> tuple[str, str, list[LinePart]]:
    """Addresses of the filings before and after, in docket order, "" at its ends; and filings that may be the same as
    this one."""
    known = Filing.objects.current().filter(docket=filing.docket_id)
    following = known.filter(_beyond(filing, "gt")).order_by(F("date_filed").asc(nulls_last=True), "position", "id")[:1]
    preceding = known.filter(_beyond(filing, "lt")).order_by(
        F("date_filed").desc(nulls_first=True), "-position", "-id"
    )[:1]
    twins = filing.possible_duplicates.filter(merged_into=None).order_by("date_filed", "position", "id")[:10]
    rows = [
        some.values_list(Value(place), "number", "public_id")
        for place, some in ((_BEFORE, preceding), (_AFTER, following), (_TWIN, twins))
    ]
    others = list(rows[0].union(*rows[1:], all=True))
    ends = {place: build_filing_url(base, *names) for place, *names in others if place != _TWIN}
    alike = [names for place, *names in others if place == _TWIN]
    alike += [[twin.number, twin.public_id] for twin in [filing.possible_duplicate_of] if twin]
    parts = [
        LinePart(number or "an unnumbered entry", build_filing_url(base, "", public_id)) for number, public_id in alike
    ]
    return ends.get(_BEFORE, ""), ends.get(_AFTER, ""), parts


def _beyond(filing: Filing, way: str) -> Q:
    """Filings after ("gt") or before ("lt") this one; those without a date come last."""
    beside = Q(**{f"position__{way}": filing.position}) | Q(**{"position": filing.position, f"id__{way}": filing.pk})
    if filing.date_filed is None:
        undated = Q(date_filed=None) & beside
        return undated if way == "gt" else undated | Q(date_filed__isnull=False)
    dated = Q(**{f"date_filed__{way}": filing.date_filed}) | (Q(date_filed=filing.date_filed) & beside)
    return dated | Q(date_filed=None) if way == "gt" else dated
