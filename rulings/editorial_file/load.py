"""Loads what editors know of a case from a file: claims, what rulings decided, hearings, milestones, plain-language
texts.

Place in the flow: beside the machine's reading, which it overrides. Rows from a file count as an editor's;
``interpret`` builds the timeline from both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from dockets.db.preview_transaction import preview_transaction
from dockets.history.audit_log import Who, record_edit
from dockets.models import Court, Docket, Filing
from dockets.record.records import Refusal
from dockets.search.find import find_docket_by_number
from rulings.claims.quotations import QuotationFault, check_quotation, load_kept_texts
from rulings.claims.save_decisions import DECISION_TEXTS, list_decision_states, load_ruling
from rulings.editorial_file.find_named import DocketNames, NameNotFound
from rulings.editorial_file.new_version import forget_new_rows, get_state_title, read_working_state
from rulings.editorial_file.parse import check_docket, iterate_items, open_editorial_file
from rulings.editorial_file.save_if_changed import link_if_changed, save_if_changed
from rulings.history import registry
from rulings.history.snapshots import (
    State,
    get_claim_state,
    get_disposition_state,
    get_editorial_state,
    get_hearing_state,
    get_milestone_state,
    get_ruling_state,
)
from rulings.interpret.docket import interpret_docket, lock_reading
from rulings.models import (
    Claim,
    Disposition,
    Editorial,
    Hearing,
    Milestone,
    Motion,
    Position,
    Publication,
    Repleading,
    Ruling,
)
from rulings.publishing.pending import drop_pending, find_pending, hold_version
from rulings.publishing.steps import When, Wish, build_change, needs_account, save_change
from rulings.vocabulary.claims import ClaimKind

WHO = "import_reading"
"""The name under which the audit log records these edits."""
UPDATED = "Brought up to date from the editors’ file."
"""What readers are told of a change of which the file says nothing."""


@dataclass(slots=True)
class LoadedDocket:
    """The result of one docket of a file: rows made, rows changed, rows that were unchanged."""

    court: str
    docket_number: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    taken: bool = True
    """False when the docket itself was refused."""

    def count(self, created: bool, changed: bool) -> None:
        self.created += created
        self.updated += changed and not created
        self.unchanged += not (created or changed)


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """The result of a file."""

    dockets: tuple[LoadedDocket, ...]

    @property
    def refused(self) -> list[Refusal]:
        return [refusal for docket in self.dockets for refusal in docket.refused]


def load_editorial_file(data: Mapping[str, Any] | Path, *, by: Who = WHO) -> LoadedFile:
    """Loads all valid parts and reports what was refused and why. Each docket is one transaction. Loading a file again
    changes nothing. ``by``: who is named in the audit log.

    Raises ``NotAnEditorialFile`` when nothing in the file can be loaded.
    """
    return LoadedFile(
        tuple(_load_docket(docket, f"$.dockets[{at}]", by) for at, docket in enumerate(open_editorial_file(data)))
    )


def _load_docket(given: Any, path: str, by: Who) -> LoadedDocket:
    good, refused = check_docket(given, path)
    told = given if isinstance(given, dict) else {}
    result = LoadedDocket(str(told.get("court", "")), str(told.get("docket_number", "")), refused=refused)
    docket = _docket(good, path, result) if good else None
    if good is None or docket is None:
        result.taken = False
        return result
    with transaction.atomic():
        # Locked first: a worker may be interpreting the same docket, and creating the rows that are about to be
        # entered.
        lock_reading(docket.pk)
        _Loading(docket, path, result, by).all_of(good)
        interpret_docket(docket.pk)
    return result


def _docket(good: Mapping[str, Any], path: str, result: LoadedDocket) -> Docket | None:
    court = Court.objects.filter(pk=good["court"]).first()
    if court is None:
        why = f"There is no court “{good['court']}”. Courts have their CourtListener ids, such as “wawd”."
        result.refused.append(Refusal(f"{path}.court", why))
        return None
    docket = find_docket_by_number(court, good["docket_number"])
    if docket is None:
        why = (
            f"No docket {good['docket_number']} of {court.id} is known, or more than one could be meant. Import it"
            " first."
        )
        result.refused.append(Refusal(f"{path}.docket_number", why))
    return docket


class _Loading:
    """Loads one docket: its names, and the counts."""

    def __init__(self, docket: Docket, path: str, result: LoadedDocket, by: Who) -> None:
        self.by = by
        self.docket = docket
        self.now = timezone.now()
        self.path = path
        self.result = result
        self.names = DocketNames(docket.pk)
        self.given: Mapping[str, Any] = {}
        self.used: set[int] = set()
        """Dispositions that the file has mentioned."""

    def all_of(self, good: Mapping[str, Any]) -> None:
        self.given = good
        for at, claim in iterate_items(good.get("claims", ())):
            self._claim(claim, f"{self.path}.claims[{at}]")
        for at, ruling in iterate_items(good.get("rulings", ())):
            self._ruling(ruling, f"{self.path}.rulings[{at}]")
        for at, hearing in iterate_items(good.get("hearings", ())):
            self._hearing(hearing, f"{self.path}.hearings[{at}]")
        for milestone in (item for _, item in iterate_items(good.get("milestones", ()))):
            self._milestone(milestone)
        for at, words in iterate_items(good.get("plain_words", ())):
            self._plain_words(words, f"{self.path}.plain_words[{at}]")

    def _holds(self, row: Any, kind: str, given: Mapping[str, Any], load: Callable[[Mapping[str, Any]], None]) -> bool:
        """Whether readers see ``row`` and the file says that its words are a draft or wait for review: what they see
        stands then, and what ``load`` would make of it is kept as its new version."""
        if given.get("state") not in ("draft", "review") or row is None or row.pk is None:
            return False
        if not row.is_public(self.now) or getattr(row, "read_by_machine", False):
            return False
        counted, used = replace(self.result), set(self.used)
        state = read_working_state(row)
        forget_new_rows(state, state)
        with preview_transaction():
            load({name: value for name, value in given.items() if name not in ("state", "change")})
            new = read_working_state(row)
        forget_new_rows(new, state)
        self.result.created, self.result.updated, self.result.unchanged = (
            counted.created, counted.updated, counted.unchanged
        )  # fmt: skip
        self.used = used
        held = find_pending(kind, row.pk)
        is_changed = new != (held.state if held else state)
        self.result.count(False, is_changed)
        if is_changed:
            self._hold(row, kind, given, new)
        return True

    def _hold(self, row: Any, kind: str, given: Mapping[str, Any], state: State) -> None:
        told = given.get("change") or {"kind": "update", "words": UPDATED}
        when = When.DRAFT if given["state"] == "draft" else When.REVIEW
        wish = Wish(when, what=told["kind"], words=told.get("words", UPDATED))
        by = self.by if isinstance(self.by, AbstractBaseUser) else None
        title = get_state_title(state) or str(row)
        hold_version(row, kind, state, wish, by=by, now=self.now, request_id="", title=title)

    def _claim(self, given: Mapping[str, Any], path: str) -> None:
        kind = given.get("kind", ClaimKind.CLAIM.value)
        pleading = self._filing(given.get("pleading"), f"{path}.pleading")
        claim = self._known_claim(kind, given["number"], pleading)
        if self._holds(claim, "claim", given, lambda told: self._claim(told, path)):
            return
        claim = claim or Claim(docket=self.docket, kind=kind, number=given["number"])
        before, seen = get_claim_state(claim) if claim.pk else None, self._is_seen(claim)
        values = {name: given[name] for name in ("title", "ground", "summary") if name in given}
        if "pleading" in given:
            values["pleading_id"] = pleading
        created, changed = save_if_changed(claim, values | _state(given))
        for name in ("asserted_by", "against"):
            if name in given:
                changed |= link_if_changed(claim, name, self._parties(given[name], f"{path}.{name}"))
        for at, position in enumerate(given.get("positions", ())):
            changed |= self._position(claim, position, f"{path}.positions[{at}]")
        for at, later in enumerate(given.get("later_pleadings", ())):
            changed |= self._repleading(claim, later, f"{path}.later_pleadings[{at}]")
        if created or changed:
            self._note(claim, "claim", before, get_claim_state(claim))
            self._tell(claim, "claim", given, before, seen)
        self.result.count(created, changed)

    def _known_claim(self, kind: str, number: int, pleading: int | None) -> Claim | None:
        """The claim with this number in this pleading; or the only one with the number, where the file too has only
        one."""
        rows = list(Claim.objects.filter(docket=self.docket, kind=kind, number=number).order_by("id"))
        claims = [claim for _, claim in iterate_items(self.given.get("claims", ()))]
        told = sum(claim.get("kind", ClaimKind.CLAIM) == kind and claim["number"] == number for claim in claims)
        same = [row for row in rows if row.pleading_id == pleading]
        return same[0] if same else rows[0] if len(rows) == 1 and told <= 1 else None

    def _position(self, claim: Claim, given: Mapping[str, Any], path: str) -> bool:
        whose = {"claim": claim, "stance": given["stance"]}
        row = Position.objects.filter(**whose).first() or Position(**whose)
        return any(
            save_if_changed(
                row, {"text": given["text"], "filing_id": self._filing(given.get("filing"), f"{path}.filing")}
            )
        )

    def _repleading(self, claim: Claim, given: Mapping[str, Any], path: str) -> bool:
        filing = self._filing(given["pleading"], f"{path}.pleading")
        if filing is None:
            return False
        row = Repleading.objects.filter(claim=claim, pleading=filing).first() or Repleading(
            claim=claim, pleading_id=filing
        )
        return any(save_if_changed(row, {"change": given["change"], "number": given.get("number")}))

    def _ruling(self, given: Mapping[str, Any], path: str) -> None:
        filing = self._filing(given["filing"], f"{path}.filing")
        if filing is None:
            return
        known = Ruling.objects.filter(filing=filing).first()
        if self._holds(known, "ruling", given, lambda told: self._ruling(told, path)):
            return
        ruling = known or Ruling(filing_id=filing, docket=self.docket)
        before = get_ruling_state(ruling) if ruling.pk else None
        seen = self._is_seen(ruling) and not ruling.read_by_machine
        decided = list_decision_states(*load_ruling(ruling.filing)) if seen else []
        names = ("title", "standard", "citation", "judge", "by_parties")
        values = {name: given[name] for name in names if name in given}
        created, changed = save_if_changed(
            ruling,
            {
                **values,
                **_state(given),
                "date": self.names.day(filing),
                "read_by_machine": False,
                "text_key": ruling.filing.fingerprint,
            },
        )
        self._note(ruling, "ruling", before, get_ruling_state(ruling))
        self.result.count(created, changed)
        for at, disposition in iterate_items(given.get("dispositions", ())):
            self._disposition(ruling, disposition, f"{path}.dispositions[{at}]")
        if seen and list_decision_states(*load_ruling(ruling.filing)) != decided:
            self._tell(ruling, "ruling", given, before, seen)

    def _disposition(self, ruling: Ruling, given: Mapping[str, Any], path: str) -> None:
        motion = self._motion(given.get("motion"), f"{path}.motion")
        claim = self._numbered_claim(given.get("claim"), f"{path}.claim")
        if (motion is None) != (given.get("motion") is None) or (claim is None) != (given.get("claim") is None):
            return
        if motion is None and claim is None:
            self._refuse(path, "It needs a “motion” or a “claim”.")
            return
        parties = self._parties(given.get("parties", []), f"{path}.parties")
        rows = Disposition.objects.filter(ruling=ruling, motion=motion, claim=claim).order_by("read_by_machine", "id")
        known = self._known_disposition(list(rows), given, parties)
        disposition = known or Disposition(ruling=ruling, motion=motion, claim=claim)
        before = get_disposition_state(disposition) if known else None
        values = {name: given[name] for name in DECISION_TEXTS if name in given}
        if fault := self._find_misquotation(ruling, disposition, values):
            self._refuse(f"{path}.quotation", fault)
            return
        if "reviews" in given:
            values["reviews_id"] = self._reviewed(disposition, given["reviews"], f"{path}.reviews")
        for draft in rows.filter(read_by_machine=True).exclude(pk=disposition.pk):
            registry.delete_with_record(draft, by=self.by)
        created, changed = save_if_changed(disposition, {**values, "read_by_machine": False})
        self.used.add(disposition.pk)
        if "parties" in given:
            changed |= link_if_changed(disposition, "parties", parties)
        if created or changed:
            self._note(disposition, "disposition", before, get_disposition_state(disposition))
        self.result.count(created, changed)

    def _find_misquotation(self, ruling: Ruling, known: Disposition, values: dict[str, Any]) -> str:
        """Why the quotation cannot be taken; "" where there is none, or where the ruling says it. Its page is filled in
        where the file names none."""
        told = {name: values.get(name, getattr(known, name)) for name in ("quotation", "place", "quoted_from")}
        if not told["quotation"]:
            return ""
        kept = load_kept_texts(Filing.objects.defer("search").get(pk=ruling.filing_id))
        try:
            values["place"] = check_quotation(kept, told["quotation"], told["place"], told["quoted_from"])
        except QuotationFault as fault:
            return str(fault)
        return ""

    def _known_disposition(
        self, rows: list[Disposition], given: Mapping[str, Any], parties: set[int | None]
    ) -> Disposition | None:
        """Among those on the same motion or claim in the same ruling: one for the same parties, else one with the same
        outcome, else any that the file has not mentioned yet."""
        free = [row for row in rows if row.pk not in self.used]
        for_them = [row for row in free if {party.pk for party in row.parties.all()} == parties]
        alike = [row for row in free if row.outcome == given["outcome"]]
        return next(iter([*for_them, *alike, *free]), None)

    def _reviewed(self, disposition: Disposition, reference: Any, path: str) -> int | None:
        """The disposition of an earlier ruling on the same motion or claim."""
        filing = self._filing(reference, path) if reference is not None else None
        if filing is None:
            return None
        rows = Disposition.objects.filter(ruling__filing=filing, motion=disposition.motion, claim=disposition.claim)
        found = rows.exclude(pk=disposition.pk).order_by("read_by_machine", "id").values_list("pk", flat=True).first()
        if found is None:
            nothing = (
                "That ruling decided nothing on the same motion or claim. Rulings stand in the order of their days."
            )
            self._refuse(path, nothing)
        return found

    def _note(self, row: Model, kind: str, before: State | None, after: State | None) -> None:
        record_edit(docket_id=self.docket.pk, kind=kind, object_id=row.pk, before=before, after=after, by=self.by)

    def _motion(self, reference: Any, path: str) -> Motion | None:
        """The motion of a filing; created where the machine saw none."""
        filing = self._filing(reference, path) if reference is not None else None
        if filing is None:
            return None
        motion = Motion.objects.filter(filing=filing).first()
        if motion is None:
            motion = Motion.objects.create(filing_id=filing, docket=self.docket, read_by_machine=False)
            registry.record_row_edit(motion, None, by=self.by)
        return motion

    def _numbered_claim(self, reference: Any, path: str) -> Claim | None:
        if reference is None:
            return None
        named = reference if isinstance(reference, Mapping) else {"number": reference}
        kind, number = named.get("kind", ClaimKind.CLAIM.value), named["number"]
        rows = Claim.objects.filter(docket=self.docket, kind=kind, number=number).order_by("id")
        if "pleading" in named:
            rows = rows.filter(pleading=self._filing(named["pleading"], f"{path}.pleading"))
        found = list(rows[:2])
        if len(found) != 1:
            several = f"More than one {kind} has the number {number}: name its “pleading” too."
            self._refuse(path, several if found else f"This docket has no {kind.replace('_', '-')} {number}.")
            return None
        return found[0]

    def _hearing(self, given: Mapping[str, Any], path: str) -> None:
        day = date.fromisoformat(given["date"])
        filing = self._filing(given["filing"], f"{path}.filing") if given.get("filing") is not None else None
        if given.get("filing") is not None and filing is None:
            return
        alike = Hearing.objects.filter(docket=self.docket, date=day, title=given["title"], read_by_machine=False)
        hearing = alike.order_by("id").first()
        before = get_hearing_state(hearing) if hearing else None
        hearing = hearing or Hearing(docket=self.docket, date=day, title=given["title"])
        values: dict[str, Any] = {"read_by_machine": False}
        if "filing" in given or not hearing.pk:
            values["filing_id"] = filing
        if "time" in given:
            values["starts_at"] = self._moment(day, given["time"])
        if "place" in given:
            values["place"] = given["place"]
        created, changed = save_if_changed(hearing, values)
        if "about" in given:
            about = {self._filing(one, f"{path}.about[{at}]") for at, one in enumerate(given["about"])}
            changed |= link_if_changed(hearing, "about", about - {None})
        if created or changed:
            registry.record_row_edit(hearing, before, by=self.by)
        self.result.count(created, changed)

    def _moment(self, day: date, clock: str | None) -> datetime | None:
        return datetime.combine(day, time.fromisoformat(clock), tzinfo=self.docket.court.zone) if clock else None

    def _milestone(self, given: Mapping[str, Any]) -> None:
        day = date.fromisoformat(given["date"])
        milestone = Milestone.objects.filter(docket=self.docket, date=day, headline=given["headline"]).first()
        if self._holds(milestone, "milestone", given, self._milestone):
            return
        before, seen = get_milestone_state(milestone), self._is_seen(milestone)
        milestone = milestone or Milestone(docket=self.docket, date=day, headline=given["headline"])
        created, changed = save_if_changed(
            milestone, {name: given[name] for name in ("text", "source", "source_url") if name in given} | _state(given)
        )
        if created or changed:
            registry.record_row_edit(milestone, before, by=self.by)
            self._tell(milestone, "milestone", given, before, seen)
        self.result.count(created, changed)

    def _plain_words(self, given: Mapping[str, Any], path: str) -> None:
        filing = self._filing(given["filing"], f"{path}.filing") if "filing" in given else None
        if "filing" in given and filing is None:
            return
        row = Editorial.objects.filter(docket=self.docket, filing=filing).first()
        if self._holds(row, "editorial", given, lambda told: self._plain_words(told, path)):
            return
        before, seen = get_editorial_state(row), self._is_seen(row)
        row = row or Editorial(docket=self.docket, filing_id=filing)
        values = {name: given[name] for name in ("headline", "summary", "pinned") if name in given}
        differs = before is None or any(before[name] != value for name, value in values.items())
        created, changed = save_if_changed(
            row, values | _state(given) | ({"edited_at": timezone.now(), "edited_by": None} if differs else {})
        )
        if created or changed:
            registry.record_row_edit(row, before, by=self.by)
            self._tell(row, "editorial", given, before, seen)
        self.result.count(created, changed)

    def _is_seen(self, row: Publication | None) -> bool:
        """Whether readers see it, or have seen it: a change of it is told."""
        return needs_account(row, self.now)

    def _tell(self, row: Any, kind: str, given: Mapping[str, Any], before: State | None, seen: bool) -> None:
        """Tells readers of a change that the file made in what they had seen, in its words or in ``UPDATED``. What was
        on its way beside it gives way to the file."""
        if before is None:
            return
        drop_pending(kind, row.pk, by=self.by)
        told = given.get("change") or {"kind": "update", "words": UPDATED}
        if not seen or not row.is_public(self.now):
            return
        wish = Wish(what=told["kind"], words=told.get("words", UPDATED))
        change = build_change(row, kind, wish, self.by if isinstance(self.by, AbstractBaseUser) else None, self.now)
        save_change(change, row, by=self.by)

    def _filing(self, reference: Any, path: str) -> int | None:
        if reference is None:
            return None
        try:
            return self.names.filing(reference)
        except NameNotFound as error:
            self._refuse(path, str(error))
            return None

    def _parties(self, given: list[str], path: str) -> set[int | None]:
        found: set[int | None] = set()
        for at, name in enumerate(given):
            try:
                found.update(self.names.parties(name))
            except NameNotFound as error:
                self._refuse(f"{path}[{at}]", str(error))
        return found

    def _refuse(self, path: str, why: str) -> None:
        self.result.refused.append(Refusal(path, why))


_STATES = {"draft": "draft", "review": "waiting", "published": "published"}


def _state(given: Mapping[str, Any]) -> dict[str, str]:
    """How far the file says that it has come; nothing where it says nothing: what is new is then published."""
    return {"status": _STATES[given["state"]]} if "state" in given else {}
