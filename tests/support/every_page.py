"""Every page of the site with the sample case in it: what ``tests.support.permissions`` names, and what queries make of
it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from casetracker.sample import PAYLOADS, READING
from dockets.identity.duplicate_dockets import keep_dockets_apart
from dockets.identity.identity_log import record_given
from dockets.identity.merge_dockets import merge_dockets
from dockets.models import Docket, IdentityDecision
from rulings.editorial_file.load import load_editorial_file
from rulings.following.unsubscribe import build_unsubscribe_key
from rulings.models import Follow
from rulings.passages.links import build_passage_link
from rulings.trackers.save import add_matters
from tests.conftest import Users
from tests.site.test_permissions import address
from tests.support import factories
from tests.support.examples import pick_rows
from tests.support.permissions import TABLE

CASE = "/cases/wawd/2:21-cv-00031/"
PASSAGE = build_passage_link("ORDER", 0, 5)
NARROWED = (
    "/?page=2",
    "/cases/?q=nobody",
    "/cases/?q=parler&status=open&filed_from=2021-01-30",
    "/search/?q=order",
    "/search/?q=motion&court=wawd",
    "/search/?q=zymurgy",
    "/search/?q=the",
    "/search/?q=scantest+or+order&rulings=1",
    "/rulings/?outcome=denied",
    "/rulings/?q=zymurgy&kind=x",
    "/pending/?state=all_pending&months=6",
    "/people/?q=a",
    "/people/lawyer/David%20J%20Groesbeck/",
    "/people/judge/Barbara%20J.%20Rothstein/",
    "/search/?q=groesbeck",
    "/search/?q=sherman+act",
    "/calendar/?month=2021-01",
    "/calendar/?month=2031-01",
    "/calendar/?week=2021-01-14",
    f"{CASE}filings/2/documents/0/",
    f"{CASE}filings/34/documents/0/?from=7",
    f"{CASE}filings/34/documents/0/pages/2/?zoom=2&turn=90",
    f"{CASE}filings/34/documents/0/pages/1/?q=denied&passage=0-5.00000000",
    *(f"{CASE}filings/34/documents/0/pages/1/{of}?passage={PASSAGE}" for of in ("", "passage.svg", "embed/")),
    f"{CASE}?order=newest",
    f"{CASE}?all=1",
    f"{CASE}?parties=all",
    f"{CASE}?q=motion&kind=order&date_from=x",
    f"{CASE}?q=zymurgy",
    f"{CASE}?routine=shown&documents=1",
    f"{CASE}?notes=1",
    f"{CASE}?since=2021-01-01&rulings=1",
    f"{CASE}claims/?on=2021-02-01",
    "/cases/wawd/2:21-cv-00270/",
    "/cases/side-by-side/?case=wawd/2:21-cv-00031&case=wawd/2:21-cv-00270&tracker=sometracker",
    "/search/?q=parler&order=relevance",
    "/search/?q=groesbek",
    "/desk/?of=all",
    "/desk/?done=1",
    "/desk/wanted/?place=buy&order=price&whose=x",
    "/following/?order=since&sort=Case&news=1",
    "/following/?of=newsroom",
    "/following/channels/?of=newsroom",
    "/following/channels/add/?kind=webhook",
    "/following/channels/add/?kind=mail",
    "/following/channels/add/?kind=mail&of=newsroom",
    "/trackers/sometracker/?on=2021-01-15&group=status&order=name&status=none&q=parler",
    "/accounts/login/?next=/desk/",
    "/no-such-page/",
    "/cases/wawd/2:99-cv-99999/",
)


@dataclass(frozen=True)
class Everything:
    users: Users
    place: Mapping[str, str]

    def addresses(self) -> list[str]:
        woven = Docket.objects.get(docket_number="2:21-cv-00270").pk
        named = [address(route, self.place) for route, row in TABLE.items() if row.get != "405"]
        return [*named, *NARROWED, f"{CASE}?with={woven}", f"{CASE}embed/?with={woven}"]

    def pages(self, role: str, usual: int | None = None) -> Iterator[tuple[str, Any]]:
        """Address and answer of each page that is HTML; ``usual``: of so many addresses (``pick_rows``). ``role``:
        "nobody", or an attribute of ``Users``."""
        client = Client()
        if role != "nobody":
            client.force_login(getattr(self.users, role))
        every = self.addresses()
        for where in pick_rows(every, len(every) if usual is None else usual):
            answer: Any = client.get(where)
            if not answer.streaming and answer.content and answer["Content-Type"].startswith("text/html"):
                yield where, answer


def build(users: Users) -> Everything:
    """The sample case, with notes, and one thing of each kind that the newsroom's pages show."""
    for path in PAYLOADS:
        call_command("import_docket", str(path), "--json")
    load_editorial_file(READING)
    case = Docket.objects.get(docket_number="2:21-cv-00031")
    filing = case.filings.get(number="34")
    factories.annotation(filing=filing, author=users.editor, body="A *note* for readers", visibility="public")
    private = factories.annotation(filing=filing, author=users.editor, visibility="private")
    factories.annotation(filing=filing, author=users.editor, passage="ORDER")
    factories.kept_document(filing=filing, by=users.editor, pages=["ORDER\nThe motion is denied.", ""])
    factories.brought_file(docket=case, by=users.editor, name="34.pdf")
    twin, third = factories.docket(docket_number="2:22-cv-00001"), factories.docket(docket_number="2:22-cv-00002")
    keep_dockets_apart(case, third, by=None, now=timezone.now())
    merge = merge_dockets(factories.docket().pk, twin.pk, by=None, now=timezone.now())
    one, two = (factories.observation(filing=factories.filing(docket=twin, number=number)) for number in ("1", "2"))
    decision = IdentityDecision.objects.create(docket=twin, first=one, second=two, verdict="different")
    record_given(decision, by=users.editor, at=timezone.now())
    factories.filing(docket=twin, number="3", possible_duplicate_of=one.filing)
    factories.relation(docket=twin, other=third, kind="appeal_of")
    tracker = factories.tracker(slug="sometracker")
    (matter,) = add_matters(tracker.pk, [case.pk], by=users.editor, now=timezone.now())
    channel = factories.channel(owner=users.editor)
    ids = {
        "tracker_id": tracker.pk, "matter_id": matter.pk,
        "docket_id": case.pk, "source_id": factories.source().pk, "decision_id": decision.pk, "merge_id": merge.pk,
        "filing_key": filing.pk, "run_id": factories.import_run(batch="abc").pk,
        "token_id": factories.api_token(users.editor)[0].pk,
        "user_id": users.journalist.pk,
        "invitation_id": factories.invitation("sometoken", by=users.admin).pk,
        "follow_id": _follow(users, case).pk, "channel_id": channel.pk,
        "end_key": build_unsubscribe_key(channel.pk, None), "reader_id": users.editor.pk,
        "party_id": factories.party(docket=case, name="Elm Corp.", position=9).pk,
    }  # fmt: skip
    place = {name: str(key) for name, key in ids.items()} | {
        "court_id": "wawd",
        "number": case.docket_number,
        "reference": "34",
        "form": "json",
        "public_id": private.public_id,
        "filing_id": filing.public_id,
        "batch": "abc",
        "document": "0",
        "page": "1",
        "width": "180",
        "role": "party",
        "name": "Elm Corp.",
        "kind": "claim",
        "object_id": str(case.claims.earliest("pk").pk),
        "of": "filing",
        "thing": filing.public_id,
        "token": "sometoken",
        "slug": tracker.slug,
        "anchor": matter.anchor,
        "provider_id": "directory",
        "organization_slug": "directory",
        "uidb36": "1",
        "key": "x",
        "pk": "1",
    }
    return Everything(users, place)


def _follow(users: Users, case: Docket) -> Follow:
    """With news of every kind that a page shows; admins follow, too."""
    factories.follow(user=users.admin, docket=case, paused_at=timezone.now())
    factories.follow(user=None, court=case.court)
    filing = case.filings.get(number="34")
    factories.news(docket=case, filing=filing, topics=["ruling"], headline="Order")
    factories.news(docket=case, filing=filing, topics=["changed"], headline="Order", before="An order of the clerk")
    return factories.follow(user=users.editor, docket=case, note="For the series")
