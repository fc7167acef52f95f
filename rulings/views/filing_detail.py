"""``/cases/<court>/<docket number>/filings/<number or public id>/``: one filing, what it answers, what answered it, and where
each of its words came from."""

from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dockets.addresses import docket_address, document_address, filing_address, web_link
from dockets.models import Court, Docket, Document, DocumentText, Filing
from dockets.models.filing import FilingQuerySet
from dockets.print_style import exact_time
from dockets.provenance import said_of
from rulings.annotation_form import new_form
from rulings.citation import Citation, cited
from rulings.cited import linked
from rulings.edits import new_request_id
from rulings.models import Hearing, TimelineEvent
from rulings.models.annotation import WRITE
from rulings.notes import is_of_newsroom, notes_on
from rulings.rail import decided_by
from rulings.reading.attachments import attachments
from rulings.rows import Part, outcome_label, thread, tone_of
from rulings.views.annotators import subjects
from rulings.views.case import find_docket
from rulings.words import KIND_LABELS, EventKind, Kind

_ELECTRONIC = {Court.Kind.APPELLATE, Court.Kind.DISTRICT, Court.Kind.BANKRUPTCY, Court.Kind.SPECIAL}
"""Courts whose entries are cited by their number in the federal courts' electronic files (ECF)."""
TEXTS = ArraySubquery(DocumentText.objects.shown().filter(filing=OuterRef("pk")).values("document_number"))
"""For a query of filings: of which documents the text is kept."""
TWICE = Exists(
    Filing.objects.current()
    .filter(docket=OuterRef("docket"), number_order=OuterRef("number_order"), number=OuterRef("number"))
    .exclude(pk=OuterRef("pk"))
)
"""For a query of filings: whether another one bears the number. Then it is no address."""
SHOWN_CHARACTERS = 200_000
"""Of the court's text; nothing a court has docketed is longer."""


@require_safe
def filing_detail(request: HttpRequest, court_id: str, number: str, reference: str) -> HttpResponse:
    found = _at_once(court_id, number, reference)
    docket = found[0].docket if found else find_docket(court_id, number)
    base = docket_address(docket.court_id, docket.docket_number)
    found = found or _borne_by(docket, reference)
    if len(found) > 1:
        return render(request, "rulings/filing_choice.html", _choice(docket, base, reference, found))
    filing = found[0] if found else _elsewhere(reference)
    if (survivor := _survivor(filing)) is not filing or filing.docket_id != docket.pk:
        # Not for good: that two filings are one can be taken back, and browsers keep what they are told to keep.
        return HttpResponseRedirect(_with_query(_address(survivor), request))
    if docket.docket_number != number:
        return HttpResponseRedirect(_with_query(filing_address(base, reference, filing.public_id), request))
    filing.docket = docket
    context = {"docket": docket, "court": docket.court, "base": base, "filing": filing} | _about(request, filing, base)
    return render(request, "rulings/filing_detail.html", context | _writing(request, filing, docket))


def _with_query(address: str, request: HttpRequest) -> str:
    asked = request.META.get("QUERY_STRING", "")
    return f"{address}?{asked}" if asked else address


_BESIDE = ("editorial", "merged_into", "possible_duplicate_of", "text_reading", "docket__court")
_UNREAD = ("search", "text_reading__value", "docket__search")


def _at_once(court_id: str, number: str, reference: str) -> list[Filing]:
    """The same by the address's own spelling of the number, with their docket; [] where that is no docket's, or one's that turned
    out to be another."""
    known = Filing.objects.filter(docket__court_id=court_id, docket__docket_number=number.replace("\x00", ""))
    return _bearing(known.filter(docket__merged_into=None), reference)


def _borne_by(docket: Docket, reference: str) -> list[Filing]:
    """Filings of the docket with this public id, else with this number: two or more where the court numbered twice."""
    return _bearing(Filing.objects.filter(docket=docket), reference)


def _bearing(filings: FilingQuerySet, reference: str) -> list[Filing]:
    text = reference.replace("\x00", "")
    known = filings.select_related(*_BESIDE).defer(*_UNREAD).annotate(texts=TEXTS, borne_twice=TWICE)
    found = list(known.filter(Q(public_id=text) | Q(number=text, merged_into=None)).order_by("date_filed", "position", "id")[:50])
    return [filing for filing in found if filing.public_id == text] or found


def _elsewhere(reference: str) -> Filing:
    """A public id leads home from under any docket, since a link must never go dead."""
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
    return filing_address(docket_address(docket.court_id, docket.docket_number), "", filing.public_id)


def _choice(docket: Docket, base: str, reference: str, found: list[Filing]) -> dict[str, object]:
    choices = [(filing, filing_address(base, "", filing.public_id)) for filing in found]
    return {"docket": docket, "court": docket.court, "base": base, "reference": reference, "choices": choices}


def _about(request: HttpRequest, filing: Filing, base: str) -> dict[str, object]:
    own = filing_address(base, "" if getattr(filing, "borne_twice", False) else filing.number, filing.public_id)
    lasting = filing_address(base, "", filing.public_id)
    text = _text(filing)
    events = filing.events.filter(event_kind__in=[EventKind.FILING, EventKind.RULING])
    event: Any = events.annotate(reported=F("filing__ruling__citation"), ruled=F("filing__ruling")).first()
    before, after, twins = _around(filing, base)
    documents = _documents(filing)
    return {
        "text": text,
        "notes": notes_on(filing, request.user, base, text, request.GET.get("note", "").replace("\x00", "")[:16]),
        "event": event,
        "kind": KIND_LABELS[Kind(event.kind)] if event and event.kind else "",
        "documents": _listed(filing, documents, own),
        "thread": _thread(event, base, own),
        "decided": decided_by([filing.pk]).get(filing.pk, []) if event is None or event.ruled else [],
        "outcome": outcome_label(event.outcome) if event else "",
        "tone": tone_of(event.outcome) if event else "",
        "hearings": _hearings(filing),
        "said": said_of(filing),
        "twins": twins,
        "before": before,
        "after": after,
        "canonical": request.build_absolute_uri(own),
        "citation": _citation(filing, event),
        "in_one": f"{lasting}thread/",
        "lasting": request.build_absolute_uri(lasting),
        "on_timeline": f"{base}#e{event.pk}" if event else base,
    }


def _text(filing: Filing) -> list[Part]:
    read = getattr(filing, "text_reading", None)
    return linked(filing.text[:SHOWN_CHARACTERS], read.cites if read else [])


def _writing(request: HttpRequest, filing: Filing, docket: Docket) -> dict[str, object]:
    """For those who write notes, the form; for those who answer them, what tells one answer from the same sent twice."""
    if not is_of_newsroom(request.user):
        return {}
    context: dict[str, object] = {"request_id": new_request_id()}
    if isinstance(request.user, User) and request.user.has_perm(WRITE):
        context |= {"writing": new_form(filing), "subjects": subjects(filing)}
    return context


def _citation(filing: Filing, event: Any) -> Citation:
    docket = filing.docket
    return cited(
        title=event.headline if event and event.headline else "Docket entry",
        case_name=docket.case_name,
        docket_number=docket.docket_number,
        court=docket.court.citation or docket.court.name,
        day=filing.date_filed,
        ecf=filing.number if docket.court.kind in _ELECTRONIC else "",
        reported=(event.reported or "") if event else "",
    )


def _documents(filing: Filing) -> list[Document]:
    return list(filing.documents.order_by("number"))


class Listed(NamedTuple):
    """A document in the list of them. ``page`` is the address of its text's page, which ``has_text`` or will have it."""

    number: int
    name: str
    link: str
    pages: int | None
    page: str
    has_text: bool
    is_named: bool = False
    """In the court's text alone."""


def _listed(filing: Filing, documents: list[Document], own: str) -> list[Listed]:
    """What sources list, then attachments that only the court's text tells of: a source that lists any has listed all. What has a
    text stands here whether a source tells of it or not."""
    texts: set[int] = set(getattr(filing, "texts", ()))
    found = [
        Listed(
            document.number,
            document.description,
            web_link(document.url),
            document.page_count,
            document_address(own, document.number),
            document.number in texts,
        )
        for document in documents
    ]
    if not any(document.number for document in documents):
        found += [
            Listed(
                one.number,
                one.description or "Attachment",
                "",
                None,
                document_address(own, one.number),
                one.number in texts,
                True,
            )
            for one in attachments(filing.text)
        ]
    missing = texts - {one.number for one in found}
    found += [
        Listed(number, f"Attachment {number}" if number else "", "", None, document_address(own, number), True)
        for number in missing
    ]
    if all(one.number for one in found):
        found.append(Listed(0, "", "", None, document_address(own, 0), False))
    return sorted(found, key=lambda one: one.number)


def _thread(event: TimelineEvent | None, base: str, own: str) -> list[tuple[str, str, list[Part]]]:
    """What the filing speaks of and what speaks of it: headline, date and the words for the relation."""
    lines = []
    for item in event.thread if event else []:
        lines.append((item.get("headline") or f"Number {item.get('number')}", item.get("date") or "", thread([item], base, own)))
    return lines


def _hearings(filing: Filing) -> list[tuple[Hearing, str]]:
    """Those that it sets, with their time in the court's zone."""
    zone = filing.docket.court.zone
    hearings = filing.hearings.order_by("date", "starts_at", "id")
    return [(hearing, exact_time(hearing.starts_at.astimezone(zone)) if hearing.starts_at else "") for hearing in hearings]


_BEFORE, _AFTER, _TWIN = range(3)


def _around(filing: Filing, base: str) -> tuple[str, str, list[Part]]:
    """Addresses of the filings before and after, in the order of the docket, "" at its ends; and filings that may be this one."""
    known = Filing.objects.current().filter(docket=filing.docket_id)
    following = known.filter(_beyond(filing, "gt")).order_by(F("date_filed").asc(nulls_last=True), "position", "id")[:1]
    preceding = known.filter(_beyond(filing, "lt")).order_by(F("date_filed").desc(nulls_first=True), "-position", "-id")[:1]
    twins = filing.possible_duplicates.filter(merged_into=None).order_by("date_filed", "position", "id")[:10]
    rows = [
        some.values_list(Value(place), "number", "public_id")
        for place, some in ((_BEFORE, preceding), (_AFTER, following), (_TWIN, twins))
    ]
    others = list(rows[0].union(*rows[1:], all=True))
    ends = {place: filing_address(base, *names) for place, *names in others if place != _TWIN}
    alike = [names for place, *names in others if place == _TWIN]
    alike += [[twin.number, twin.public_id] for twin in [filing.possible_duplicate_of] if twin]
    parts = [Part(number or "an unnumbered entry", filing_address(base, "", public_id)) for number, public_id in alike]
    return ends.get(_BEFORE, ""), ends.get(_AFTER, ""), parts


def _beyond(filing: Filing, way: str) -> Q:
    """Filings after ("gt") or before ("lt") this one; those without a date come last."""
    beside = Q(**{f"position__{way}": filing.position}) | Q(**{"position": filing.position, f"id__{way}": filing.pk})
    if filing.date_filed is None:
        undated = Q(date_filed=None) & beside
        return undated if way == "gt" else undated | Q(date_filed__isnull=False)
    dated = Q(**{f"date_filed__{way}": filing.date_filed}) | (Q(date_filed=filing.date_filed) & beside)
    return dated | Q(date_filed=None) if way == "gt" else dated
