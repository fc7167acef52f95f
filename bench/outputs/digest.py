"""``python -m bench.outputs [--corpus FOLDER] (--write FILE | --against FILE) [--keep FOLDER] [--strict]``

Everything that the site answers, as one digest per answer, to show that a change which should change no output has
changed none.

The sample case, what a newsroom enters, and with ``--corpus`` all court files of a folder are imported into a database
of the bench's own, always in the same order and at the same times. Then anonymous readers, journalists, editors and
admins request every page, export, feed and answer of the API. ``--keep`` is the folder of the texts behind the digests:
written with ``--write``, read with ``--against``, which then shows the first differences. Exit 0: nothing differs; 1:
it does.
"""

import argparse
import contextlib
import csv
import difflib
import gzip
import hashlib
import io
import itertools
import json
import logging
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import time_machine

from bench.database import NAME, own_database
from bench.outputs import canonical

if TYPE_CHECKING:
    from django.test import Client

type Clients = dict[str, Client]
"""Role -> its session."""
ROLES = ("anonymous", "journalist", "editor", "admin")
SAMPLE = "/cases/wawd/2:21-cv-00031/"
FIRST_IMPORT, AN_HOUR = datetime(2026, 6, 1, 17, tzinfo=UTC), timedelta(hours=1)
"""Time of the first import; each file comes an hour after the last one."""
ASKED_AT = datetime(2026, 11, 30, 17, tzinfo=UTC)
"""When the pages are requested. The database's own clock is later, so everything published by then is included."""
SAMPLE_CASES = 10
"""Cases in the sample; the others are the corpus's."""
SMALL = 5
"""Fewer pages are requested of a case with fewer filings."""
SHOWN, LINES = 5, 40
"""Differences that are printed, and lines of each."""
_UNSTABLE = {"content-length", "content-type", "etag", "last-modified", "set-cookie"}
"""Headers with random values or a length, or that stand in the first line."""
_TARGETS = re.compile(rb'data-hx-target="#([\w-]+)"')
_NEXT_PAGE = re.compile(rb'(?:href="|"next": ?"http://localhost)((?:\?|/api/)[^"]*\bafter=[^"]+)"')
_NEXT_STEP = re.compile(rb'data-hx-get="(\?after=[^"]+)"')


@dataclass
class Output:
    """One answer. ``queries`` and ``size`` are compared only with ``--strict``."""

    digest: str
    status: int
    kind: str
    queries: int
    size: int


@dataclass
class Outputs:
    """All answers so far: role, address and part -> answer."""

    keep: Path | None
    before: Mapping[str, Output] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    found: dict[str, Output] = field(default_factory=dict)
    differing: dict[str, str] = field(default_factory=dict)
    """Texts of the first answers that differ from ``before``."""

    def add(self, name: str, text: str, *, status: int = 0, kind: str = "", queries: int = 0, size: int = 0) -> None:
        """Records one answer. ``text``: what is compared; ``size``: bytes of the answer itself."""
        digest = hashlib.sha256(text.encode()).hexdigest()[:32]
        known = canonical.without_random(name, self.names)
        self.found[known] = Output(digest, status, kind, queries, size)
        if len(self.differing) < SHOWN and known in self.before and self.before[known].digest != digest:
            self.differing[known] = text
        if self.keep and not (path := kept_at(self.keep, digest)).exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.compress(text.encode(), 1, mtime=0))

    def ask(self, role: str, client: "Client", address: str, target: str = "") -> bytes:
        """Requests an address, or the part of its page that htmx puts in place of ``target``. Returns the body."""
        from django.db import connection

        name = f"{role} {address}{f' #{target}' if target else ''}"
        counted = 0

        def count(execute: Any, *about: Any) -> Any:
            nonlocal counted
            counted += 1
            return execute(*about)

        headers = {"HX-Request": "true", "HX-Target": target} if target else None
        with connection.execute_wrapper(count):
            answer: Any = client.get(address, headers=headers)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        kind = answer.get("Content-Type", "")
        text = self._head(answer) + canonical.canonical(kind, body, self.names) if body else self._head(answer)
        self.add(name, text, status=answer.status_code, kind=kind, queries=counted, size=len(body))
        return bytes(body)

    def _head(self, answer: Any) -> str:
        """Status and headers, in the order of their names."""
        headers = sorted((name.lower(), value) for name, value in answer.items() if name.lower() not in _UNSTABLE)
        told = "".join(f"{name}: {value}\n" for name, value in headers)
        return canonical.without_random(f"{answer.status_code} {answer.get('Content-Type', '')}\n{told}\n", self.names)


def kept_at(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / f"{digest}.txt.gz"


def main() -> int:
    asked = arguments()
    # On SIGTERM it still drops its database.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    started = time.perf_counter()
    outputs = Outputs(asked.keep) if asked.write else Outputs(None, read(asked.against))
    frozen = time_machine.travel(FIRST_IMPORT, tick=False)
    with own_database(), tempfile.TemporaryDirectory() as folder, frozen as clock:
        _set_up(Path(folder))
        untried = collect(outputs, asked.corpus, clock)
    print(f"{len(outputs.found)} outputs in {time.perf_counter() - started:.0f} s.")
    for route in untried:
        print(f"Not tried: {route}")
    for name in [name for name, output in outputs.found.items() if output.status == 500]:
        print(f"Failed: {name}")
    if asked.write:
        write(asked.write, outputs.found)
        return 0
    return compare(outputs, asked)


def arguments() -> argparse.Namespace:
    about = "All that the site answers, as one digest an answer."
    parser = argparse.ArgumentParser(prog="bench.outputs", description=about)
    parser.add_argument("--corpus", type=Path, metavar="FOLDER", help="court files; without it the sample case alone")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--write", type=Path, metavar="FILE", help="write the digests to FILE")
    way.add_argument("--against", type=Path, metavar="FILE", help="say what differs from the digests in FILE")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the texts behind the digests of FILE are")
    parser.add_argument("--strict", action="store_true", help="compare numbers of queries and sizes too")
    return parser.parse_args()


def _set_up(folder: Path) -> None:
    """Sets up Django on the bench's own database, with the site's three users."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "casetracker.settings",
        "CASETRACKER_DATA_DIR": str(folder),
        "CASETRACKER_STATIC_ROOT": str(folder / "static"),
        "CASETRACKER_BROKER_PREFIX": f"bench-{os.getpid()}:",
        "CASETRACKER_HTTPS": "off",
        "CASETRACKER_LOG_LEVEL": "CRITICAL",
        "CASETRACKER_SECRET_KEY": "for the bench only, " * 3,
    }
    os.environ |= dict.fromkeys((f"CASETRACKER_{who}_RATE" for who in ("PAGE", "ANONYMOUS", "USER")), "1000000/second")
    random.seed(1)
    logging.disable()  # each refusal would be told of
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        # The data need not outlive the run.
        cursor.execute(f"ALTER DATABASE {NAME} SET synchronous_commit = off")
    connection.close()
    call_command("prepare_site", stdout=io.StringIO())
    from django.contrib.auth import get_user_model
    from django.contrib.auth.hashers import make_password

    # Admins see the password's salt.
    get_user_model().objects.update(password=make_password("bench", salt="bench"))


def collect(outputs: Outputs, corpus: Path | None, clock: "time_machine.Traveller") -> list[str]:
    """Fills the database and requests everything. Returns the routes for which no address was known."""
    from bench.outputs import editors_work

    place = _sample()
    if corpus:
        for file in court_files(corpus):
            clock.shift(AN_HOUR)
            name = file.relative_to(corpus).as_posix()
            outputs.add(f"import_docket {name}", _imported(file))
    clients = _clients()
    preview = editors_work.work(clients, SAMPLE, place["shared"], has_corpus=corpus is not None)
    clock.move_to(ASKED_AT)
    outputs.names = random_names()
    place = renamed(place, outputs.names)
    _settle()
    clients = _clients()
    untried = list(_ask_routes(outputs, clients, [place, place | {"public_id": place["shared"], "run_id": preview}]))
    _ask_cases(outputs, clients)
    _ask_commands(outputs)
    return untried


def _clients() -> Clients:
    """A user of each role, with a fresh session."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    clients = {role: Client(SERVER_NAME="localhost", raise_request_exception=False) for role in ROLES}
    for user in get_user_model().objects.filter(username__in=ROLES):
        clients[user.get_username()].force_login(user)
    return clients


def _sample() -> dict[str, str]:
    """Loads the sample case, and one thing of each kind that the newsroom's pages show. Returns the parts of
    addresses."""
    from django.apps import apps
    from django.contrib.auth import get_user_model

    from tests.conftest import Users
    from tests.support import factories
    from tests.support.every_page import build

    users = Users(*(get_user_model().objects.get(username=role) for role in ROLES[1:]))
    with contextlib.redirect_stdout(io.StringIO()):
        place = dict(build(users).place)
    sample = apps.get_model("dockets", "Docket").objects.get(pk=place["docket_id"])
    filing = sample.filings.get(number="34")
    shared = factories.annotation(filing=filing, author=users.editor, body="To be checked, @journalist")
    relation = factories.relation(
        docket=sample, other=apps.get_model("dockets", "Docket").objects.latest("pk"), kind="remanded_to"
    )
    relation.status = "suggested"
    relation.save(update_fields=["status"])
    keys = {
        "relation_id": "dockets.DocketRelation",
        "apart_id": "dockets.DocketsApart",
        "edit_id": "dockets.AuditEntry",
    }
    last = {name: apps.get_model(model).objects.latest("pk").pk for name, model in keys.items() if _any(model)}
    place |= {name: str(key) for name, key in last.items()}
    return place | {
        "<int:filing_id>": place["filing_key"],
        "act": "take",
        "secret": "none",
        "shared": shared.public_id,
        "id": "1",
    }


def _any(model: str) -> bool:
    from django.apps import apps

    return bool(apps.get_model(model).objects.exists())


def court_files(folder: Path) -> Iterator[Path]:
    """Files to import, by name. JSON beside a file of the same name is the expected parse, and skipped."""
    every = sorted(path for path in folder.rglob("*") if path.is_file() and path.parent != folder)
    stems = {(path.parent, path.stem) for path in every if path.suffix not in {".json", ".md"}}
    for path in every:
        if path.suffix != ".md" and not (path.suffix == ".json" and (path.parent, path.stem) in stems):
            yield path


def _imported(file: Path) -> str:
    """What ``import_docket`` prints. A court that the file does not state is taken from the manifest, or from its
    name."""
    told = _command("import_docket", str(file), "--json")
    if "name the court" in told:
        told += _command("import_docket", str(file), "--json", "--court", _court(file))
    return told


def _court(file: Path) -> str:
    manifest = file.parents[1] / "manifest.csv"
    if manifest.exists():
        with manifest.open(encoding="utf-8", newline="") as rows:
            named = {row["file"]: row["court"] for row in csv.DictReader(rows)}
        if court := named.get(f"{file.parent.name}/{file.name}"):
            return court
    return file.stem.partition("_")[0]


def _command(name: str, *about: str) -> str:
    """What a command prints, and its exit code."""
    from django.core.management import CommandError, call_command

    out, ended = io.StringIO(), "0"
    try:
        call_command(name, *about, stdout=out)
    except CommandError as error:
        ended = f"{error.returncode} {error}"
    except SystemExit as error:
        ended = str(error.code)
    return f"{out.getvalue()}exit {ended}\n"


def _settle() -> None:
    """Rewrites rows and statistics as if all had come at once and in order. Else the times of autovacuum would decide
    where rows lie, and so which of many hits are counted and which plan is taken."""
    from django.apps import apps
    from django.db import connection

    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if not model._meta.managed or model._meta.proxy:
                continue
            constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
            key = next(name for name, told in constraints.items() if told["primary_key"])
            quoted = (connection.ops.quote_name(name) for name in (model._meta.db_table, key))
            cursor.execute("CLUSTER {} USING {}".format(*quoted))
        cursor.execute("VACUUM ANALYZE")


def random_names() -> dict[str, str]:
    """Every random id -> the row that has it. Public ids are first replaced by ones made of the row's key, since
    versions in forms are hashes over them."""
    from django.apps import apps

    names: dict[str, str] = {}
    for model in apps.get_models():
        rows = model._default_manager
        for column in {"public_id", "batch"} & {known.name for known in model._meta.get_fields()}:
            for key, value in list(rows.exclude(**{column: ""}).order_by("-pk").values_list("pk", column)):
                names[value] = f"{model.__name__}-{column}-{key}"
                if column == "public_id":
                    fixed = f"{model.__name__[0].lower()}{key:011d}"
                    rows.filter(pk=key).update(public_id=fixed)
                    names[fixed] = names[value]
    return names


def renamed(place: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """``place`` with the public ids of after ``random_names``."""
    now = {stands_for: value for value, stands_for in names.items()}
    return {name: now[names[value]] if value in names else value for name, value in place.items()}


def _ask_routes(outputs: Outputs, clients: Clients, places: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Requests each route of the site, and questions over all cases. Yields the routes without a known address.
    ``places``: parts of addresses, as for ``addresses.filled``."""
    from bench.outputs import addresses
    from tests.support.every_page import NARROWED

    asked: list[str] = []
    for route in addresses.routes():
        try:
            asked += dict.fromkeys(addresses.filled(route, place) for place in places)
        except KeyError as missing:
            yield f"{route} ({missing} is not known)"
    for role, client in clients.items():
        for address in dict.fromkeys((*asked, *NARROWED, *addresses.ALL_CASES)):
            _ask_with_parts(outputs, role, client, address)
    _ask_private(outputs, clients, asked)


def _ask_private(outputs: Outputs, clients: Clients, asked: Iterable[str]) -> None:
    """Requests the same routes on a site that requires a login."""
    from django.conf import settings
    from django.test import Client, override_settings

    private = [*settings.MIDDLEWARE, "django.contrib.auth.middleware.LoginRequiredMiddleware"]
    with override_settings(SITE_IS_PUBLIC=False, MIDDLEWARE=private):
        for role in ("anonymous", "journalist"):
            client = Client(SERVER_NAME="localhost", raise_request_exception=False)
            client.cookies = clients[role].cookies
            for address in dict.fromkeys(asked):
                outputs.ask(f"private {role}", client, address)


def _ask_with_parts(outputs: Outputs, role: str, client: "Client", address: str) -> None:
    """Requests a page, each part of it that htmx requests at the same address, and the page after it."""
    body = outputs.ask(role, client, address)
    for found in _NEXT_PAGE.findall(body)[:1]:
        following = found.decode().replace("&amp;", "&")
        outputs.ask(role, client, following if following.startswith("/") else f"{address.partition('?')[0]}{following}")
    for target in sorted({found.decode() for found in _TARGETS.findall(body)}):
        outputs.ask(role, client, address, target)


def _ask_cases(outputs: Outputs, clients: Clients) -> None:
    """Requests each case: those of the sample as every role, those of the corpus anonymously and as an editor."""
    from django.apps import apps

    for turn, docket in enumerate(apps.get_model("dockets", "Docket").objects.order_by("pk")):
        for role in ROLES if turn < SAMPLE_CASES else ("anonymous", "editor"):
            _ask_case(outputs, role, clients[role], docket, turn)


def _ask_case(outputs: Outputs, role: str, client: "Client", docket: Any, turn: int) -> None:
    """Requests one case. What editors see like everybody else is requested as editor in the sample only."""
    from bench.outputs import addresses
    from bench.outputs.editors_work import case_at

    base, is_small, asked = case_at(docket), docket.filing_count < SMALL, []
    filings = addresses.first_middle_last(list(docket.filings.order_by("pk").values("number", "public_id")))
    filings = filings[:1] if is_small else filings
    if role == "anonymous" or turn < SAMPLE_CASES:
        asked += addresses.of_small_case(base) if is_small else addresses.of_case(base, turn)
        asked += (address for filing in filings for address in addresses.of_filing(base, filing))
    if role == "editor":
        asked += [base] if is_small else addresses.of_editors(base, docket.pk, turn)
        asked += (address for filing in filings for address in addresses.of_filings_editors(base, filing))
    for address in dict.fromkeys(asked):
        outputs.ask(role, client, address)
    if not is_small:
        _ask_steps(outputs, role, client, base)


def _ask_steps(outputs: Outputs, role: str, client: "Client", base: str) -> None:
    """Requests the events as htmx does, and the next step of a long timeline."""
    body = outputs.ask(role, client, f"{base}?q=order&routine=shown", "events")
    body += outputs.ask(role, client, base, "events")
    for following in _NEXT_STEP.findall(body)[:1]:
        outputs.ask(role, client, f"{base}{following.decode().replace('&amp;', '&')}", "step")


def _ask_commands(outputs: Outputs) -> None:
    """Records what ``export_docket`` prints for each case."""
    from django.apps import apps

    dockets = apps.get_model("dockets", "Docket").objects.order_by("pk")
    for court, number in dockets.values_list("court_id", "docket_number"):
        for more in ((), ("--with-contacts",)):
            told = canonical.without_random(_command("export_docket", court, number, *more), outputs.names)
            outputs.add(" ".join(("export_docket", court, number, *more)), told)


def write(path: Path, found: Mapping[str, Output]) -> None:
    """Writes one output per line, so that the files themselves can be compared."""
    rows = sorted(found.items())
    lines = (f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(asdict(output))}" for name, output in rows)
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def read(path: Path) -> dict[str, Output]:
    return {name: Output(**told) for name, told in json.loads(path.read_text(encoding="utf-8")).items()}


def compare(outputs: Outputs, asked: argparse.Namespace) -> int:
    """Prints what differs from before. Returns the exit code."""
    before, now = outputs.before, outputs.found
    lost, new = sorted(before.keys() - now.keys()), sorted(now.keys() - before.keys())
    both = sorted(before.keys() & now.keys())
    changed = [name for name in both if _differs(before[name], now[name], strict=asked.strict)]
    for word, names in (("Lost", lost), ("New", new), ("Changed", changed)):
        for name in names:
            print(f"{word}: {name}")
    if asked.keep:
        for name, text in outputs.differing.items():
            print("\n".join(_difference(name, kept_at(asked.keep, before[name].digest), text)))
    print(f"{len(changed)} changed, {len(lost)} lost, {len(new)} new of {len(before)}.")
    return 1 if lost or new or changed else 0


def _difference(name: str, kept: Path, text: str) -> list[str]:
    """First lines of the difference between the stored text and the present one."""
    if not kept.exists():
        return [f"{name}: its text was not kept in {kept.parents[1]}."]
    was = gzip.decompress(kept.read_bytes()).decode().splitlines()
    lines = difflib.unified_diff(was, text.splitlines(), f"{name} (before)", f"{name} (now)", n=1, lineterm="")
    return [line[:300] for line in itertools.islice(lines, LINES)]


def _differs(before: Output, now: Output, *, strict: bool) -> bool:
    if strict:
        return before != now
    return (before.digest, before.status, before.kind) != (now.digest, now.status, now.kind)
