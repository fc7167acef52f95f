"""Addresses of the reading: cases, filings, claims, notes, the editors' desk, pages across all cases, the API. Names
stand without a prefix, as in ``dockets.urls``.
"""

from django.urls import URLPattern, path, re_path

from dockets.http.rate_limited import limit_rate
from rulings.api.views.api_case import api_case
from rulings.api.views.api_case_list import api_case_list
from rulings.api.views.api_description import api_description
from rulings.api.views.api_event_list import api_event_list
from rulings.api.views.api_filing_list import api_filing_list
from rulings.api.views.api_not_found import api_not_found
from rulings.api.views.api_party_list import api_party_list
from rulings.api.views.api_ruling_list import api_ruling_list
from rulings.api.views.api_tracker import api_tracker, api_tracker_row_list
from rulings.api.views.api_tracker_list import api_tracker_list
from rulings.views.all_cases.calendar import calendar
from rulings.views.all_cases.calendar_feed import calendar_feed
from rulings.views.all_cases.cases_side_by_side import cases_side_by_side
from rulings.views.all_cases.home import home
from rulings.views.all_cases.house_style import house_style
from rulings.views.all_cases.pending_list import pending_export, pending_list
from rulings.views.all_cases.person_detail import person_detail
from rulings.views.all_cases.person_list import person_list
from rulings.views.all_cases.ruling_feed import ruling_feed
from rulings.views.all_cases.ruling_list import ruling_list
from rulings.views.all_cases.search import search
from rulings.views.all_cases.subscriptions import subscriptions
from rulings.views.case.case_by_hand import case_by_hand, case_by_hand_edit
from rulings.views.case.case_card import case_card
from rulings.views.case.docket_changes import docket_changes
from rulings.views.case.docket_parties import docket_parties
from rulings.views.case.oembed import oembed
from rulings.views.case.timeline import timeline
from rulings.views.case.timeline_embed import timeline_embed
from rulings.views.case.timeline_export import timeline_export
from rulings.views.claims.claims import claims, claims_export
from rulings.views.claims.claims_edit import claims_edit
from rulings.views.claims.filing_decides import filing_decides
from rulings.views.corrections.case_correct import case_correct
from rulings.views.corrections.filing_correct import filing_correct
from rulings.views.corrections.party_correct import party_correct
from rulings.views.corrections.public_change_list import case_change_list, public_change_feed, public_change_list
from rulings.views.desk.desk import desk, desk_act, desk_count
from rulings.views.desk.desk_cases import desk_assign, desk_cases
from rulings.views.desk.desk_many import desk_many
from rulings.views.desk.documents_bring import documents_bring, documents_brought
from rulings.views.desk.edit_export import edit_export
from rulings.views.desk.edit_list import edit_list, edit_restore
from rulings.views.desk.editorial_edit import editorial_case, editorial_filing
from rulings.views.desk.editorial_import import editorial_import
from rulings.views.desk.hand_over import hand_over_item
from rulings.views.desk.milestones import milestones
from rulings.views.desk.people import people
from rulings.views.desk.publishing import publishing, publishing_act, publishing_item
from rulings.views.filing.document_page import (
    document_download,
    document_page,
    document_page_image,
    document_pages,
)
from rulings.views.filing.document_text import document_text, document_text_act
from rulings.views.filing.document_versions import document_versions
from rulings.views.filing.documents_publish import documents_publish
from rulings.views.filing.filing_detail import filing_detail
from rulings.views.filing.passage_embed import passage_embed
from rulings.views.filing.passage_picture import passage_picture
from rulings.views.filing.thread import thread
from rulings.views.following.channel_edit import channel_act, channel_add, channel_edit
from rulings.views.following.channel_list import channel_list
from rulings.views.following.follow import follow
from rulings.views.following.follow_rule import follow_act, follow_rule
from rulings.views.following.following import following
from rulings.views.following.following_feed import following_dates, following_news
from rulings.views.following.following_read import following_read
from rulings.views.following.following_sent import following_sent
from rulings.views.following.unsubscribe import unsubscribe
from rulings.views.notes.annotation_act import annotation_act
from rulings.views.notes.annotation_add import annotation_add
from rulings.views.notes.annotation_edit import annotation_edit
from rulings.views.notes.annotation_export import annotation_export
from rulings.views.notes.annotation_history import annotation_history
from rulings.views.notes.annotation_import import annotation_import
from rulings.views.notes.annotation_preview import annotation_preview
from rulings.views.trackers.matter_detail import matter_detail
from rulings.views.trackers.matter_edit import matter_edit
from rulings.views.trackers.tracker_changes import tracker_changes
from rulings.views.trackers.tracker_detail import tracker_detail
from rulings.views.trackers.tracker_edit import tracker_add, tracker_edit, tracker_step
from rulings.views.trackers.tracker_embed import tracker_embed
from rulings.views.trackers.tracker_export import (
    tracker_dates,
    tracker_export,
    tracker_feed,
    tracker_picture,
    tracker_strips,
)
from rulings.views.trackers.tracker_list import tracker_desk, tracker_list
from rulings.views.trackers.tracker_rows import tracker_act, tracker_rows
from rulings.views.trackers.tracker_sheet import tracker_sheet
from rulings.views.trackers.tracker_table import tracker_table
from rulings.views.wanted.wanted_document import wanted_document
from rulings.views.wanted.wanted_list import wanted_export, wanted_list

urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("cases/side-by-side/", cases_side_by_side, name="cases-side-by-side"),
    # Docket numbers hold slashes in some state courts, so a number is everything up to what follows it.
    path(
        "cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/",
        document_text,
        name="document-text",
    ),
    path(
        "cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/pages/",
        document_pages,
        name="document-pages",
    ),
    path(
        "cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/pages/<int:page>/",
        document_page,
        name="document-page",
    ),
    path(
        "cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/pages/<int:page>/"
        "<int:width>.webp",
        document_page_image,
        name="document-page-image",
    ),
    path(
        "cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/versions/",
        document_versions,
        name="document-versions",
    ),
    path(
        "cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/pages/<int:page>/embed/",
        passage_embed,
        name="passage-embed",
    ),
    path(
        "cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/pages/<int:page>/"
        "passage.<str:form>",
        passage_picture,
        name="passage-picture",
    ),
    path(
        "cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/document.pdf",
        document_download,
        name="document-download",
    ),
    path(
        "cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/<slug:act>/",
        document_text_act,
        name="document-text-act",
    ),
    path("cases/<slug:court_id>/<path:number>/filings/<str:reference>/decides/", filing_decides, name="filing-decides"),
    path("cases/<slug:court_id>/<path:number>/filings/<str:reference>/thread/", thread, name="thread"),
    path("cases/<slug:court_id>/<path:number>/filings/<str:reference>/", filing_detail, name="filing-detail"),
    path("cases/<slug:court_id>/<path:number>/annotations.json", annotation_export, name="annotation-export"),
    path("cases/<slug:court_id>/<path:number>/changes/", docket_changes, name="docket-changes"),
    path("cases/<slug:court_id>/<path:number>/corrections/", case_change_list, name="case-change-list"),
    path("cases/<slug:court_id>/<path:number>/card.png", case_card, name="case-card"),
    path("cases/<slug:court_id>/<path:number>/embed/", timeline_embed, name="timeline-embed"),
    path("cases/<slug:court_id>/<path:number>/parties/", docket_parties, name="docket-parties"),
    path("cases/<slug:court_id>/<path:number>/claims/", claims, name="claims"),
    path("cases/<slug:court_id>/<path:number>/claims/edit/", claims_edit, name="claims-edit"),
    path("cases/<slug:court_id>/<path:number>/claims.<str:form>", claims_export, name="claims-export"),
    path("cases/<slug:court_id>/<path:number>/timeline.<str:form>", timeline_export, name="timeline-export"),
    path("cases/<slug:court_id>/<path:number>/", timeline, name="timeline"),
    path("desk/", desk, name="desk"),
    path("desk/count/", desk_count, name="desk-count"),
    path("desk/hand-over/<slug:of>/<slug:thing>/", hand_over_item, name="hand-over"),
    path("desk/people.json", people, name="people"),
    path("desk/many/", desk_many, name="desk-many"),
    path("desk/cases/", desk_cases, name="desk-cases"),
    path("desk/cases/<int:docket_id>/", desk_assign, name="desk-assign"),
    path("desk/cases/<int:docket_id>/notes/", annotation_import, name="annotation-import"),
    path("desk/cases/<int:docket_id>/documents/", documents_bring, name="documents-bring"),
    path("desk/cases/<int:docket_id>/documents/publish/", documents_publish, name="documents-publish"),
    path("desk/cases/<int:docket_id>/documents/<slug:batch>/", documents_brought, name="documents-brought"),
    path("desk/by-hand/", case_by_hand, name="case-by-hand"),
    path("desk/cases/<int:docket_id>/by-hand/", case_by_hand_edit, name="case-by-hand-edit"),
    path("desk/cases/<int:docket_id>/headline/", editorial_case, name="editorial-case"),
    path("desk/cases/<int:docket_id>/status/", case_correct, name="case-correct"),
    path("desk/cases/<int:docket_id>/milestones/", milestones, name="milestones"),
    path("desk/editorial-file/", editorial_import, name="editorial-import"),
    path("desk/edits.csv", edit_export, name="edit-export"),
    path("desk/edits/", edit_list, name="edit-list"),
    path("desk/edits/<int:edit_id>/restore/", edit_restore, name="edit-restore"),
    path("desk/filings/<slug:filing_id>/headline/", editorial_filing, name="editorial-filing"),
    path("desk/filings/<slug:filing_id>/reading/", filing_correct, name="filing-correct"),
    path("desk/parties/<int:party_id>/", party_correct, name="party-correct"),
    path("desk/publishing/", publishing, name="publishing"),
    path("desk/publishing/<slug:kind>/<int:object_id>/", publishing_item, name="publishing-item"),
    path("desk/publishing/<slug:kind>/<int:object_id>/<slug:act>/", publishing_act, name="publishing-act"),
    path("desk/trackers/", tracker_desk, name="tracker-desk"),
    path("desk/trackers/add/", tracker_add, name="tracker-add"),
    path("desk/trackers/<int:tracker_id>/", tracker_edit, name="tracker-edit"),
    path("desk/trackers/<int:tracker_id>/table/", tracker_table, name="tracker-table"),
    path("desk/trackers/<int:tracker_id>/sheet/", tracker_sheet, name="tracker-sheet"),
    path("desk/trackers/<int:tracker_id>/rows/", tracker_rows, name="tracker-rows"),
    path("desk/trackers/<int:tracker_id>/rows/<int:matter_id>/", matter_edit, name="matter-edit"),
    path("desk/trackers/<int:tracker_id>/rows/<slug:act>/", tracker_act, name="tracker-act"),
    path("desk/trackers/<int:tracker_id>/publish/<slug:act>/", tracker_step, name="tracker-step"),
    path("desk/wanted/", wanted_list, name="wanted-list"),
    path("desk/wanted.csv", limit_rate(wanted_export), name="wanted-export"),
    path("desk/wanted/<slug:filing_id>/<int:document>/", wanted_document, name="wanted-document"),
    path("desk/<slug:act>/", desk_act, name="desk-act"),
    path("following/", following, name="following"),
    path("following/follow/", follow, name="follow"),
    path("following/read/", following_read, name="following-read"),
    path("following/sent/", following_sent, name="following-sent"),
    path("following/channels/", channel_list, name="channel-list"),
    path("following/channels/add/", channel_add, name="channel-add"),
    path("following/channels/<int:channel_id>/", channel_edit, name="channel-edit"),
    path("following/channels/<int:channel_id>/<slug:act>/", channel_act, name="channel-act"),
    path("following/<int:follow_id>/", follow_rule, name="follow-rule"),
    path("following/<int:reader_id>/news.atom", following_news, name="following-news"),
    path("following/<int:reader_id>/dates.ics", following_dates, name="following-dates"),
    path("following/<int:follow_id>/<slug:act>/", follow_act, name="follow-act"),
    path("notes/on/<slug:filing_id>/", annotation_add, name="annotation-add"),
    path("notes/preview/", annotation_preview, name="annotation-preview"),
    path("notes/<slug:public_id>/", annotation_history, name="annotation-history"),
    path("notes/<slug:public_id>/edit/", annotation_edit, name="annotation-edit"),
    path("notes/<slug:public_id>/<slug:act>/", annotation_act, name="annotation-act"),
    path("newsroom/words/", house_style, name="house-style"),
    path("rulings/", ruling_list, name="ruling-list"),
    path("rulings.atom", ruling_feed, name="ruling-feed"),
    path("pending/", pending_list, name="pending-list"),
    path("pending.csv", limit_rate(pending_export), name="pending-export"),
    path("people/", person_list, name="person-list"),
    # A firm's name may hold a slash.
    path("people/<slug:role>/<path:name>/", person_detail, name="person-detail"),
    path("following/end/<str:end_key>/", unsubscribe, name="unsubscribe"),
    path("trackers/", tracker_list, name="tracker-list"),
    path("trackers/<slug:slug>/", tracker_detail, name="tracker-detail"),
    path("trackers/<slug:slug>/rows/<slug:anchor>/", matter_detail, name="matter-detail"),
    path("trackers/<slug:slug>/changes/", tracker_changes, name="tracker-changes"),
    path("trackers/<slug:slug>/changes.atom", tracker_feed, name="tracker-feed"),
    path("trackers/<slug:slug>/dates.ics", tracker_dates, name="tracker-dates"),
    path("trackers/<slug:slug>/rows.<slug:form>", tracker_export, name="tracker-export"),
    path("trackers/<slug:slug>/counts.<slug:form>", tracker_picture, name="tracker-picture"),
    path("trackers/<slug:slug>/strips.<slug:form>", tracker_strips, name="tracker-strips"),
    path("trackers/<slug:slug>/embed/", tracker_embed, name="tracker-embed"),
    path("corrections/", public_change_list, name="public-change-list"),
    path("corrections.atom", public_change_feed, name="public-change-feed"),
    path("calendar/", calendar, name="calendar"),
    path("calendar.ics", calendar_feed, name="calendar-feed"),
    path("oembed", oembed, name="oembed"),
    path("api/v1/openapi.json", api_description, name="api-description"),
    path("api/v1/cases/", api_case_list, name="api-case-list"),
    path("api/v1/cases/<slug:court_id>/<path:number>/filings/", api_filing_list, name="api-filing-list"),
    path("api/v1/cases/<slug:court_id>/<path:number>/parties/", api_party_list, name="api-party-list"),
    path("api/v1/cases/<slug:court_id>/<path:number>/events/", api_event_list, name="api-event-list"),
    path("api/v1/cases/<slug:court_id>/<path:number>/", api_case, name="api-case"),
    path("api/v1/trackers/", api_tracker_list, name="api-tracker-list"),
    path("api/v1/trackers/<slug:slug>/", api_tracker, name="api-tracker"),
    path("api/v1/trackers/<slug:slug>/rows/", api_tracker_row_list, name="api-tracker-row-list"),
    path("api/v1/rulings/", api_ruling_list, name="api-ruling-list"),
    # Whatever else, line breaks too: a program wants its answer as JSON.
    re_path(r"^api/v1/[\s\S]*", api_not_found),
    path("subscriptions/", subscriptions, name="subscriptions"),
    path("search/", search, name="search"),
]
