"""How a case goes on and ends: of texts, as the rules read them."""

from datetime import date, timedelta
from functools import partial

import pytest

from rulings.interpret.account.progress import _OUTLIVE, _RANK, Certainty, Progress, trace_progress
from rulings.vocabulary.stages import END_LABELS, ENDS, STAGE_LABELS, STAGE_OF_END, STAGE_OF_STEP, CaseKind, Stage, Step
from tests.support.accounts import DAY, list_lines, make_facts, make_line, trace

HEADER = frozenset({"pacer-docket"})
COMPLAINT = "COMPLAINT against Elm Corp. filed by Oak Bank."
DISMISSED = "ORDER DISMISSING CASE"


def stages(progress: Progress) -> list[str]:
    return [one.stage.value for one in progress.stages]


def end(progress: Progress) -> tuple[str, str] | None:
    """How, and which entry says so."""
    ended = progress.ended
    return (ended.step.value if ended.step else "", ended.line.number if ended.line else "") if ended else None


COURSES: list[tuple[CaseKind, list[str], list[str]]] = [
    (
        CaseKind.CIVIL,
        [
            COMPLAINT,
            "MOTION to Dismiss by Elm Corp.",
            "SCHEDULING ORDER: Discovery due by 9/1/2021.",
            "MOTION for Summary Judgment by Oak Bank",
            "Minute Entry for proceedings held before Judge Roe: Jury Trial held on 1/16/2021",
            "JURY VERDICT",
            "JUDGMENT in favor of Oak Bank against Elm Corp.",
            "NOTICE of Appeal as to 7 Judgment by Elm Corp.",
        ],
        ["filed", "answered", "scheduled", "summary_judgment", "trial", "verdict", "ended", "appealed"],
    ),
    (
        CaseKind.CRIMINAL,
        [
            "INDICTMENT as to Ann Poe (1) count(s) 1-3.",
            "Minute Entry: Arraignment as to Ann Poe held on 1/13/2021; plea entered Not Guilty",
            "Minute Entry: Change of plea hearing as to Ann Poe held. Ann Poe pleads guilty to count 1.",
            "Minute Entry: Sentencing held on 1/15/2021 as to Ann Poe",
            "JUDGMENT as to Ann Poe (1), Count(s) 1, Imprisonment 36 months",
            "NOTICE of Appeal by Ann Poe",
        ],
        ["charged", "arraigned", "plea", "sentenced", "appealed"],
    ),
    (
        CaseKind.BANKRUPTCY,
        [
            "Chapter 13 Voluntary Petition for Individuals. Filed by Ann Poe",
            "Order Confirming Chapter 13 Plan",
            "Order Granting Motion to Convert Case to Chapter 7",
            "Order Discharging Debtor",
            "Bankruptcy Case Closed",
        ],
        ["filed", "plan_confirmed", "converted", "discharged", "closed"],
    ),
    (CaseKind.ADVERSARY, [COMPLAINT, "ANSWER to 1 Complaint", "JUDGMENT for Oak Bank"], ["filed", "answered", "ended"]),
    (
        CaseKind.APPEAL,
        [
            "CIVIL CASE DOCKETED. Notice filed by Elm Corp.",
            "APPELLANT BRIEF filed by Elm Corp.",
            "ORAL ARGUMENT HELD before Judges Roe, Poe and Ash.",
            "FILED OPINION (ROE, POE and ASH) The judgment of the district court is AFFIRMED.",
            "PETITION for panel rehearing filed by Elm Corp.",
            "MANDATE ISSUED.",
        ],
        ["docketed", "briefed", "argued", "decided", "rehearing", "mandate"],
    ),
    (
        CaseKind.SUPREME_COURT,
        [
            "Petition for a writ of certiorari filed. (Response due May 3, 2021)",
            "DISTRIBUTED for Conference of May 6, 2021.",
            "Petition GRANTED.",
            "Argued. For petitioner: Ann Poe.",
            "Judgment REVERSED and case REMANDED.",
            "JUDGMENT ISSUED.",
        ],
        ["filed", "distributed", "granted", "argued", "decided", "judgment_issued"],
    ),
    (
        CaseKind.SUPREME_COURT,
        ["Petition for a writ of certiorari filed.", "Petition DENIED.", "Petition for rehearing filed."],
        ["filed", "denied", "rehearing"],
    ),
    (CaseKind.PANEL, ["MOTION for transfer of actions", "ORDER DENYING TRANSFER re MDL"], ["filed", "decided"]),
    (CaseKind.MISCELLANEOUS, [COMPLAINT, "CASE CLOSED."], ["filed", "ended"]),
]


@pytest.mark.parametrize(("kind", "texts", "course"), COURSES)
def test_a_case_goes_through_the_stages_of_its_kind(kind: CaseKind, texts: list[str], course: list[str]) -> None:
    assert stages(trace(*texts, kind=kind)) == course


def test_every_kind_has_stages_an_end_and_words_for_them() -> None:
    assert set(STAGE_OF_STEP) == set(ENDS) == set(STAGE_OF_END) == set(CaseKind)
    for kind in CaseKind:
        assert Step.OPENED in STAGE_OF_STEP[kind], kind
        assert ENDS[kind] <= set(END_LABELS) and ENDS[kind] <= set(_RANK)
    assert set(STAGE_LABELS) == set(Stage) and set(STAGE_OF_END.values()) <= set(Stage)


def test_a_case_known_from_one_late_notice_was_filed_nobody_knows_when() -> None:
    late = make_line(34, "ORDER granting preliminary injunction")
    assert trace_progress(make_facts(), [late]).stages == (), "filed, but neither when nor by what is known"
    (told,) = trace_progress(make_facts(filed=DAY), [late]).stages
    assert (told.stage, told.day, told.line, told.sure) == (Stage.FILED, DAY, None, Certainty.STATED)
    (read,) = trace(COMPLAINT).stages
    assert (read.day, read.line and read.line.number, read.sure) == (DAY + timedelta(days=1), "1", Certainty.READ)


def test_a_docket_known_only_by_its_header_is_filed() -> None:
    assert stages(trace(filed=DAY)) == ["filed"]
    charged = trace_progress(make_facts(CaseKind.CRIMINAL, filed=DAY), [])
    assert [(one.stage, one.day) for one in charged.stages] == [(Stage.CHARGED, DAY)]


def test_a_later_complaint_did_not_open_the_case() -> None:
    """An entry with the word, numbered 20 and years after the filing: a claim of its own, or an adversary's."""
    late = make_line(20, "COMPLAINT against Fir Inc. filed by Oak Bank.", days=900)
    assert trace_progress(make_facts(), [late]).stages == ()
    told = trace_progress(make_facts(filed=DAY), [late])
    assert [(one.stage, one.line) for one in told.stages] == [(Stage.FILED, None)]


def test_stages_stand_in_the_order_of_their_days() -> None:
    texts = [COMPLAINT, "MOTION for Summary Judgment by Oak Bank", "ANSWER to 1 Complaint by Elm Corp."]
    assert stages(trace(*texts)) == ["filed", "summary_judgment", "answered"]


def test_the_first_entry_that_shows_a_stage_is_named() -> None:
    progress = trace(COMPLAINT, "ANSWER to 1 Complaint by Elm Corp.", "ANSWER to 1 Complaint by Fir Inc.")
    assert [one.line and one.line.number for one in progress.stages] == ["1", "2"]


def test_what_is_dated_before_the_case_is_no_stage_of_it() -> None:
    early = make_line(2, "ANSWER to 1 Complaint by Elm Corp.", days=1)
    assert stages(trace_progress(make_facts(filed=DAY + timedelta(days=3)), [early])) == ["filed"]


def test_a_case_whose_dismissal_was_vacated_goes_on() -> None:
    vacated = "ORDER vacating 2 Order Dismissing Case"
    progress = trace(COMPLAINT, DISMISSED, vacated)
    assert (progress.ended, progress.reopened and progress.reopened.number) == (None, "3")
    assert stages(progress) == ["filed", "reopened"]
    again = trace(COMPLAINT, DISMISSED, vacated, DISMISSED)
    assert end(again) == ("dismissed", "4") and again.reopened is None
    assert stages(again) == ["filed", "ended"]


def test_a_reopening_without_an_end_before_it_says_nothing() -> None:
    """An order on the papers of another case, or a case of which the first years are not known."""
    progress = trace(COMPLAINT, "ORDER reopening case")
    assert (progress.ended, progress.reopened, stages(progress)) == (None, None, ["filed"])


def test_an_appeal_before_the_end_is_a_stage_by_its_day() -> None:
    appeal, judgment = "NOTICE of Appeal by Elm Corp.", "JUDGMENT for Oak Bank"
    assert stages(trace(COMPLAINT, appeal, judgment)) == ["filed", "appealed", "ended"]
    assert stages(trace(COMPLAINT, judgment, appeal)) == ["filed", "ended", "appealed"]


def test_after_its_end_a_case_reaches_few_stages() -> None:
    after = ["ANSWER to 1 Complaint by Fir Inc.", "SCHEDULING ORDER: Discovery due by 9/1/2021."]
    assert stages(trace(COMPLAINT, DISMISSED, *after)) == ["filed", "ended"]
    reached = {stage for kind in CaseKind for stage in STAGE_OF_STEP[kind].values()}
    assert reached >= _OUTLIVE


ENDINGS: list[tuple[CaseKind, str, str]] = [
    (CaseKind.CIVIL, "ORDER DISMISSING CASE", "dismissed"),
    (CaseKind.CIVIL, "ORDER Remanding case to Elm County Superior Court", "remanded"),
    (CaseKind.CIVIL, "NOTICE of Voluntary Dismissal by Oak Bank", "dismissed_voluntarily"),
    (CaseKind.CIVIL, "JUDGMENT in favor of Oak Bank against Elm Corp.", "judgment"),
    (CaseKind.CIVIL, "Partial judgment", ""),
    (CaseKind.CIVIL, "NOTICE of Voluntary Dismissal of defendant Elm Corp.", ""),
    (CaseKind.CIVIL, "ORDER denying 2 Motion to Dismiss", ""),
    (CaseKind.CIVIL, "Minute Entry: Sentencing held on 5/3/2021 as to Ann Poe", ""),
    (CaseKind.CIVIL, "MANDATE ISSUED.", ""),
    (CaseKind.CRIMINAL, "JUDGMENT as to Ann Poe (1), Count(s) 1, Imprisonment 36 months", "sentenced"),
    (CaseKind.CRIMINAL, "JUDGMENT OF ACQUITTAL as to Ann Poe (1)", "judgment"),
    (CaseKind.CRIMINAL, "FINAL JUDGMENT OF FORFEITURE as to Ann Poe (1)", ""),
    (CaseKind.CRIMINAL, "ORDER dismissing indictment as to Ann Poe", "dismissed"),
    (CaseKind.BANKRUPTCY, "Order Dismissing Debtor", "dismissed"),
    (CaseKind.BANKRUPTCY, "Order Discharging Debtor", ""),
    (CaseKind.BANKRUPTCY, "Order Confirming Chapter 13 Plan", ""),
    (CaseKind.BANKRUPTCY, "Disposition of adversary 2:20-ap-17", ""),
    (CaseKind.BANKRUPTCY, "Adversary Case 2:20-ap-17 Closed", ""),
    (CaseKind.BANKRUPTCY, "Order Dismissing Adversary Proceeding 2:20-ap-17", ""),
    (CaseKind.BANKRUPTCY, "Order Dismissing Case for Failure to Pay Filing Fee", "dismissed"),
    (CaseKind.ADVERSARY, "Adversary Case 2:20-ap-17 Closed", "closed"),
    (CaseKind.ADVERSARY, "Order Dismissing Adversary Proceeding", "dismissed"),
    (CaseKind.ADVERSARY, "Judgment in favor of Plaintiff Ann Poe against Defendant Elm Corp.", "judgment"),
    (CaseKind.APPEAL, "MANDATE ISSUED.", "mandate"),
    (CaseKind.APPEAL, "OPINION filed: The petition for review is DENIED.", "decided"),
    (CaseKind.APPEAL, "PETITION DISMISSED. FILED AND ENTERED JUDGMENT.", "dismissed"),
    (CaseKind.APPEAL, "Received copy of District Court order filed on 11/02/2021", ""),
    (CaseKind.APPEAL, "Received copy of District Court order affirming filed on 11/02/2021", ""),
    (CaseKind.SUPREME_COURT, "Petition DENIED.", "review_denied"),
    (CaseKind.SUPREME_COURT, "Petition GRANTED.", ""),
    (CaseKind.SUPREME_COURT, "Writ of certiorari DISMISSED as improvidently granted.", "dismissed"),
    (CaseKind.SUPREME_COURT, "Petition DISMISSED - Rule 46.", "dismissed"),
    (CaseKind.SUPREME_COURT, "Petition GRANTED. Judgment VACATED and case REMANDED.", "vacated"),
    (CaseKind.SUPREME_COURT, "Application (20A11) denied by Justice Roe.", "application_denied"),
    (CaseKind.SUPREME_COURT, "Application (20A11) to extend the time denied by Justice Roe.", ""),
]


@pytest.mark.parametrize(("kind", "text", "how"), ENDINGS)
def test_what_ends_a_case_of_each_kind(kind: CaseKind, text: str, how: str) -> None:
    assert end(trace(COMPLAINT, text, kind=kind)) == ((how, "2") if how else None)


def test_an_application_is_on_the_way_where_a_petition_is_to_be_decided() -> None:
    denied = "Application (20A11) for a stay denied by Justice Roe."
    alone = trace("Application (20A11) for a stay, submitted to Justice Roe.", denied, kind=CaseKind.SUPREME_COURT)
    assert (end(alone), stages(alone)[-1]) == (("application_denied", "2"), "denied")
    texts = ["Petition for a writ of certiorari filed.", denied, "Petition GRANTED."]
    told = trace(*texts, kind=CaseKind.SUPREME_COURT)
    assert (end(told), stages(told)[-1]) == (None, "granted")


def test_more_time_that_is_all_that_was_applied_for_ends_the_application() -> None:
    asked = (
        "Application (20A11) to extend the time to file a petition for a writ of certiorari, submitted to Justice Roe."
    )
    given = "Application (20A11) granted by Justice Roe extending the time to file until March 5, 2021."
    of_application = partial(trace, kind=CaseKind.SUPREME_COURT, of_application=True)
    once = of_application(asked, given)
    assert (end(once), stages(once)[-1]) == (("application_granted", "2"), "granted")
    further = asked.replace("extend", "extend further")
    assert end(of_application(asked, given, further)) is None, "applied for once more"
    twice = of_application(asked, given, further, given.replace("March", "May"))
    assert end(twice) == ("application_granted", "4")
    assert end(trace(asked, given, kind=CaseKind.SUPREME_COURT)) is None, "a petition will follow under this number"


def test_of_several_ends_of_one_entry_the_one_that_tells_most_is_named() -> None:
    text = "ORDER granting 20 Stipulation of Dismissal. The case is dismissed. Case closed."
    assert end(trace(COMPLAINT, text)) == ("dismissed", "2")


def test_the_sentence_of_one_of_several_defendants_ends_nothing() -> None:
    texts = ["INDICTMENT as to Ann Poe (1), Bob Fir (2)", "JUDGMENT as to Ann Poe (1), Count(s) 1, 36 months"]
    assert end(trace(*texts, kind=CaseKind.CRIMINAL, defendants=2)) is None
    told = trace(*texts, kind=CaseKind.CRIMINAL, defendants=2, terminated=DAY + timedelta(days=2))
    assert end(told) == ("sentenced", "2"), "the header says that it is over"


# -- what the docket's own header says --


def test_a_header_that_states_the_end_is_believed_and_the_order_of_those_days_named() -> None:
    closed = DAY + timedelta(days=4)
    told = trace(COMPLAINT, DISMISSED, "NOTICE of Change of Address by Ann Poe", terminated=closed)
    assert end(told) == ("dismissed", "2") and told.ended and told.ended.sure is Certainty.STATED
    bare = trace(COMPLAINT, terminated=closed)
    assert end(bare) == ("", "") and bare.ended and (bare.ended.day, bare.ended.line) == (closed, None)
    assert stages(bare) == ["filed", "ended"]


def test_a_ruling_of_the_day_stands_for_an_end_that_no_rule_reads() -> None:
    closed = DAY + timedelta(days=3)
    told = trace(COMPLAINT, "ORDER granting 9 Motion to Dismiss for Lack of Jurisdiction", terminated=closed)
    assert end(told) == ("", "2")
    late = trace(COMPLAINT, "ORDER granting 9 Motion to Dismiss", terminated=closed + timedelta(days=30))
    assert end(late) == ("", ""), "a month before the clerk closed it"


def test_an_order_long_before_the_header_was_seen_open_is_no_end() -> None:
    seen = DAY + timedelta(days=200)
    progress = trace(COMPLAINT, DISMISSED, sources=HEADER, as_of=seen, header_as_of=seen)
    assert (progress.ended, progress.is_known) == (None, True)
    assert stages(progress) == ["filed"]


def test_a_clerk_may_need_some_days_to_close_a_case() -> None:
    seen = DAY + timedelta(days=12)
    assert end(trace(COMPLAINT, DISMISSED, sources=HEADER, as_of=seen, header_as_of=seen)) == ("dismissed", "2")


def test_a_header_that_was_seen_before_the_order_says_nothing_of_it() -> None:
    """A page bought in 2021, and a feed that was read to this day."""
    bought = DAY + timedelta(days=1)
    sources = HEADER | {"court-feed"}
    told = trace(COMPLAINT, DISMISSED, sources=sources, as_of=DAY + timedelta(days=900), header_as_of=bought)
    assert end(told) == ("dismissed", "2")


def test_a_case_that_was_reopened_goes_on_though_its_header_keeps_the_old_date() -> None:
    closed = DAY + timedelta(days=2)
    progress = trace(COMPLAINT, DISMISSED, "ORDER reopening case", terminated=closed)
    assert (progress.ended, progress.reopened and progress.reopened.number) == (None, "3")
    assert stages(progress) == ["filed", "reopened"]


def test_a_case_that_was_reopened_and_whose_header_is_open_is_open_again() -> None:
    seen = DAY + timedelta(days=900)
    progress = trace(COMPLAINT, DISMISSED, "ORDER reopening case", sources=HEADER, as_of=seen, header_as_of=seen)
    assert (progress.ended, progress.reopened and progress.reopened.number) == (None, "3")
    assert stages(progress) == ["filed", "reopened"]


def test_the_supreme_courts_pages_have_no_closing_date() -> None:
    texts = ["Petition for a writ of certiorari filed.", "Petition DENIED."]
    assert end(trace(*texts, kind=CaseKind.SUPREME_COURT, sources=frozenset({"supreme-court"}))) == (
        "review_denied", "2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "known"),
    [((), True), (("pacer-docket",), True), (("court-feed",), False), (("court-notice", "attachment-page"), False)],
)
def test_of_a_docket_known_by_scraps_it_is_not_known_whether_it_goes_on(sources: tuple[str, ...], known: bool) -> None:
    assert trace(COMPLAINT, sources=frozenset(sources)).is_known is known
    assert trace(COMPLAINT, DISMISSED, sources=frozenset({"court-feed"})).is_known, "its end was seen"


def test_entries_without_a_day_end_nothing() -> None:
    lines = [make_line(1, COMPLAINT), make_line(2, DISMISSED, day=None)]
    assert trace_progress(make_facts(), lines).ended is None
    assert stages(trace_progress(make_facts(), [make_line(1, COMPLAINT, day=None)])) == ["filed"]


def test_nothing_at_all() -> None:
    progress = trace_progress(make_facts(as_of=date(2021, 1, 1)), list_lines())
    assert progress == Progress((), None, None, is_known=True)
