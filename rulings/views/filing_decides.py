"""``/cases/<court>/<docket number>/filings/<reference>/decides/``: what a ruling decided, entered by editors.

What the machine read stands there as a draft; saving makes all of it an editor's word.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dockets.addresses import PAGES_SHOWN, docket_address, filing_address
from dockets.models import Docket, DocumentPage, Filing
from dockets.print_style import full_date
from dockets.typed_number import whole_number
from dockets.views.typed import printable_query
from rulings.claim_states import State
from rulings.decision_form import MOST_DECIDED, STANDARDS, About, DecisionForm, RulingForm
from rulings.edits import new_request_id
from rulings.enter_claims import named_filings
from rulings.enter_decisions import Changed, Decided, known, states, version, write_decisions
from rulings.models import Claim, Disposition, Ruling
from rulings.rows import outcome_label
from rulings.views import sent
from rulings.views.case import find_docket
from rulings.views.claims_edit import editors_only
from rulings.views.filing_detail import SHOWN_CHARACTERS

REWORDED = "The court’s text was changed since you opened this page: the one below is the new one."
DECIDED_ANEW = "What is known of this ruling was changed since you opened this page."
UNWRITTEN = (
    "Nothing is written yet. What stands now is told here, and yours is in the form: make it what it should be, and save again."
)
SAVED = "Saved. What this decides is now an editor’s word."
SAVED_EMPTY = "Saved: an editor’s word that this decides no claim and no motion."
TWICE = "This outcome stands twice for the same. Put its parties together in one row."


@dataclass(slots=True)
class Page:
    """A ruling, and what its form may speak of."""

    docket: Docket
    base: str
    filing: Filing
    ruling: Ruling | None
    rows: list[Disposition]
    subjects: dict[str, About] = field(default_factory=dict)

    @property
    def state(self) -> list[State]:
        return states(self.ruling, self.rows)

    def subject(self, key: str) -> About:
        return self.subjects.get(key, About("", "A motion"))


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def filing_decides(request: HttpRequest, court_id: str, number: str, reference: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    base = docket_address(docket.court_id, docket.docket_number)
    filing = _filing(docket, reference)
    lasting = filing_address(base, "", filing.public_id)
    if docket.docket_number != number or filing.public_id != reference:
        return HttpResponseRedirect(f"{lasting}decides/")
    ruling, rows = known(filing)
    page = Page(docket, base, filing, ruling, rows)
    page.subjects = _subjects(page)
    if request.method != "POST":
        return _shown(request, page, _title(page), _forms(page), new_request_id())
    query, _ = printable_query(request.POST)
    title, forms = RulingForm(query, prefix="ruling", label_suffix=""), _sent(query, page)
    asked = query.get("request_id", "")[:64]
    if "more" in query or "split" in query:
        _add(forms, page, query.get("split", ""))
        return _shown(request, page, title, forms, asked)
    return _saved(request, page, title, forms, asked)


def _saved(request: HttpRequest, page: Page, title: RulingForm, forms: list[DecisionForm], asked: str) -> HttpResponse:
    # Every form is looked at, so that all that is wrong is said at once.
    wrong = [not form.is_valid() for form in [title, *forms]]
    taken = [form for form in forms if form.said]
    if any(wrong) or _twice(taken, page.rows):
        return _shown(request, page, title, forms, asked, status=422)
    told = {name: title.cleaned_data[name] for name in ("title", "standard", "citation", "by_parties")}
    changed = write_decisions(
        page.docket,
        page.filing,
        told,
        [_decided(form) for form in taken],
        shown=title.cleaned_data["version"],
        by=request.user,
        request_id=sent.once(request, asked),
    )
    if changed:
        _speak_of(title, changed.version)
        return _shown(request, page, title, forms, asked, status=409, changed=changed)
    messages.info(request, SAVED if taken else SAVED_EMPTY)
    return HttpResponseRedirect(filing_address(page.base, page.filing.number, page.filing.public_id))


def _filing(docket: Docket, reference: str) -> Filing:
    text = reference.replace("\x00", "")
    found = Filing.objects.current().filter(Q(public_id=text) | Q(number=text), docket=docket).defer("search")[:2]
    if len(found) != 1:
        raise Http404(f"No filing {reference} has been seen in this case, or more than one.")
    return found[0]


def _subjects(page: Page) -> dict[str, About]:
    """The claims of the case, and the motions that this ruling is known to decide."""
    earlier = _earlier(page)
    subjects = {}
    claims = Claim.objects.filter(docket=page.docket).prefetch_related("against").order_by("kind", "number", "id")
    for claim in claims:
        parties = [(party.pk, party.name) for party in claim.against.all()]
        key = _key(claim.pk, None)
        subjects[key] = About(key, str(claim), parties, earlier[key])
    for row in page.rows:
        key = _key(row.claim_id, row.motion_id)
        if key not in subjects:
            motion = row.motion
            asked = " ".join(filter(None, [motion.filing.number, motion.title or "Motion"])) if motion else ""
            of_claim = subjects.get(_key(row.claim_id, None))
            label = " on ".join(filter(None, [asked, of_claim.label if of_claim else ""]))
            subjects[key] = About(key, label, of_claim.parties if of_claim else (), earlier[key])
    return subjects


def _key(claim: int | None, motion: int | None) -> str:
    return "+".join(filter(None, [f"claim-{claim}" if claim else "", f"motion-{motion}" if motion else ""]))


def _earlier(page: Page) -> dict[str, list[tuple[int, str]]]:
    """What other rulings decided, by what they decided it on."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = Disposition.objects.filter(ruling__docket=page.docket).exclude(ruling__filing=page.filing)
    values = ("pk", "claim", "motion", "outcome", "ruling__date", "ruling__filing__number")
    for key, claim, motion, outcome, day, number in rows.order_by(F("ruling__date").asc(nulls_first=True), "pk").values_list(
        *values
    ):
        found[_key(claim, motion)].append((key, f"{outcome_label(outcome)}, {full_date(day)} {number}".strip()))
    return found


def _title(page: Page) -> RulingForm:
    row = page.ruling
    shown: dict[str, Any] = {"version": version(page.state, page.filing.text)}
    if row:
        shown |= {"title": row.title, "standard": row.standard, "citation": row.citation, "by_parties": row.by_parties}
    return RulingForm(None, prefix="ruling", initial=shown, label_suffix="")


def _forms(page: Page) -> list[DecisionForm]:
    """What is known of each claim, or a blank row for it; then motions, and a blank row for one more."""
    by_subject: dict[str, list[Disposition]] = defaultdict(list)
    for row in page.rows:
        by_subject[_key(row.claim_id, row.motion_id)].append(row)
    shown: list[tuple[About, Disposition | None]] = []
    for key, about in page.subjects.items():
        shown += [(about, row) for row in by_subject[key]] or [(about, None)]
    shown.append((page.subject(""), None))
    return [_form(at, about, row) for at, (about, row) in enumerate(shown)]


def _form(at: int, about: About, row: Disposition | None) -> DecisionForm:
    initial: dict[str, Any] = {"about": about.key}
    if row:
        initial |= {name: getattr(row, name) for name in ("id", "outcome", "reason", "quotation", "place", "standard")}
        initial |= {"parties": [party.pk for party in row.parties.all()], "reviews": row.reviews_id}
    return DecisionForm(None, prefix=f"d{at}", about=about, machine=bool(row and row.read_by_machine), initial=initial)


def _sent(query: QueryDict, page: Page) -> list[DecisionForm]:
    # What is known stands in the form, however much it is: a row that were passed over would be taken for one that goes.
    most = MOST_DECIDED + len(page.subjects) + len(page.rows)
    number = min(whole_number(query.get("rows", "")) or 0, most)
    drafts = {str(row.pk) for row in page.rows if row.read_by_machine}
    forms = [
        DecisionForm(
            query,
            prefix=f"d{at}",
            about=page.subject(query.get(f"d{at}-about", "")),
            machine=query.get(f"d{at}-id", "") in drafts,
        )
        for at in range(number)
    ]
    filings = named_filings(page.docket, {name for form in forms if (name := form.motion_named())})
    for form in forms:
        form.filings = filings
    return forms


def _add(forms: list[DecisionForm], page: Page, key: str) -> None:
    """One more row, beside its like."""
    about = page.subject(key)
    new = DecisionForm(None, prefix=f"d{len(forms)}", about=about, initial={"about": about.key})
    places = [at for at, form in enumerate(forms) if form.subject.key == about.key]
    forms.insert(places[-1] + 1 if places else len(forms), new)


def _twice(forms: Iterable[DecisionForm], rows: Iterable[Disposition]) -> bool:
    """Whether two say the same of the same; also where one names by its number the motion that the other is a row for."""
    filed_at = {row.motion_id: row.motion.filing_id for row in rows if row.motion}
    seen: set[tuple[object, ...]] = set()
    found = False
    for form in forms:
        row = _decided(form)
        key = (row.claim, row.motion_filing or filed_at.get(row.motion), row.values["outcome"])
        if key in seen:
            form.add_error("outcome", TWICE)
            found = True
        seen.add(key)
    return found


def _decided(form: DecisionForm) -> Decided:
    told = form.cleaned_data
    parts = dict(part.split("-") for part in form.subject.key.split("+") if part)
    named = form.filings.get(told["motion"]) if form.names_motion else None
    values = {name: told[name].replace("\r\n", "\n") for name in ("outcome", "reason", "quotation", "place", "standard")}
    claim, motion = (int(parts[name]) if name in parts else None for name in ("claim", "motion"))
    values["reviews_id"] = told["reviews"]
    return Decided(told["id"], claim, motion, named.pk if named else None, values, sorted(told["parties"]))


def _speak_of(title: RulingForm, now: str) -> None:
    data = QueryDict(mutable=True)
    data.update(title.data)
    data[title.add_prefix("version")] = now
    title.data = data


def _shown(
    request: HttpRequest,
    page: Page,
    title: RulingForm,
    forms: Sequence[DecisionForm],
    request_id: str,
    status: int = 200,
    changed: Changed | None = None,
) -> HttpResponse:
    context = {
        "docket": page.docket,
        "base": page.base,
        "filing": page.filing,
        "text": page.filing.text[:SHOWN_CHARACTERS],
        "sheets": _sheets(page.filing),
        "own": filing_address(page.base, page.filing.number, page.filing.public_id),
        "title": title,
        "forms": forms,
        "standards": STANDARDS,
        "request_id": request_id or new_request_id(),
        "drafts": sum(row.read_by_machine for row in page.rows),
        "notice": _notice(changed) if changed else "",
        "is_reworded": changed is not None and changed.is_reworded,
        "now": [_told(state) for state in changed.now] if changed else [],
        "checked": status != 200,
        "has_claims": any(key.startswith("claim-") for key in page.subjects),
    }
    return render(request, "rulings/filing_decides.html", context, status=status)


def _sheets(filing: Filing) -> list[tuple[int, str, str]]:
    """The first pages of the order itself, where its text is kept, to take quotations from: number, how its place is cited,
    words. Of a text whose pages are not the document's own no place is known."""
    of_order = DocumentPage.objects.filter(text__filing=filing, text__document_number=0, text__shown=True)
    rows = of_order.order_by("number").values_list("number", "text__is_paged", "words")[:PAGES_SHOWN]
    return [(number, f"at {number}" if is_paged else "", words) for number, is_paged, words in rows]


def _notice(changed: Changed) -> str:
    why = [REWORDED if changed.is_reworded else "", DECIDED_ANEW if changed.is_decided_anew else ""]
    return " ".join(filter(None, [*why, UNWRITTEN]))


def _told(state: State) -> str:
    """One line of what stands now."""
    if "outcome" not in state:
        return f"Headline: {state['title']}" if state["title"] else "No headline"
    what = " on ".join(str(part) for part in (state["motion"], state["claim"] and f"claim {state['claim']}") if part)
    parties = ", ".join(name for _, name in state["parties"])
    told = [
        f"{what}: {outcome_label(state['outcome'])}",
        f"as to {parties}" if parties else "",
        state["reason"],
        state["quotation"],
    ]
    return " · ".join(filter(None, told))
