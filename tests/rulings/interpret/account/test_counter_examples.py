"""What was once told wrongly of cases: pending that was not, endings that were missed, stages that never were.

Invented cases, in the wordings of the courts."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest

from dockets.models import Docket
from rulings.interpret.docket import interpret_docket
from rulings.models import Reading, TimelineEvent
from tests.support import factories
from tests.support.accounts import DAY

pytestmark = pytest.mark.django_db

COMPLAINT = "COMPLAINT against Elm Corp. filed by Oak Bank."
DISMISS = "MOTION to Dismiss by Elm Corp."
SEEN = factories.NOW
"""When the dockets were last seen: 53 days after their first day."""


def case(*texts: str, kind: str = "", sources: Sequence[str] = ("pacer-docket",), **fields: Any) -> Docket:
    """A docket with entries numbered from 1 on successive days. ``kind``: "cr", "bk", "ca", "scotus"."""
    court, number = {
        "": (None, ""),
        "cr": (None, "2:13-cr-00017"),
        "bk": (factories.court("elmb", kind="bankruptcy"), "13-10017"),
        "ca": (factories.court("ca9", kind="appellate"), "13-35017"),
        "scotus": (factories.court("scotus", kind="supreme"), "13-17"),
    }[kind]
    told: dict[str, Any] = {"court": court, "docket_number": number} if court or number else {}
    docket = factories.docket(**told | {"date_filed": DAY} | fields)
    for slug in sources:
        factories.sheet(docket=docket, channel=slug, as_of=SEEN)
    for at, text in enumerate(texts, 1):
        number = "" if kind == "scotus" else str(at)
        factories.filing(docket=docket, number=number, date_filed=DAY + timedelta(days=at), long_text=text)
    interpret_docket(docket.pk)
    return docket


def account(docket: Docket) -> Any:
    return Reading.objects.get(docket=docket).state


def pending(docket: Docket) -> list[str]:
    return [one["number"] for one in account(docket)["pending"]]


def states(docket: Docket) -> Mapping[str, str]:
    lines = TimelineEvent.objects.filter(docket=docket, hearing=None).exclude(state="")
    return dict(lines.values_list("filing__number", "state"))


def stages(docket: Docket) -> list[str]:
    return [one["stage"] for one in account(docket)["passed"]]


def status(docket: Docket) -> tuple[str, str, list[str]]:
    told = account(docket)["status"]
    return told["value"], told["how"], [link["number"] for link in told["rests_on"]]


# -- pending that is not --


@pytest.mark.parametrize(
    "text",
    [
        "NOTICE of Motion for Relief from Stay for presentment of order on 3/1/2021",
        "Mail Returned as Undeliverable re 78 Order denying Motion to Compel",
        "MOTION(S) REFERRED: 2 MOTION to Dismiss",
        "Motions No Longer Referred: 2 MOTION to Dismiss",
        "Set/Reset Deadlines as to 2 MOTION to Dismiss. Response due by 3/1/2021",
        "CERTIFICATE of Service re 2 MOTION to Dismiss",
        "ORDER REFERRING MOTION: 2 MOTION to Dismiss",
    ],
)
def test_a_paper_about_a_motion_is_no_motion(text: str) -> None:
    assert pending(case(COMPLAINT, DISMISS, text)) == ["2"]


@pytest.mark.parametrize(
    ("ruling", "state"),
    [
        ("ORDER denying 2 Motion to Dismiss", "decided"),
        ("ORDER granting re 2 MOTION to Dismiss", "decided"),
        ("Order Granting Motion to Dismiss (Related Doc # 2)", "decided"),
        ("ORDER: Defendant's motion to dismiss [2] is granted.", "decided"),
        ("ORDER denying as moot 2 Motion to Dismiss", "moot"),
        ("Minute Entry: Motion Hearing held on 1/14/2021 re 2 MOTION to Dismiss. The motion is DENIED.", "decided"),
        ("NOTICE of Withdrawal of 2 MOTION to Dismiss", "withdrawn"),
    ],
)
def test_a_motion_that_a_ruling_names_is_not_pending(ruling: str, state: str) -> None:
    docket = case(COMPLAINT, DISMISS, ruling)
    assert (pending(docket), states(docket)["2"]) == ([], state)


@pytest.mark.parametrize(
    "end",
    ["ORDER DISMISSING CASE", "NOTICE of Voluntary Dismissal by Oak Bank", "ORDER Remanding case to Elm County Court"],
)
def test_a_motion_is_not_pending_in_a_case_that_has_ended(end: str) -> None:
    docket = case(COMPLAINT, DISMISS, end, sources=("court-feed",))
    assert (pending(docket), states(docket)["2"]) == ([], "overtaken")


def test_a_motion_is_not_pending_in_a_case_that_the_header_says_was_terminated() -> None:
    docket = case(COMPLAINT, DISMISS, date_terminated=DAY + timedelta(days=30))
    assert (pending(docket), states(docket)["2"]) == ([], "overtaken")
    after = case(COMPLAINT, "JUDGMENT for Oak Bank", "MOTION for Attorney Fees by Oak Bank")
    assert pending(after) == ["3"]


def test_a_motion_that_was_corrected_or_made_in_error_is_not_pending() -> None:
    docket = case(COMPLAINT, DISMISS, "CORRECTED MOTION to Dismiss re 2 MOTION to Dismiss by Elm Corp.")
    assert states(docket)["2"] in ("overtaken", "pending") and "3" in pending(docket)
    void = case(COMPLAINT, f"FILING ERROR - DEFICIENT DOCKET ENTRY - {DISMISS}", DISMISS)
    assert (pending(void), states(void)["2"]) == (["3"], "overtaken")


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        ([DISMISS, "ORDER deferring ruling on 2 Motion to Dismiss"], "2"),
        ([DISMISS, "ORDER taking under advisement 2 Motion to Dismiss"], "2"),
        ([DISMISS, "ORDER denying 2 Motion to Dismiss", DISMISS], "4"),
        (["SEALED MOTION by Elm Corp."], "2"),
    ],
)
def test_a_motion_that_is_pending_in_truth_is(texts: list[str], number: str) -> None:
    assert pending(case(COMPLAINT, *texts)) == [number]


# -- not seen is not pending --


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("ORDER re 2 Motion to Dismiss as set forth in the attached ruling.", []),
        ("ORDER re 2 Motion to Dismiss: oppositions are due 2/5/2021.", ["2"]),
    ],
)
def test_a_motion_is_not_pending_if_an_order_names_it_that_nobody_understands(order: str, expected: list[str]) -> None:
    docket = case(COMPLAINT, DISMISS, order)
    assert pending(docket) == expected


IN_DOUBT = [
    ("MOTION to Withdraw as Attorney by Ann Poe", "ORDER granting withdrawal of counsel. Signed by Judge Roe"),
    ("MOTION for Extension of Time to File Answer by Elm Corp.", "ORDER: Elm's deadline to answer is 2/10/2021."),
    (
        "MOTION for Extension of Time to File Answer by Elm Corp.",
        "Set/Reset Deadlines: Elm Corp. answer due 2/10/2021.",
    ),
    ("LETTER MOTION for Conference by Oak Bank", "ORDER: A telephone conference is set for 2/3/2021 at 10:00 AM."),
    ("MOTION for Leave to Proceed in forma pauperis by Ann Poe", "Summons Issued as to Elm Corp."),
    (DISMISS, "AMENDED COMPLAINT against Elm Corp. filed by Oak Bank."),
    ("MOTION in Limine to Exclude Testimony by Elm Corp.", "Minute Entry: Jury Trial held on 1/14/2021"),
    ("MOTION for Pretrial Detention by USA", "Minute Entry: Detention Hearing held. Ann Poe was ordered detained."),
    ("MOTION for Leave to Appear Pro Hac Vice by Ann Poe", "Attorney Ann Poe added to the docket pro hac vice."),
    ("MOTION to Compel by Oak Bank", "Docket Entry: Motion granted by default, order to be entered (re 2 MOTION)."),
    ("MOTION to Compel by Oak Bank", "***Motion (2 in 1:21-cv-00017) terminated."),
]


@pytest.mark.parametrize(("motion", "later"), IN_DOUBT)
def test_a_motion_is_not_pending_if_a_later_entry_may_have_answered_it(motion: str, later: str) -> None:
    docket = case(COMPLAINT, motion, later)
    assert (pending(docket), states(docket)["2"]) == ([], "not_seen_decided")


@pytest.mark.parametrize("turn", ["Order Confirming Chapter 13 Plan", "Order Discharging Debtor"])
def test_what_was_asked_before_a_bankruptcy_took_a_turn_is_not_pending(turn: str) -> None:
    texts = ("Chapter 13 Voluntary Petition. Filed by Ann Poe", "Motion to Dismiss Case Filed by Trustee", turn)
    docket = case(*texts, "Motion for Turnover of the Mill Filed by Trustee", kind="bk")
    assert pending(docket) == ["4"] and states(docket)["2"] == "not_seen_decided"


@pytest.mark.parametrize(
    "later",
    ["Motions terminated: 2 MOTION to Dismiss filed by Elm Corp.", "Terminate Motions: 2 MOTION to Dismiss"],
)
def test_a_motion_that_the_clerk_has_terminated_is_over(later: str) -> None:
    docket = case(COMPLAINT, DISMISS, later)
    assert (pending(docket), states(docket)["2"]) == ([], "over")


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (("csv",), "not_seen_decided"),
        (("docket-json",), "not_seen_decided"),
        (("docket-json", "pacer-docket"), "pending"),
    ],
)
def test_of_a_file_made_by_people_silence_says_nothing(sources: tuple[str, ...], expected: str) -> None:
    """A file typed in one year and imported in another knows nothing of what came between."""
    docket = case(COMPLAINT, DISMISS)
    docket.sheets.all().delete()
    for slug in sources:
        factories.sheet(docket=docket, channel=slug, as_of=SEEN + timedelta(days=365))
    Docket.objects.filter(pk=docket.pk).update(record_changed_at=SEEN + timedelta(days=366))
    Reading.objects.update(version=0)
    interpret_docket(docket.pk)
    assert states(docket)["2"] == expected


@pytest.mark.parametrize(
    "sources", [("court-feed",), ("court-notice",), ("docket-history",), ("court-feed", "court-notice")]
)
def test_of_a_docket_known_in_part_a_motion_is_not_seen_decided(sources: tuple[str, ...]) -> None:
    docket = case(COMPLAINT, DISMISS, sources=sources)
    told = account(docket)
    assert (told["pending"], [one["number"] for one in told["unseen"]]) == ([], ["2"])
    assert states(docket)["2"] == "not_seen_decided"
    assert told["known"]["by"] in ("scraps", "names")


def test_of_a_docket_with_numbers_unseen_a_motion_is_not_seen_decided() -> None:
    docket = case(COMPLAINT, DISMISS)
    for number in (525, 995):
        factories.filing(
            docket=docket, number=str(number), date_filed=DAY + timedelta(days=40), long_text="NOTICE of Appearance"
        )
    factories.filing(
        docket=docket, number="996", date_filed=DAY + timedelta(days=41), long_text="MOTION to Strike by Fir"
    )
    interpret_docket(docket.pk)
    told = account(docket)
    assert ([one["number"] for one in told["unseen"]], pending(docket)) == (["2"], ["996"])
    assert told["known"]["numbers"] == [[3, 524], [526, 994]]


def test_a_case_known_from_one_notice_neither_goes_on_nor_has_ended() -> None:
    docket = case(DISMISS, sources=("court-notice",), date_filed=None)
    assert status(docket) == ("unknown", "", []) and stages(docket)[:1] != ["filed"]
    docket.refresh_from_db()
    assert docket.status == "unknown"


# -- endings --


@pytest.mark.parametrize(
    ("kind", "end", "how"),
    [
        ("ca", "PETITION DISMISSED. FILED AND ENTERED JUDGMENT.", "dismissed"),
        ("ca", "MANDATE ISSUED.", "mandate"),
        ("ca", "FILED OPINION (ROE, POE and ASH) The judgment of the district court is AFFIRMED.", "affirmed"),
        ("", "NOTICE of Voluntary Dismissal by Oak Bank", "dismissed_voluntarily"),
        (
            "",
            "60 DAY ORDER: the Court being advised that this action has been settled, this case is dismissed.",
            "settled",
        ),
        ("", "ORDER Remanding case to Elm County Superior Court", "remanded"),
        ("", "ORDER transferring case to the District of Elm", "transferred"),
        ("", "JUDGMENT in favor of Oak Bank against Elm Corp.", "judgment"),
        ("bk", "Order Discharging Trustee and Closing Case", "closed"),
        ("bk", "Order Dismissing Case", "dismissed"),
        ("", "ORDER OF TRANSFER. Signed by Judge Roe", "transferred"),
        ("cr", "NOLLE PROSEQUI as to Ann Poe", "dismissed"),
        ("cr", "ORDER granting Government's 3 Motion to Dismiss Indictment as to Ann Poe", "dismissed"),
        ("ca", "JUDGMENT ORDERED: affirmed", "affirmed"),
        ("cr", "JUDGMENT as to Ann Poe (1), Count(s) 1, Imprisonment 36 months", "sentenced"),
        ("scotus", "Petition DENIED.", "review_denied"),
        ("scotus", "Judgment REVERSED and case REMANDED.", "reversed"),
    ],
)
def test_what_ends_a_case_is_seen(kind: str, end: str, how: str) -> None:
    docket = case(COMPLAINT, end, kind=kind, sources=("court-feed",))
    number = "" if kind == "scotus" else "2"
    assert status(docket) == ("ended", how, [number])
    docket.refresh_from_db()
    assert (docket.status, docket.ended_how, docket.ended_on) == ("ended", how, DAY + timedelta(days=2))


def test_the_headers_closing_date_ends_a_case_whatever_its_entries_say() -> None:
    docket = case(COMPLAINT, DISMISS, date_terminated=DAY + timedelta(days=30))
    assert status(docket) == ("ended", "", []) and account(docket)["status"]["sure"] == "stated"
    assert stages(docket) == ["filed", "answered", "ended"]


@pytest.mark.parametrize(
    "again",
    ["ORDER reopening case", "ORDER vacating 2 Order Dismissing Case", "ORDER REINSTATING CASE on the docket"],
)
def test_a_case_that_goes_on_again_is_open_again(again: str) -> None:
    docket = case(COMPLAINT, "ORDER DISMISSING CASE", again, DISMISS)
    assert status(docket) == ("open", "reopened", ["3"]) and pending(docket) == ["4"]
    assert "ended" not in stages(docket) and "reopened" in stages(docket)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("", "USCA JUDGMENT as to 2 Notice of Interlocutory Appeal: the order is AFFIRMED"),
        ("", "MANDATE of USCA as to 2 Notice of Appeal: the order is affirmed"),
        ("", "JUDGMENT as to defendant Fir Inc. only"),
        ("", "Judgment returned executed by U.S. Marshal"),
        ("", "ORDER dismissing defendant Fir Inc."),
        ("", "STIPULATION of Dismissal as to defendant Fir Inc. only"),
        ("", "ORDER administratively closing case"),
        ("", "ORDER denying 2 Motion to Dismiss"),
        ("", "ORDER granting 2 Motion to Dismiss. The complaint is dismissed. Oak Bank may file an amended complaint."),
        ("", "REPORT AND RECOMMENDATION that the complaint be dismissed."),
        ("cr", "SUPERSEDING INDICTMENT as to Ann Poe (1) count(s) 1-5"),
        ("cr", "ORDER of Forfeiture as to Fir Inc."),
        ("bk", "Order Discharging Debtor"),
        ("bk", "Order Confirming Chapter 13 Plan"),
        ("bk", "Disposition of adversary 2:13-ap-00017"),
        ("ca", "Received copy of District Court order filed on 11/02/2021"),
        ("scotus", "Rehearing DENIED."),
        ("scotus", "Application (20A11) to extend the time denied by Justice Roe."),
    ],
)
def test_what_looks_like_an_end_is_none(kind: str, text: str) -> None:
    docket = case(COMPLAINT, text, kind=kind, sources=("court-feed",))
    assert status(docket)[0] == "unknown"


def test_a_return_of_service_is_no_ruling() -> None:
    docket = case(
        COMPLAINT, "ORDER denying 9 Motion for Preliminary Injunction", "Judgment returned executed by U.S. Marshal"
    )
    assert account(docket)["ruling"]["number"] == "2"


# -- stages that never were, or were missing --


def test_an_order_that_sets_a_trial_is_no_trial() -> None:
    docket = case(COMPLAINT, "ORDER setting Jury Trial for 9/1/2021", "Minute Entry: Jury Trial set for 9/1/2021")
    assert stages(docket) == ["filed"]


@pytest.mark.parametrize(
    "text",
    [
        "Joint MOTION to Dismiss With Prejudice by Oak Bank, Elm Corp.",
        "MOTION to Dismiss Counterclaim",
        "NOTICE OF APPEAL OF MAGISTRATE JUDGE DECISION to District Court",
    ],
)
def test_what_answers_or_appeals_nothing_is_no_stage(text: str) -> None:
    assert stages(case(COMPLAINT, text)) == ["filed"]


def test_a_criminal_case_is_arraigned_and_not_answered() -> None:
    docket = case(
        "INDICTMENT as to Ann Poe (1) count(s) 1-3.",
        "Minute Entry: Arraignment as to Ann Poe held on 1/13/2021; plea entered Not Guilty",
        "MOTION to Dismiss Indictment by Ann Poe",
        "Minute Entry: Change of plea hearing as to Ann Poe held. Ann Poe pleads guilty to count 1.",
        "Minute Entry: Sentencing held on 1/16/2021 as to Ann Poe",
        kind="cr",
    )
    assert stages(docket) == ["charged", "arraigned", "plea", "sentenced"]


def test_the_sentence_of_one_of_several_who_are_charged_ends_nothing() -> None:
    sentence = "JUDGMENT as to Ann Poe (1), Count(s) 1, Imprisonment 36 months"
    alone = case("INDICTMENT as to Ann Poe (1) count(s) 1-3.", sentence, kind="cr", sources=())
    assert account(alone)["status"]["value"] == "ended"
    both = "INDICTMENT as to Ann Poe (1) count(s) 1-3, Cy Doe (2) count(s) 1."
    together = case(both, sentence, kind="cr", sources=(), docket_number="2:13-cr-00018")
    assert account(together)["status"]["value"] != "ended"


def test_the_first_entry_that_a_feed_happened_to_show_did_not_open_the_case() -> None:
    docket = case(sources=("court-feed",), date_filed=None)
    factories.filing(docket=docket, number="212", date_filed=DAY, long_text="ORDER granting 200 Motion to Compel")
    factories.filing(docket=docket, number="214", date_filed=DAY, long_text="COMPLAINT in intervention by Fir Inc.")
    interpret_docket(docket.pk)
    assert stages(docket) == []


def test_stages_stand_in_the_order_of_their_days() -> None:
    docket = case(COMPLAINT, "MOTION for Summary Judgment by Oak Bank", "ANSWER to 1 Complaint by Elm Corp.")
    assert stages(docket) == ["filed", "summary_judgment", "answered"]
    days = [one["date"] for one in account(docket)["passed"]]
    assert days == sorted(days)


COURSES = [
    ("bk", ["Chapter 13 Voluntary Petition for Individuals. Filed by Ann Poe", "Order Confirming Chapter 13 Plan",
            "Case Converted from Chapter 13 to Chapter 7", "Order Discharging Debtor", "Bankruptcy Case Closed"],
     ["filed", "plan_confirmed", "converted", "discharged", "closed"]),
    ("ca", ["CIVIL CASE DOCKETED. Notice filed by Elm Corp.", "APPELLANT BRIEF filed by Elm Corp.",
            "ORAL ARGUMENT HELD before Judges Roe, Poe and Ash.", "FILED OPINION. The judgment is REVERSED.",
            "MANDATE ISSUED."],
     ["docketed", "briefed", "argued", "decided", "mandate"]),
    ("scotus", ["Petition for a writ of certiorari filed. (Response due May 3, 2021)", "Petition GRANTED.",
                "Argued. For petitioner: Ann Poe.", "Judgment REVERSED and case REMANDED."],
     ["filed", "granted", "argued", "decided"]),
    ("scotus", ["Petition for a writ of certiorari filed. (Response due May 3, 2021)", "Petition DENIED."],
     ["filed", "denied"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "texts", "course"), COURSES)
def test_pleas_plans_discharges_and_reviews_are_stages(kind: str, texts: list[str], course: list[str]) -> None:
    assert stages(case(*texts, kind=kind, sources=("court-feed",))) == course
