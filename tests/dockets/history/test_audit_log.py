"""The account of what people change: complete, and beyond the reach of everybody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dockets.history.audit_log import create_request_id, get_state_version, is_request_done, record_edit
from dockets.models import AuditEntry, Docket
from tests.support import factories


@pytest.mark.django_db
def test_an_edit_says_who_when_what_before_and_after() -> None:
    docket, user = factories.docket(), factories.user("ann", role="editor")
    record_edit(
        docket_id=docket.pk,
        kind="claim",
        object_id=7,
        before={"title": "Fraud", "day": date(2021, 1, 21)},
        after={"title": "Breach", "day": date(2021, 1, 21)},
        by=user,
        request_id="r1",
    )
    row = AuditEntry.objects.get()
    assert (row.docket, row.kind, row.object_id, row.by, row.by_name, row.request_id) == (
        docket,
        "claim",
        7,
        user,
        "ann",
        "r1",
    )
    assert (row.before, row.after) == (
        {"title": "Fraud", "day": "2021-01-21"},
        {"title": "Breach", "day": "2021-01-21"},
    )
    assert row.at.utcoffset() is not None


@pytest.mark.django_db
def test_a_command_is_named_too_and_no_change_is_no_edit() -> None:
    docket = factories.docket()
    made = record_edit(docket_id=docket.pk, kind="claim", object_id=1, before=None, after={"a": 1}, by="import_reading")
    assert made is not None and (made.by, made.by_name) == (None, "import_reading")
    assert record_edit(docket_id=docket.pk, kind="claim", object_id=1, before={"a": 1}, after={"a": 1}, by="x") is None
    removed = record_edit(
        docket_id=docket.pk, kind="claim", object_id=1, before={"a": 1}, after=None, by="import_reading"
    )
    assert removed is not None
    assert list(AuditEntry.objects.values_list("before", "after")) == [({"a": 1}, None), (None, {"a": 1})]
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.create(docket=docket, kind="claim", object_id=1, by_name="x")


def noted(docket: Docket) -> AuditEntry:
    row = record_edit(
        docket_id=docket.pk, kind="claim", object_id=1, before=None, after={"a": 1}, by=factories.user("ann")
    )
    assert row is not None
    return row


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM dockets_auditentry",
        "UPDATE dockets_auditentry SET after = '{}'",
        "UPDATE dockets_auditentry SET by_name = 'another'",
        "UPDATE dockets_auditentry SET at = now() - interval '1 day'",
        "UPDATE dockets_auditentry SET by_id = (SELECT max(id) FROM auth_user)",
    ],
)
def test_what_is_noted_is_neither_changed_nor_deleted(statement: str) -> None:
    row = noted(factories.docket())
    factories.user("another")
    with (
        pytest.raises(DatabaseError, match="neither changed nor deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    row.refresh_from_db()
    assert (row.after, row.by_name) == ({"a": 1}, "ann")


@pytest.mark.django_db
def test_it_outlives_its_user_and_follows_its_docket() -> None:
    row, other = noted(factories.docket()), factories.docket()
    assert row.by is not None
    row.by.delete()
    AuditEntry.objects.filter(pk=row.pk).update(docket=other)
    assert AuditEntry.objects.get(by=None, by_name="ann", docket=other)


@pytest.mark.django_db
def test_a_form_was_done_once_its_edit_is_noted() -> None:
    asked = create_request_id()
    assert not is_request_done(asked)
    assert not is_request_done("")
    docket = factories.docket()
    record_edit(docket_id=docket.pk, kind="claim", object_id=1, before=None, after={}, by="x", request_id=asked)
    assert is_request_done(asked)
    record_edit(docket_id=docket.pk, kind="claim", object_id=1, before=None, after={}, by="x")
    assert not is_request_done("")


@pytest.mark.django_db(transaction=True)
def test_of_two_that_come_at_once_one_is_taken() -> None:
    docket = factories.docket()

    def send(_: int) -> bool:
        try:
            with transaction.atomic():
                if is_request_done("the same form"):
                    return False
                record_edit(
                    docket_id=docket.pk,
                    kind="claim",
                    object_id=1,
                    before=None,
                    after={},
                    by="x",
                    request_id="the same form",
                )
                return True
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(send, range(8)))
    assert (taken.count(True), AuditEntry.objects.count()) == (1, 1)


STATES = st.dictionaries(
    st.text(max_size=5), st.none() | st.integers(0, 9) | st.text(max_size=5) | st.dates(), max_size=4
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STATES, STATES)
def test_a_version_is_the_same_for_the_same_state_alone(one: dict[str, object], other: dict[str, object]) -> None:
    assert get_state_version(one) == get_state_version(dict(reversed(one.items())))
    same = {name: str(value) if isinstance(value, date) else value for name, value in one.items()} == {
        name: str(value) if isinstance(value, date) else value for name, value in other.items()
    }
    assert (get_state_version(one) == get_state_version(other)) is same
    assert get_state_version(None) != get_state_version(one)
