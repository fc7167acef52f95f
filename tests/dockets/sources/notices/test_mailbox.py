"""A mailbox read over IMAP: one notice a step, nothing in the folder changed, other mail passed over and not kept."""

import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from django.utils import timezone
from pytest_django import Settings

from dockets.db.leases import LEASE
from dockets.imports.run import perform_run
from dockets.models import Docket, ImportRun, Payload, Source
from dockets.record.records import FetchedPayload, FetchFailed, ServerUnreachable
from dockets.sources.notices import imap, mail, mailbox
from dockets.sources.notices.notice import COURT_NOTICE
from dockets.tasks import poll_sources
from tests.dockets.sources.payloads import payload
from tests.fakes.fake_imap import MailServer, mail_server
from tests.servers.workers import Workers, wait_until

PASSWORD = "open sesame"
DISTRICT, SEVERAL, APPELLATE = (
    payload(f"court_notice/{name}.eml") for name in ("district", "several_cases", "appellate")
)
LETTER = b"From: a@example.org\nTo: Gulliver <g@example.org>\nSubject: lunch with Xanthe\n\nat one?\n"
TORN = DISTRICT.replace(b"<strong>Docket Text:</strong>", b"")


@pytest.fixture(autouse=True)
def allowed(settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    settings.MAILBOX_PASSWORDS = {"": PASSWORD}


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.MAILBOXES = {name_mailbox(running)}
        yield running


def name_mailbox(server: MailServer) -> str:
    """As the operator names it."""
    return server.url.removeprefix("imap://").partition("/")[0].upper()


def steps(server: MailServer, validators: Any = None, *, most: int = 20) -> list[FetchedPayload]:
    """All steps until there is nothing more at once, each with the place that the one before handed on."""
    taken: list[FetchedPayload] = []
    while len(taken) < most:
        taken.append(mailbox.fetch_next_notice(server.url, taken[-1].validators if taken else validators or {}))
        if not taken[-1].unfinished:
            return taken
    raise AssertionError("it does not end")


def bodies(taken: list[FetchedPayload]) -> list[bytes]:
    return [fetched.body for fetched in taken if not fetched.not_modified]


def place(uid: int, *, passed_over: int = 0, uidvalidity: int = 1) -> dict[str, int]:
    return {"uidvalidity": uidvalidity, "uid": uid, "passed_over": passed_over}


# Steps.


def test_one_notice_a_step_in_their_order(server: MailServer) -> None:
    server.receive(DISTRICT, SEVERAL, APPELLATE)
    taken = steps(server)
    assert bodies(taken) == [DISTRICT, SEVERAL, APPELLATE]
    assert [fetched.validators for fetched in taken] == [place(1), place(2), place(3)]
    assert [fetched.unfinished for fetched in taken] == [True, True, False]
    assert taken[1].url == "message-2.eml", "as readers see it, without the address of the mailbox"
    again = steps(server, taken[-1].validators)
    assert [(fetched.not_modified, fetched.body, fetched.validators) for fetched in again] == [(True, b"", place(3))]
    assert server.fetched() == [1, 2, 3], "no message is asked for twice"


@pytest.mark.parametrize("says", [True, False])
def test_new_mail_is_found_whether_or_not_the_server_says_what_comes_next(server: MailServer, says: bool) -> None:
    server.says_uid_next = says
    server.receive(DISTRICT)
    first = steps(server)
    server.receive(SEVERAL)
    assert bodies(first) == [DISTRICT]
    assert bodies(steps(server, first[-1].validators)) == [SEVERAL]


def test_nothing_in_the_folder_is_changed(server: MailServer) -> None:
    server.receive(DISTRICT, LETTER)
    steps(server)
    assert not server.seen
    assert {command.split()[0] for command in server.asked} <= {"CAPABILITY", "LOGIN", "EXAMINE", "UID", "LOGOUT"}
    assert not any(
        command.split()[1] not in {"SEARCH", "FETCH"} for command in server.asked if command.startswith("UID")
    )


def test_other_mail_is_passed_over_and_counted(server: MailServer) -> None:
    server.receive(LETTER, LETTER, DISTRICT, LETTER)
    taken = steps(server)
    assert bodies(taken) == [DISTRICT]
    assert [fetched.validators for fetched in taken] == [place(3, passed_over=2), place(4, passed_over=3)]


def test_numbers_far_apart_are_walked_in_windows(server: MailServer) -> None:
    server.messages = {3: DISTRICT, 12_000: SEVERAL}
    assert bodies(steps(server)) == [DISTRICT, SEVERAL]
    searches = [command for command in server.asked if "SEARCH" in command]
    assert searches == [
        "UID SEARCH UID 1:5000",
        "UID SEARCH UID 4:5003",
        "UID SEARCH UID 5004:10003",
        "UID SEARCH UID 10004:12000",
    ]


def test_a_step_through_numbers_without_messages_moves_on(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "BUSY", 0.0)
    server.messages = {12_000: DISTRICT}
    assert [fetched.validators["uid"] for fetched in steps(server)] == [5_000, 10_000, 12_000]


@pytest.mark.parametrize("answer", [b"* SEARCH one two\r\n", b"* SEARCH " + b"9" * 5_000 + b"\r\n", b"\xff\xfe\r\n"])
def test_an_answer_that_makes_no_sense_is_a_sentence(server: MailServer, answer: bytes) -> None:
    server.receive(DISTRICT)
    server.answers_search = answer
    with pytest.raises(FetchFailed, match=r"answered what cannot be read|broke off the connection"):
        mailbox.fetch_next_notice(server.url, {})


def test_a_message_that_is_gone_or_cannot_be_given_is_left_behind(server: MailServer) -> None:
    server.receive(DISTRICT, DISTRICT, SEVERAL)
    server.refuses = {"UID FETCH 1": "NO this one is damaged"}
    del server.messages[2]
    assert bodies(steps(server)) == [SEVERAL]


def test_a_message_that_can_be_had_later_is_waited_for(server: MailServer) -> None:
    server.receive(DISTRICT)
    server.refuses = {"UID FETCH 1": "NO [UNAVAILABLE] later"}
    with pytest.raises(FetchFailed, match="could not give message 1 just now"):
        mailbox.fetch_next_notice(server.url, {})
    server.refuses = {}
    assert bodies(steps(server)) == [DISTRICT]


def test_a_message_that_is_too_large_is_passed_over_without_being_read_whole(server: MailServer) -> None:
    server.receive(DISTRICT + b" " * mail.MAX_BYTES * 3, SEVERAL)
    taken = steps(server)
    assert bodies(taken) == [SEVERAL] and taken[-1].validators == place(2, passed_over=1)
    assert f"<0.{mail.MAX_BYTES + 1}>" in next(command for command in server.asked if "FETCH 1 " in command)


def test_much_other_mail_takes_several_steps_each_of_which_moves_on(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "BUSY", 0.0)
    server.receive(LETTER, LETTER, DISTRICT)
    taken = steps(server)
    assert [(fetched.not_modified, fetched.validators["uid"]) for fetched in taken] == [
        (True, 1),
        (True, 2),
        (False, 3),
    ]


def test_a_folder_that_is_numbered_anew_is_read_anew(server: MailServer) -> None:
    server.receive(DISTRICT)
    before = steps(server)[-1].validators
    server.uid_validity, server.messages = 2, {1: SEVERAL, 2: DISTRICT}
    taken = steps(server, before)
    assert bodies(taken) == [SEVERAL, DISTRICT]
    assert taken[-1].validators == place(2, uidvalidity=2)


def test_a_place_that_makes_no_sense_is_the_beginning(server: MailServer) -> None:
    server.receive(DISTRICT)
    assert bodies(steps(server, {"uidvalidity": 1, "uid": "seven", "passed_over": -3, "etag": "x"})) == [DISTRICT]


# What goes wrong.


def test_a_wrong_password_is_a_sentence_that_does_not_repeat_it(server: MailServer, settings: Settings) -> None:
    settings.MAILBOX_PASSWORDS = {"": "guessed wrongly"}
    with pytest.raises(FetchFailed) as refused:
        mailbox.fetch_next_notice(server.url, {})
    assert str(refused.value) == "127.0.0.1 refused the user name “courtmail” or its password."
    assert not isinstance(refused.value, ServerUnreachable)
    assert "guessed" not in f"{refused.value!r} {refused.value.__cause__!r}"


@pytest.mark.parametrize(
    "named", [set(), {"courtmail@mail.example.org"}, {"courtmail@127.0.0.1"}, {"other@127.0.0.1:1"}]
)
def test_a_password_goes_to_no_server_that_the_operator_has_not_named(
    server: MailServer, settings: Settings, named: set[str]
) -> None:
    settings.MAILBOXES = named
    settings.MAILBOX_PASSWORDS = {"": PASSWORD, "COURTMAIL": PASSWORD}
    with pytest.raises(
        FetchFailed, match=r"No password belongs to the mailbox courtmail@127\.0\.0\.1:\d+, .*MAILBOXES"
    ):
        mailbox.fetch_next_notice(server.url, {})
    assert not server.asked


def test_a_user_s_own_password_comes_before_the_common_one(server: MailServer, settings: Settings) -> None:
    settings.MAILBOX_PASSWORDS = {"": "another", "COURTMAIL": PASSWORD}
    assert steps(server)


@pytest.mark.parametrize(
    ("passwords", "said"),
    [
        ({}, "no password for “courtmail”. Set CASETRACKER_MAILBOX_PASSWORD_COURTMAIL"),
        ({"": "pässword"}, "characters that mail servers understand differently"),
        ({"": "one\r\nX DELETE INBOX"}, "characters that mail servers understand differently"),
    ],
)
def test_a_password_that_cannot_be_sent_is_a_sentence(
    server: MailServer, settings: Settings, passwords: dict[str, str], said: str
) -> None:
    settings.MAILBOX_PASSWORDS = passwords
    with pytest.raises(FetchFailed, match=said):
        mailbox.fetch_next_notice(server.url, {})
    assert not server.asked


def test_a_folder_that_there_is_not_is_a_sentence(server: MailServer) -> None:
    with pytest.raises(FetchFailed, match=r"There is no folder “Courts/New” for “courtmail” on 127\.0\.0\.1"):
        mailbox.fetch_next_notice(server.url.replace("INBOX", "Courts/New"), {})


def test_a_server_that_is_not_there_is_a_sentence(settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"imap://courtmail@127.0.0.1:{free.getsockname()[1]}/INBOX"
        settings.MAILBOXES = {f"courtmail@127.0.0.1:{free.getsockname()[1]}"}
        with pytest.raises(
            ServerUnreachable, match=r"^127\.0\.0\.1 could not be reached, or broke off the connection\.$"
        ):
            mailbox.fetch_next_notice(url, {})


@pytest.mark.parametrize(
    ("greeting", "said"),
    [("HTTP/1.1 400 Bad Request", "could not be reached, or broke off"), ("* NO go away", "not as a mail server")],
)
def test_a_server_of_another_kind_is_a_sentence(server: MailServer, greeting: str, said: str) -> None:
    server.greeting = greeting
    with pytest.raises(FetchFailed, match=said):
        mailbox.fetch_next_notice(server.url, {})


def test_a_connection_that_is_cut_in_a_message_loses_nothing(server: MailServer) -> None:
    server.receive(DISTRICT, SEVERAL)
    server.cuts_after = 500
    with pytest.raises(ServerUnreachable, match="broke off the connection"):
        mailbox.fetch_next_notice(server.url, {})
    assert bodies(steps(server)) == [DISTRICT, SEVERAL]


def _first_message(account: imap.MailAccount, deadline: float) -> bytes | None:
    with imap.open_mail_folder(account, PASSWORD, deadline=deadline) as folder:
        assert list(folder.after(0)) == [([1], 1)]
        return folder.message(1, mail.MAX_BYTES)


@pytest.mark.parametrize("how", ["drips", "chatters", "is silent"])
def test_a_slow_server_is_cut_off_at_the_deadline(server: MailServer, how: str) -> None:
    server.receive(DISTRICT)
    if how == "drips":
        server.drips = 0.02
    elif how == "chatters":
        server.chatter = b"* 7 EXISTS\r\n"
    else:
        server.announces = len(DISTRICT) + 10
    account = imap.MailAccount("courtmail", "127.0.0.1", server.port, "INBOX", encrypted=False)
    began = time.monotonic()
    with pytest.raises(FetchFailed, match=r"did not answer within 0\.5 seconds|sent more than is read"):
        _first_message(account, deadline=0.5)
    assert time.monotonic() - began < 5


def test_the_whole_time_stays_below_a_source_s_lease() -> None:
    assert LEASE.total_seconds() > imap.DEADLINE
    assert imap.MAX_READ > (mailbox.MANY + 1) * mail.MAX_BYTES


@pytest.mark.parametrize("size", [10**9, imap.MAX_READ + 1])
def test_a_server_that_announces_too_much_is_not_listened_to(server: MailServer, size: int) -> None:
    server.receive(DISTRICT)
    server.announces = size
    with pytest.raises(FetchFailed, match="sent more than is read at once"):
        mailbox.fetch_next_notice(server.url, {})


# Encryption.


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


def _context(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.mark.usefixtures("trusted")
def test_an_encrypted_mailbox_is_read(authority: trustme.CA, settings: Settings) -> None:
    with mail_server(_context(authority, "localhost")) as server:
        settings.MAILBOXES = {f"courtmail@localhost:{server.port}"}
        server.receive(DISTRICT)
        assert mailbox.fetch_next_notice(f"imaps://courtmail@localhost:{server.port}/INBOX", {}).body == DISTRICT


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_name_is_refused_before_the_password(
    authority: trustme.CA, settings: Settings
) -> None:
    with mail_server(_context(authority, "mail.example.org")) as server:
        settings.MAILBOXES = {f"courtmail@localhost:{server.port}"}
        with pytest.raises(FetchFailed, match=r"certificate of localhost is not valid.*no password was sent"):
            mailbox.fetch_next_notice(f"imaps://courtmail@localhost:{server.port}/INBOX", {})
        assert not server.asked


def test_a_certificate_of_nobody_known_is_refused_before_the_password(
    authority: trustme.CA, settings: Settings
) -> None:
    with mail_server(_context(authority, "localhost")) as server:
        settings.MAILBOXES = {f"courtmail@localhost:{server.port}"}
        with pytest.raises(FetchFailed, match="certificate of localhost is not valid"):
            mailbox.fetch_next_notice(f"imaps://courtmail@localhost:{server.port}/INBOX", {})
        assert not server.asked


def test_a_server_without_encryption_is_not_spoken_to_in_the_clear(server: MailServer) -> None:
    with pytest.raises(FetchFailed):
        mailbox.fetch_next_notice(server.url.replace("imap:", "imaps:"), {})
    assert not any("LOGIN" in command for command in server.asked)


# Addresses.

ADMITTED = [
    ("imaps://desk@mail.paper.example/INBOX", "imaps://desk@mail.paper.example/INBOX"),
    (" imaps://desk@MAIL.paper.example:993 ", "imaps://desk@mail.paper.example/INBOX"),
    (
        "imaps://desk@paper.example@mail.paper.example/Courts/New",
        "imaps://desk@paper.example@mail.paper.example/Courts/New",
    ),
    ("imaps://desk%40paper.example@mail.paper.example/", "imaps://desk@paper.example@mail.paper.example/INBOX"),
    ("imaps://desk@mail.paper.example:1993/Court%20mail", "imaps://desk@mail.paper.example:1993/Court%20mail"),
    ("imaps://desk+courts@mail.paper.example/x/", "imaps://desk%2Bcourts@mail.paper.example/x"),
]
REFUSED = [
    "", "desk@paper.example", "mail.paper.example", "https://mail.paper.example/",
    "imap://desk@mail.paper.example/INBOX", "imaps://mail.paper.example/INBOX",
    "imaps://desk:secret@mail.paper.example/INBOX", "imaps://desk:@mail.paper.example/INBOX",
    "imaps://desk@10.0.0.7/INBOX", "imaps://desk@127.0.0.1/INBOX", "imaps://desk@[::1]/INBOX",
    "imaps://desk@169.254.169.254/x", "imaps://desk@mail.paper.example:99999/INBOX",
    "imaps://desk@mail.paper.example/IN%0d%0aBOX", "imaps://de%0d%0ask@mail.example/x",
    'imaps://desk@mail.paper.example/IN"BOX', "imaps://de%22sk@mail.paper.example/x",
    "imaps://desk@mail.paper.example/x?y", "imaps://desk@mail.paper.example/x#y", "imaps://desk@/INBOX",
    "imaps://de sk@mail.paper.example/x", "imaps://[desk@x/INBOX", "imaps://desk@ma\\il.example/x",
    "imaps://désk@mail.example/x", "file:///etc/passwd", "x" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize(("typed", "address"), ADMITTED)
def test_an_address_is_put_into_one_form(settings: Settings, typed: str, address: str) -> None:
    settings.FETCH_ALLOW_LOOPBACK = False
    assert COURT_NOTICE.address(typed) == address
    assert COURT_NOTICE.address(address) == address


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_address_of_a_mailbox_on_the_internet_is_refused(settings: Settings, typed: str) -> None:
    settings.FETCH_ALLOW_LOOPBACK = False
    assert COURT_NOTICE.address(typed) == ""


@pytest.mark.parametrize(
    "url", ["imap://desk@127.0.0.1/INBOX", "imaps://desk:secret@mail.example/INBOX", "imaps://x", "desk@x"]
)
def test_a_source_with_such_an_address_is_not_read_either(settings: Settings, url: str) -> None:
    settings.FETCH_ALLOW_LOOPBACK = False
    with pytest.raises(FetchFailed, match="no address of a mailbox"):
        mailbox.fetch_next_notice(url, {})


def test_a_private_address_is_refused_at_the_connection(server: MailServer, settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = False
    settings.MAILBOXES = {f"courtmail@localhost:{server.port}"}
    with pytest.raises(FetchFailed, match="localhost is not on the internet"):
        mailbox.fetch_next_notice(f"imaps://courtmail@localhost:{server.port}/INBOX", {})
    assert not server.asked


# With the pipeline.


def watched(server: MailServer) -> Source:
    return Source.objects.create(slug="court-notice", url=server.url, next_at=timezone.now())


def polled(source: Source, times: int = 1) -> Source:
    for _ in range(times):
        poll_sources(source_ids=[source.pk])
        for run in ImportRun.objects.filter(status=ImportRun.Status.QUEUED):
            perform_run(run.pk)
        source.refresh_from_db()
    return source


@pytest.mark.django_db
def test_a_notice_that_cannot_be_read_does_not_hold_up_those_behind_it(server: MailServer) -> None:
    server.receive(TORN, DISTRICT)
    source = polled(watched(server), times=2)
    assert list(ImportRun.objects.order_by("id").values_list("status", flat=True)) == ["refused", "done"]
    assert Docket.objects.get().docket_number == "2:21-cv-00031"
    assert (source.validators, source.failures, source.last_error) == (place(2), 0, "")
    server.receive(TORN)
    Source.objects.update(next_at=timezone.now())
    source = polled(source)
    assert source.validators == place(3), "what was refused is not asked for anew"
    assert "cannot be found in it" in source.last_error
    assert server.fetched() == [1, 2, 3]


@pytest.mark.django_db
def test_a_folder_that_is_numbered_anew_imports_nothing_twice(server: MailServer) -> None:
    server.receive(DISTRICT, SEVERAL)
    source = polled(watched(server), times=2)
    before = sorted(Docket.objects.values_list("docket_number", "filing_count"))
    server.uid_validity = 9
    Source.objects.update(next_at=timezone.now())
    polled(source, times=2)
    assert sorted(Docket.objects.values_list("docket_number", "filing_count")) == before
    assert (Payload.objects.count(), ImportRun.objects.count(), len(before)) == (2, 4, 3)


@pytest.mark.django_db
def test_a_wrong_password_stands_on_the_source_and_is_nowhere_in_it(server: MailServer, settings: Settings) -> None:
    settings.MAILBOX_PASSWORDS = {"": "guessed wrongly"}
    source = polled(watched(server))
    assert source.failures == 1 and "refused the user name “courtmail”" in source.last_error
    assert "guessed" not in str(vars(source))


@pytest.mark.django_db(transaction=True)
def test_a_worker_reads_a_mailbox(server: MailServer, celery_workers: Workers) -> None:
    """Real worker, real broker: four messages, one of them private and one torn, come in; the cases are there, once."""
    server.receive(LETTER, DISTRICT, TORN, SEVERAL)
    source = watched(server)
    celery_workers.start(
        beat=True,
        DJANGO_SETTINGS_MODULE="tests.fakes.faulty_site",
        CASETRACKER_MAILBOXES=name_mailbox(server),
        CASETRACKER_MAILBOX_PASSWORD="elsewhere",
        CASETRACKER_MAILBOX_PASSWORD_COURTMAIL=PASSWORD,
    )
    wait_until(lambda: Docket.objects.count() == 3 and not ImportRun.objects.filter(status="queued").exists())
    assert sorted(Docket.objects.values_list("docket_number", flat=True)) == [
        "1:24-cv-10417",
        "1:24-cv-10533",
        "2:21-cv-00031",
    ]
    source.refresh_from_db()
    assert (source.validators, source.failures) == (place(4, passed_over=1), 0)
    assert (server.fetched(), server.seen) == ([1, 2, 3, 4], set())
    assert Payload.objects.count() == 3, "the private letter is not kept"
