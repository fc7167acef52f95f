"""``/cases/<court>/<docket number>/filings/<reference>/decides/``: what a ruling decided, entered by editors.

The machine's reading stands there as a draft; saving makes all of it an editor's.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from django.contrib import messages
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.format.print_style import format_date
from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import PAGES_SHOWN, build_docket_url, build_filing_url
from dockets.history.audit_log import create_request_id
from dockets.http.kept_form import REDRAW, get_kept_form
from dockets.http.permissions import has_role, require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Docket, Filing
from rulings.claims.decision_form import (
    MOST_DECIDED,
    RULING_TEXTS,
    DecisionForm,
    DecisionSubject,
    RulingForm,
    SharedDecisionForm,
)
from rulings.claims.fill_decisions import (
    fill_as_above,
    fill_from_earlier,
    fill_read_outcome,
    fill_sentence,
    fill_ticked,
)
from rulings.claims.propose_ruling import ReadOutcome, RulingProposal, load_order_motions, propose_ruling
from rulings.claims.quotations import KeptTexts, QuotationFault, check_quotation, is_said, load_kept_texts
from rulings.claims.save_claims import find_named_filings
from rulings.claims.save_decisions import (
    DECISION_TEXTS,
    DecisionsChanged,
    EnteredDecision,
    get_decisions_version,
    get_working_decisions,
    list_decision_states,
    load_ruling,
    save_decisions,
)
from rulings.desk.publishing import PublishedItem, build_working_item
from rulings.desk.queue import choose_scope, find_next_ruling
from rulings.history.snapshots import State
from rulings.html.event_lines import label_outcome
from rulings.http import sent_forms
from rulings.http.find_case import find_docket
from rulings.http.preview import PREVIEWED, preview_page
from rulings.models import Claim, Disposition, Motion, PendingVersion, Reference, Ruling
from rulings.publishing.forms import PublishForm, bind_publish_form, build_publish_form
from rulings.publishing.pending import find_pending
from rulings.publishing.steps import CannotPublish, Wish, describe_saved
from rulings.reading.documents.motions_by_words import NO_MOTIONS
from rulings.views.desk.desk import get_desk_user
from rulings.views.filing.filing_detail import SHOWN_CHARACTERS
from rulings.vocabulary.house_style import list_standards
from rulings.vocabulary.relations import Relation

REWORDED = "The court’s text was changed since you opened this page: the one below is the new one."
DECIDED_ANEW = "What is known of this ruling was changed since you opened this page."
UNWRITTEN = (
    "Nothing is written yet. What stands now is told here, and yours is in the form: make it what it should be, and"
    " save again."
)
SAVED = "Saved. What this decides is now an editor’s word."
SAVED_EMPTY = "Saved: an editor’s word that this decides no claim and no motion."
UNTICKED = "Nothing is filled in: tick rows, and choose an outcome for them."
NONE_ABOVE = "No row above it has an outcome."
READ_FILLED = "What the order’s text says is filled in: compare it with the page before you save."
NOT_READ = "The order’s text says nothing of it that could be filled in."
UNCHOSEN = "Choose a sentence of the text first."
EARLIER_OFFERED = 50
TWICE = "This outcome stands twice for the same. Put its parties together in one row."


@dataclass
class DecisionPage:
    """A ruling, and the claims and motions that its form offers."""

    docket: Docket
    base: str
    filing: Filing
    ruling: Ruling | None
    rows: list[Disposition]
    subjects: dict[str, DecisionSubject] = field(default_factory=dict)
    shared: SharedDecisionForm = field(default_factory=partial(SharedDecisionForm, prefix="all", label_suffix=""))
    query: QueryDict | None = None
    """What was sent."""
    said: str = ""
    """What a button of the form has done."""

    @cached_property
    def kept(self) -> KeptTexts:
        return load_kept_texts(self.filing)

    @cached_property
    def proposal(self) -> RulingProposal:
        return propose_ruling(self.kept, load_order_motions(self.filing) if self.kept.pages else NO_MOTIONS)

    def forget_texts(self) -> None:
        """The court's text was changed meanwhile."""
        for name in ("kept", "proposal"):
            self.__dict__.pop(name, None)

    @cached_property
    def held(self) -> PendingVersion | None:
        """The version that is on its way to readers, who see ``ruling``."""
        return find_pending("ruling", self.ruling.pk if self.ruling else None)

    @property
    def state(self) -> Sequence[State]:
        return get_working_decisions(self.held, list_decision_states(self.ruling, self.rows))

    def subject(self, key: str) -> DecisionSubject:
        return self.subjects.get(key, DecisionSubject("", "A motion"))


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("editor", "claims")
def filing_decides(request: HttpRequest, court_id: str, number: str, reference: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    base = build_docket_url(docket.court_id, docket.docket_number)
    filing = _filing(docket, reference)
    lasting = build_filing_url(base, "", filing.public_id)
    if (docket.court_id, docket.docket_number) != (court_id, number) or filing.public_id != reference:
        return HttpResponseRedirect(f"{lasting}decides/")
    ruling, rows = load_ruling(filing)
    page = DecisionPage(docket, base, filing, ruling, rows)
    page.subjects = _subjects(page)
    kept = get_kept_form(request)
    if request.method != "POST" and not kept:
        publish = build_publish_form(_published(page), timezone.now(), page.held)
        return _shown(request, page, _title(page), _forms(page), create_request_id(), publish)
    query, _ = strip_control_characters_from_query(kept or request.POST)
    if not kept and REDRAW not in query:
        query = _filled(query.copy(), page)
    page.query, page.shared = query, SharedDecisionForm(query, prefix="all", label_suffix="")
    title, forms = _read_beside(RulingForm(query, prefix="ruling", label_suffix=""), page), _sent(query, page)
    asked = query.get("request_id", "")[:64]
    publish = bind_publish_form(query, _published(page), timezone.now(), page.held)
    if kept or REDRAW in query:
        return _shown(request, page, title, forms, asked, publish)
    if "more" in query or "split" in query or page.said:
        if not page.said:
            _add(forms, page, query.get("split", ""))
        return _shown(request, page, title, forms, asked, publish)
    return _saved(request, page, title, forms, asked, publish)


def _filled(query: QueryDict, page: DecisionPage) -> QueryDict:
    """What was sent, with what its buttons have filled in. Rows that are ticked get their shared outcome also where it
    is saved at once."""
    rows = _count_rows(query, page)
    ticked = fill_ticked(query, rows)
    if "apply" in query:
        page.said = f"Filled in {len(ticked)} row{'s' if len(ticked) != 1 else ''}." if ticked else UNTICKED
    elif "above" in query:
        order = [form.prefix or "" for form in _in_order(query, page)]
        page.said = "Filled in as above." if fill_as_above(query, query.get("above", "")[:9], order) else NONE_ABOVE
    elif "quote" in query:
        is_chosen = fill_sentence(query, query.get("quote", "")[:9], page.proposal)
        page.said = "The sentence is filled in." if is_chosen else UNCHOSEN
    elif "read" in query:
        row = query.get("read", "")[:9]
        form = next((one for one in _in_order(query, page) if one.prefix == row), None)
        is_read = form is not None and fill_read_outcome(query, row, _find_read(page, form))
        page.said = READ_FILLED if is_read else NOT_READ
    elif "copy" in query:
        page.said = _copy(query, page, rows)
    return query


def _copy(query: QueryDict, page: DecisionPage, rows: int) -> str:
    chosen = parse_whole_number(query.get("earlier", ""))
    earlier = Disposition.objects.filter(ruling=chosen, ruling__docket=page.docket).prefetch_related("parties")
    keys = {row.pk: _key(row.claim_id, row.motion_id) for row in earlier}
    filled = fill_from_earlier(query, rows, earlier, keys)
    return f"Copied to {filled} row{'s' if filled != 1 else ''} without an outcome: look them over."


def _read_beside(title: RulingForm, page: DecisionPage) -> RulingForm:
    """The form, knowing what the machine read in the texts of a ruling that no editor has entered yet."""
    if page.ruling is None or page.ruling.read_by_machine:
        title.read_judge, title.read_standard = page.proposal.judge, page.proposal.standard
        title.read_title = page.ruling.title if page.ruling else ""
    return title


def _published(page: DecisionPage) -> Ruling | None:
    """The ruling as editors have entered it: what a machine read is no word of theirs."""
    return page.ruling if page.ruling and not page.ruling.read_by_machine else None


def _saved(
    request: HttpRequest,
    page: DecisionPage,
    title: RulingForm,
    forms: list[DecisionForm],
    asked: str,
    publish: PublishForm,
) -> HttpResponse:
    # All forms are validated, so that all errors are shown at once.
    wrong = [not form.is_valid() for form in [title, *forms, page.shared, publish]]
    taken = [form for form in forms if form.decides]
    if any(wrong) or _twice(taken, page.rows) or _misquoted(taken, page.kept):
        return _shown(request, page, title, forms, asked, publish, status=422)
    own = build_filing_url(page.base, page.filing.number, page.filing.public_id)
    if "preview" in request.POST:
        lasting = build_filing_url(page.base, "", page.filing.public_id)
        return preview_page(request, lasting, partial(_preview, request, page, title, taken))
    try:
        changed = _save(request, page, title, taken, asked, publish.wish)
    except CannotPublish as error:
        publish.refuse(error)
        return _shown(request, page, title, forms, asked, publish, status=422)
    if changed:
        _speak_of(title, changed.version)
        page.forget_texts()
        return _shown(request, page, title, forms, asked, publish, status=409, changed=changed)
    messages.info(request, describe_saved(publish.wish, SAVED if taken else SAVED_EMPTY))
    return HttpResponseRedirect(_go_on(request, page) or own)


def _go_on(request: HttpRequest, page: DecisionPage) -> str:
    """Where who came from the desk goes on: to the next ruling on it, or else back to it; "" for everybody else.
    ``desk`` says which desk."""
    desk = request.POST.get("desk", "") or request.GET.get("desk", "")
    by = get_desk_user(request)
    if desk not in _DESKS or not has_role(by, "editor", "desk"):
        return ""
    scope = choose_scope(by, everyones=desk == "all")
    here = Ruling.objects.filter(filing=page.filing).select_related("filing").defer("filing__search").first()
    following = find_next_ruling(by, scope, here, now=timezone.now()) if here else None
    if following is None:
        return reverse("desk", query={"of": "all"} if desk == "all" else {})
    case = build_docket_url(following.docket.court_id, following.docket.docket_number)
    return f"{build_filing_url(case, '', following.filing.public_id)}decides/?desk={desk}"


_DESKS = ("own", "all")


def _preview(request: HttpRequest, page: DecisionPage, title: RulingForm, taken: list[DecisionForm]) -> None:
    if _save(request, page, title, taken, "", PREVIEWED):
        raise CannotPublish(UNWRITTEN)


def _save(
    request: HttpRequest, page: DecisionPage, title: RulingForm, taken: list[DecisionForm], asked: str, wish: Wish
) -> DecisionsChanged | None:
    told = {name: title.cleaned_data[name] for name in RULING_TEXTS}
    return save_decisions(
        page.docket,
        page.filing,
        told,
        [_decided(form) for form in taken],
        shown=title.cleaned_data["version"],
        by=request.user,
        request_id=sent_forms.get_form_id(request, asked),
        wish=wish,
    )


def _filing(docket: Docket, reference: str) -> Filing:
    text = reference.replace("\x00", "")
    found = Filing.objects.current().filter(Q(public_id=text) | Q(number=text), docket=docket).defer("search")[:2]
    if len(found) != 1:
        raise Http404(f"No filing {reference} has been seen in this case, or more than one.")
    return found[0]


def _subjects(page: DecisionPage) -> dict[str, DecisionSubject]:
    """The claims of the case, the motions that this ruling is known to decide, and others that its text names."""
    earlier = _earlier(page)
    subjects = {}
    claims = Claim.objects.filter(docket=page.docket).prefetch_related("against").order_by("kind", "number", "id")
    for claim in claims:
        parties = [(party.pk, party.name) for party in claim.against.all()]
        key = _key(claim.pk, None)
        subjects[key] = DecisionSubject(key, str(claim), parties, f"{claim.kind} {claim.number}", earlier[key])
    for row in page.rows:
        key = _key(row.claim_id, row.motion_id)
        if key not in subjects:
            motion = row.motion
            asked = " ".join(filter(None, [motion.filing.number, motion.title or "Motion"])) if motion else ""
            of_claim = subjects.get(_key(row.claim_id, None))
            label = " on ".join(filter(None, [asked, of_claim.label if of_claim else ""]))
            named = _name_motion(motion) if motion and not row.claim_id else ""
            subjects[key] = DecisionSubject(key, label, of_claim.parties if of_claim else (), named, earlier[key])
    known = {row.motion_id for row in page.rows}
    for motion in _list_named_motions(page):
        if motion.pk not in known:
            key, label = _key(None, motion.pk), f"{motion.filing.number} {motion.title or 'Motion'}"
            subjects[key] = DecisionSubject(key, label, (), _name_motion(motion), earlier[key])
    return subjects


def _list_named_motions(page: DecisionPage) -> QuerySet[Motion]:
    """The motions that the docket text or the order's own text speaks of."""
    named = Reference.objects.filter(filing=page.filing, relation__in=(Relation.ABOUT, Relation.DECIDES))
    read = [about.removeprefix("motion ") for about in page.proposal.read if about.startswith("motion ")]
    of_docket = Filing.objects.current().filter(docket=page.docket, number__in=read)
    known = Motion.objects.filter(Q(filing__in=named.values("target")) | Q(filing__in=of_docket.values("pk")))
    return known.select_related("filing").order_by("filing_id")


def _name_motion(motion: Motion) -> str:
    return f"motion {motion.filing.number}" if motion.filing.number else ""


def _find_read(page: DecisionPage, form: DecisionForm) -> ReadOutcome | None:
    """What the order's own text decides on a row; None also where two rows could be meant."""
    named = form.subject.named
    is_one = sum(about.named == named for about in page.subjects.values()) == 1
    return page.proposal.read.get(named) if named and is_one else None


def _key(claim: int | None, motion: int | None) -> str:
    return "+".join(filter(None, [f"claim-{claim}" if claim else "", f"motion-{motion}" if motion else ""]))


def _earlier(page: DecisionPage) -> dict[str, list[tuple[int, str]]]:
    """What other rulings decided on the same claims and motions."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = Disposition.objects.filter(ruling__docket=page.docket).exclude(ruling__filing=page.filing)
    values = ("pk", "claim", "motion", "outcome", "ruling__date", "ruling__filing__number")
    for key, claim, motion, outcome, day, number in rows.order_by(
        F("ruling__date").asc(nulls_first=True), "pk"
    ).values_list(*values):
        found[_key(claim, motion)].append((key, f"{label_outcome(outcome)}, {format_date(day)} {number}".strip()))
    return found


def _title(page: DecisionPage) -> RulingForm:
    row = page.ruling
    shown: dict[str, Any] = {"version": get_decisions_version(page.state, page.filing.text)}
    if row:
        shown |= page.held.state["title"] if page.held else {name: getattr(row, name) for name in RULING_TEXTS}
    if row is None or row.read_by_machine:
        shown |= {name: getattr(page.proposal, name) for name in ("judge", "standard") if not shown.get(name)}
    return _read_beside(RulingForm(None, prefix="ruling", initial=shown, label_suffix=""), page)


def _forms(page: DecisionPage) -> list[DecisionForm]:
    """The known decisions on each claim, or an empty row for it; then motions, and an empty row for one more."""
    if page.held:
        return _held_forms(page, page.held.state["decided"])
    by_subject: dict[str, list[Disposition]] = defaultdict(list)
    for row in page.rows:
        by_subject[_key(row.claim_id, row.motion_id)].append(row)
    shown: list[tuple[DecisionSubject, Disposition | None]] = []
    for key, about in page.subjects.items():
        shown += [(about, row) for row in by_subject[key]] or [(about, None)]
    shown.append((page.subject(""), None))
    return [_form(at, about, row) for at, (about, row) in enumerate(shown)]


def _held_forms(page: DecisionPage, decided: Sequence[dict[str, Any]]) -> list[DecisionForm]:
    """What the version on its way decides; then rows for the claims and motions of which it says nothing."""
    numbers = dict(
        page.docket.filings.filter(pk__in=[row["motion_filing"] for row in decided]).values_list("pk", "number")
    )
    rows: list[tuple[str, dict[str, Any]]] = []
    for row in decided:
        values = row["values"]
        initial = {name: values[name] for name in DECISION_TEXTS} | {"id": row["id"], "parties": row["parties"]}
        initial |= {"reviews": values["reviews_id"], "motion": numbers.get(row["motion_filing"], "")}
        rows.append((_key(row["claim"], row["motion"]), initial))
    known = {key for key, _ in rows}
    rows += [(key, {}) for key in (*page.subjects, "") if key not in known or not key]
    return [
        DecisionForm(None, prefix=f"d{at}", about=page.subject(key), initial={"about": key, **initial})
        for at, (key, initial) in enumerate(rows)
    ]


def _form(at: int, about: DecisionSubject, row: Disposition | None) -> DecisionForm:
    initial: dict[str, Any] = {"about": about.key}
    if row:
        initial |= {name: getattr(row, name) for name in ("id", *DECISION_TEXTS)}
        initial |= {"parties": [party.pk for party in row.parties.all()], "reviews": row.reviews_id}
    return DecisionForm(None, prefix=f"d{at}", about=about, machine=bool(row and row.read_by_machine), initial=initial)


def _sent(query: QueryDict, page: DecisionPage) -> list[DecisionForm]:
    forms = _in_order(query, page)
    filings = find_named_filings(page.docket, {name for form in forms if (name := form.motion_named())})
    for form in forms:
        form.filings = filings
    return forms


def _count_rows(query: QueryDict, page: DecisionPage) -> int:
    # Every known decision is in the form, however many there are: one left out would be taken for a removal.
    most = MOST_DECIDED + len(page.subjects) + len(page.rows)
    return min(parse_whole_number(query.get("rows", "")) or 0, most)


def _in_order(query: QueryDict, page: DecisionPage) -> list[DecisionForm]:
    """The rows as the page shows them: a row for other parties stands beside its like."""
    drafts = {str(row.pk) for row in page.rows if row.read_by_machine}
    forms = [
        DecisionForm(
            query,
            prefix=f"d{at}",
            about=page.subject(query.get(f"d{at}-about", "")),
            machine=query.get(f"d{at}-id", "") in drafts,
        )
        for at in range(_count_rows(query, page))
    ]
    first: dict[str, int] = {}
    for at, form in enumerate(forms):
        first.setdefault(form.subject.key, at)
    return sorted(forms, key=lambda form: first[form.subject.key])


def _add(forms: list[DecisionForm], page: DecisionPage, key: str) -> None:
    """One more row, beside its like."""
    about = page.subject(key)
    new = DecisionForm(None, prefix=f"d{len(forms)}", about=about, initial={"about": about.key})
    places = [at for at, form in enumerate(forms) if form.subject.key == about.key]
    forms.insert(places[-1] + 1 if places else len(forms), new)


def _twice(forms: Iterable[DecisionForm], rows: Iterable[Disposition]) -> bool:
    """Whether two forms give the same outcome for the same subject, also where one names the motion by its number that
    the other is a row for."""
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


def _misquoted(forms: Iterable[DecisionForm], kept: KeptTexts) -> bool:
    """Whether a form quotes words that the ruling does not say. Where it names no page, the one on which they stand is
    filled in; words that it does not say, without a source of their own, are from that of another row."""
    is_wrong, forms = False, list(forms)
    named = [form.cleaned_data["quoted_from"] for form in forms if form.cleaned_data["quoted_from"]]
    for form in forms:
        told = form.cleaned_data
        source = told["quoted_from"] or (named[0] if named else "")
        try:
            told["place"] = check_quotation(kept, told["quotation"], told["place"], source)
            if not is_said(kept, told["quotation"]):
                told["quoted_from"] = source
        except QuotationFault as fault:
            form.add_error("quotation", str(fault))
            is_wrong = True
    return is_wrong


def _decided(form: DecisionForm) -> EnteredDecision:
    told = form.cleaned_data
    parts = dict(part.split("-") for part in form.subject.key.split("+") if part)
    named = form.filings.get(told["motion"]) if form.names_motion else None
    values = {name: told[name].replace("\r\n", "\n") for name in DECISION_TEXTS}
    claim, motion = (int(parts[name]) if name in parts else None for name in ("claim", "motion"))
    values["reviews_id"] = told["reviews"]
    return EnteredDecision(told["id"], claim, motion, named.pk if named else None, values, sorted(told["parties"]))


def _speak_of(title: RulingForm, now: str) -> None:
    data = QueryDict(mutable=True)
    data.update(title.data)
    data[title.add_prefix("version")] = now
    title.data = data


def _shown(
    request: HttpRequest,
    page: DecisionPage,
    title: RulingForm,
    forms: Sequence[DecisionForm],
    request_id: str,
    publish: PublishForm,
    status: int = 200,
    changed: DecisionsChanged | None = None,
) -> HttpResponse:
    context = {
        "docket": page.docket,
        "base": page.base,
        "filing": page.filing,
        "text": page.filing.text[:SHOWN_CHARACTERS],
        "sheets": _sheets(page.kept),
        "has_machine_read": bool(page.kept.machine_read),
        "sentences": page.proposal.sentences,
        "named_by": page.proposal.named_by,
        "sentence": page.query.get("sentence", "") if page.query else "",
        "shared": page.shared,
        "earlier": _earlier_rulings(page),
        "said": page.said,
        "own": build_filing_url(page.base, page.filing.number, page.filing.public_id),
        "title": title,
        "forms": _offer_read(page, forms),
        "publish": publish,
        "item": _item(request, page),
        "standards": list_standards(),
        "request_id": request_id or create_request_id(),
        "drafts": sum(row.read_by_machine for row in page.rows),
        "notice": _notice(changed) if changed else "",
        "is_reworded": changed is not None and changed.is_reworded,
        "now": [_told(state) for state in changed.now] if changed else [],
        "checked": status != 200,
        "desk": desk if (desk := request.POST.get("desk") or request.GET.get("desk")) in _DESKS else "",
        "following": _go_on(request, page),
        "has_claims": any(key.startswith("claim-") for key in page.subjects),
    }
    return render(request, "rulings/filing_decides.html", context, status=status)


def _offer_read(page: DecisionPage, forms: Sequence[DecisionForm]) -> Sequence[DecisionForm]:
    """The forms, knowing what the order's own text decides on each."""
    for form in forms:
        form.read = _find_read(page, form)
        form.read_label = label_outcome(form.read.outcome) if form.read else ""
    return forms


def _item(request: HttpRequest, page: DecisionPage) -> PublishedItem | None:
    row = _published(page)
    if row:
        row.docket = page.docket
    return build_working_item("ruling", row, get_desk_user(request), timezone.now(), page.held) if row else None


def _sheets(kept: KeptTexts) -> list[tuple[int, str, str]]:
    """The first pages of the order itself, where its text is stored, for quotations: number, how its place is cited,
    words. Where the pages of the text are not the document's own, no place is known."""
    return [(number, f"at {number}" if kept.is_paged else "", words) for number, words in kept.pages[:PAGES_SHOWN]]


def _earlier_rulings(page: DecisionPage) -> list[tuple[int, str]]:
    """The other rulings of the case that decide something, the latest first."""
    others = Ruling.objects.filter(docket=page.docket, dispositions__isnull=False).exclude(filing=page.filing)
    rows = others.order_by(F("date").desc(nulls_last=True), "-pk").values_list("pk", "filing__number", "title", "date")
    known = rows.distinct()[:EARLIER_OFFERED]
    return [(key, " ".join(filter(None, [number, title or "Ruling", f"({format_date(day)})" if day else ""])))
            for key, number, title, day in known]  # fmt: skip


def _notice(changed: DecisionsChanged) -> str:
    why = [REWORDED if changed.is_reworded else "", DECIDED_ANEW if changed.is_decided_anew else ""]
    return " ".join(filter(None, [*why, UNWRITTEN]))


def _told(state: State) -> str:
    """One line for each current decision."""
    if "outcome" not in state:
        return f"Title: {state['title']}" if state["title"] else "No title"
    what = " on ".join(str(part) for part in (state["motion"], state["claim"] and f"claim {state['claim']}") if part)
    parties = ", ".join(name for _, name in state["parties"])
    told = [
        f"{what}: {label_outcome(state['outcome'])}",
        f"as to {parties}" if parties else "",
        state["reason"],
        state["quotation"],
    ]
    return " · ".join(filter(None, told))
